/** How many changes a second the journal keeps, and how long it takes to come back. */
@NullMarked
@CheckReturnValue
package dev.wainwright.bench.journal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
