/**
 * From pods that wait to NodeClaims: batching, the question to the solver, and what its answer is turned into
 * (karpenter-core §3).
 */
@NullMarked
package dev.wainwright.autoscaler.provisioning;

import org.jspecify.annotations.NullMarked;
