/** The question as values: what pods ask, what pools offer, what nodes have left. Knows no Kubernetes document. */
@NullMarked
package dev.wainwright.solver.problem;

import org.jspecify.annotations.NullMarked;
