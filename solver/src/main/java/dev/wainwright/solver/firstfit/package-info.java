/** Karpenter's way of packing: pods in a fixed order, each to the first place that takes it. */
@NullMarked
package dev.wainwright.solver.firstfit;

import org.jspecify.annotations.NullMarked;
