/**
 * Decides: pods, nodes, pools and prices in, a plan with its reasons out. Pure and deterministic: no I/O, no clock, no
 * randomness, no Kubernetes client. Uses {@code model}; only {@code solver.compile} knows Kubernetes' objects.
 */
@NullMarked
package dev.wainwright.solver;

import org.jspecify.annotations.NullMarked;
