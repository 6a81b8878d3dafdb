/** Which domains a pod may go to, given where other pods are: spreading, affinity, anti-affinity in both directions. */
@NullMarked
package dev.wainwright.solver.topology;

import org.jspecify.annotations.NullMarked;
