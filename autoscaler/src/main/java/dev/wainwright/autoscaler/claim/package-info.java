/**
 * The life of a NodeClaim: launch, registration, initialization, the deadlines for each, expiry, and the end
 * (karpenter-core §5). Draining a node is not here.
 */
@NullMarked
package dev.wainwright.autoscaler.claim;

import org.jspecify.annotations.NullMarked;
