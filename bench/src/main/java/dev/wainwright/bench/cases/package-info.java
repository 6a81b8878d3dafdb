/**
 * Makes clusters to plan for: seeded, so that a case is the same every time, and of many kinds, so that every rule of
 * scheduling meets every other one somewhere. What comes out are documents as a user would write them.
 */
@NullMarked
@CheckReturnValue
package dev.wainwright.bench.cases;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
