package dev.wainwright.autoscaler.disruption;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Snapshot;
import java.util.List;
import java.util.Optional;

/** When a node may be taken away because nothing but daemons runs on it (karpenter-core §4.6). */
public final class Emptiness {
    private Emptiness() {}

    /** Whether nothing keeps a claim's node. Most nodes have pods, and one of them is enough to know. */
    static boolean mayGo(NodeClaim claim, Snapshot snapshot) {
        return Claims.node(claim, snapshot)
                        .filter(node -> !hasWorkload(node, snapshot))
                        .isPresent()
                && obstacle(claim, snapshot).isEmpty();
    }

    private static boolean hasWorkload(Node node, Snapshot snapshot) {
        for (Pod pod : snapshot.where(Claims.PODS, node.name())) {
            if (Claims.isWorkload(pod)) {
                return true;
            }
        }
        return false;
    }

    /** What keeps a claim's node, as the rest of a sentence about it; nothing when it may go. */
    public static Optional<String> obstacle(NodeClaim claim, Snapshot snapshot) {
        if (claim.metadata().isTerminating()) {
            return Optional.of("it is being deleted already");
        }
        Optional<NodePool> pool = Claims.poolOf(claim, snapshot);
        if (pool.isEmpty()) {
            return Optional.of("its pool is gone");
        }
        if (pool.get().spec().replicas() != null) {
            return Optional.of("its pool has a fixed number of nodes");
        }
        if (!Claims.isTrue(claim, Claims.CONSOLIDATABLE)) {
            return Optional.of(notYet(pool.get()));
        }
        return Claims.node(claim, snapshot)
                .map(node -> ofNode(node, snapshot))
                .orElse(Optional.of("it has no node yet"));
    }

    private static String notYet(NodePool pool) {
        var disruption = pool.spec().disruption();
        String pause =
                disruption == null || disruption.consolidateAfter() == null ? "0s" : disruption.consolidateAfter();
        return pause.equals(GoDuration.NEVER)
                ? "its pool never consolidates"
                : "it is not ready, or its pods came or went less than " + pause + " ago";
    }

    private static Optional<String> ofNode(Node node, Snapshot snapshot) {
        if (node.metadata().isTerminating()) {
            return Optional.of("its node is being deleted already");
        }
        if (Claims.isProtected(node.metadata())) {
            return Optional.of("its node is annotated with karpenter.sh/do-not-disrupt");
        }
        List<Pod> pods = workload(node, snapshot);
        return pods.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        pods.size() == 1
                                ? "pod " + pods.getFirst().qualifiedName() + " runs on it"
                                : pods.size() + " pods run on it, such as "
                                        + pods.getFirst().qualifiedName());
    }

    /** The pods on a node that are no daemons and have not ended. */
    private static List<Pod> workload(Node node, Snapshot snapshot) {
        return snapshot.where(Claims.PODS, node.name()).stream()
                .filter(Claims::isWorkload)
                .toList();
    }
}
