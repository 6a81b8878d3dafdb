/**
 * What Cluster Autoscaler would launch, for comparison: node groups of one machine type each. Packing itself is
 * {@link dev.wainwright.solver.firstfit}'s; nothing of Karpenter's rules is decided here.
 */
@NullMarked
package dev.wainwright.solver.nodegroup;

import org.jspecify.annotations.NullMarked;
