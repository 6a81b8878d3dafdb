/** Asks Karpenter and us the same questions, has both answers judged, and tells how they differ. */
@NullMarked
@CheckReturnValue
package dev.wainwright.bench.compare;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
