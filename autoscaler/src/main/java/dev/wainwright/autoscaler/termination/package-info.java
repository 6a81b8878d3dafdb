/**
 * The end of a node: drained in order, its volumes detached, its machine ended (karpenter-core §4.17).
 */
@NullMarked
package dev.wainwright.autoscaler.termination;

import org.jspecify.annotations.NullMarked;
