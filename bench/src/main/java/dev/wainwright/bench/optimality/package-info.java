/**
 * How far plans are from the cheapest: a fixed suite of seeded questions, asked of both our packers and of Karpenter, judged,
 * and held against a proven lower bound.
 */
@NullMarked
@CheckReturnValue
package dev.wainwright.bench.optimality;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
