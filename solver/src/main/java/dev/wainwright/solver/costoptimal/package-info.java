/**
 * The cheapest plan that can be found, and a price below which none can be: compiles a question and its first-fit answer
 * into a packing, and packings back into plans. How to pack is in {@code packing}; whether a pod may go somewhere is asked
 * of {@code firstfit}.
 */
@NullMarked
package dev.wainwright.solver.costoptimal;

import org.jspecify.annotations.NullMarked;
