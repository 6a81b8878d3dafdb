package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Snapshot;
import java.util.List;

/** The nodes that are on their way out, and the pods that will have to move. */
final class Leaving {
    private Leaving() {}

    static List<Node> nodes(Snapshot snapshot) {
        return snapshot.all(Node.class).stream()
                .filter(node -> isLeaving(node, snapshot))
                .toList();
    }

    /** Pods that have to move and may: not those of DaemonSets or nodes, at their end, of nobody, or protected. */
    static List<Pod> pods(Node node, Snapshot snapshot) {
        return snapshot.where(Claims.PODS, node.name()).stream()
                .filter(Leaving::hasToMove)
                .toList();
    }

    private static boolean isLeaving(Node node, Snapshot snapshot) {
        return node.metadata().isTerminating()
                || Claims.claim(node, snapshot)
                        .filter(claim -> claim.metadata().isTerminating())
                        .isPresent();
    }

    private static boolean hasToMove(Pod pod) {
        return Claims.isWorkload(pod)
                && !pod.isTerminating()
                && pod.metadata().controller().isPresent()
                && !Claims.isProtected(pod.metadata());
    }
}
