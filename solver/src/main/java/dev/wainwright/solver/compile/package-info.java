/** Compiles Kubernetes objects into a problem the solver understands, and its answer back into their names. */
@NullMarked
package dev.wainwright.solver.compile;

import org.jspecify.annotations.NullMarked;
