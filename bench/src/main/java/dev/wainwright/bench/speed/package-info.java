/**
 * How fast plans are made: Karpenter's own benchmark shapes and the catalogue of EC2, measured with JMH and set beside
 * Karpenter's figures from the same machine.
 */
@NullMarked
@CheckReturnValue
package dev.wainwright.bench.speed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
