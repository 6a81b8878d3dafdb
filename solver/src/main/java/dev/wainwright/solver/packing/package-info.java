/**
 * Packing as numbers: items of several classes, machines with prices, a lower bound on the price and good packings.
 * Knows nothing of pods, pools, labels or zones; every amount is a whole number.
 */
@NullMarked
package dev.wainwright.solver.packing;

import org.jspecify.annotations.NullMarked;
