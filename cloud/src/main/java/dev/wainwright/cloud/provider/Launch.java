package dev.wainwright.cloud.provider;

import dev.wainwright.api.karpenter.NodeClaim;

/** What became of the wish for a machine. */
public sealed interface Launch {
    /** It is on its way: labels, annotations, provider id, image, capacity and allocatable are filled in. */
    record Launched(NodeClaim claim) implements Launch {}

    /** Nothing that the claim allows is to be had; the offerings that failed are marked as such. */
    record InsufficientCapacity(String message) implements Launch {}

    /** The node class is not ready, or not the one that was asked for. */
    record NodeClassNotReady(String message) implements Launch {}

    /** It failed otherwise and may succeed when tried again; {@code reason} goes into the claim's condition. */
    record Failed(String reason, String message) implements Launch {}
}
