package dev.wainwright.solver.compile;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.problem.NodeCap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many pods of its workload a pod's node may have. */
final class NodeCaps {
    /** Caps nothing; for packing in Karpenter's manner. */
    static final NodeCaps NONE = new NodeCaps(List.of(), 0, false);

    private static final int LEAST_NODES = 3;

    private final Map<String, Integer> sizes = new HashMap<>();
    private final double maxShare;
    private final boolean spreadByDefault;

    private NodeCaps(List<Pod> pods, double maxShare, boolean spreadByDefault) {
        this.maxShare = maxShare;
        this.spreadByDefault = spreadByDefault;
        for (Pod pod : pods) {
            String workload = workload(pod);
            if (!workload.isEmpty() && !pod.isTerminal()) {
                sizes.merge(workload, 1, Integer::sum);
            }
        }
    }

    static NodeCaps of(List<Pod> pods, Knobs knobs, boolean spreadByDefault) {
        return knobs.maxShare() == 0 && !spreadByDefault ? NONE : new NodeCaps(pods, knobs.maxShare(), spreadByDefault);
    }

    NodeCap of(Pod pod) {
        if (sizes.isEmpty()) {
            return NodeCap.NONE;
        }
        String workload = workload(pod);
        int size = sizes.getOrDefault(workload, 0);
        if (workload.isEmpty()) {
            return NodeCap.NONE;
        }
        if (maxShare > 0) {
            return maxShare >= 1 ? NodeCap.NONE : new NodeCap(workload, Math.max(1, (int) (maxShare * size)), true);
        }
        boolean asks =
                spreadByDefault && !pod.spec().topologySpreadConstraints().isEmpty();
        return asks && size >= LEAST_NODES ? new NodeCap(workload, mostOverLeastNodes(size), false) : NodeCap.NONE;
    }

    /** The most per node that still needs three nodes. */
    private static int mostOverLeastNodes(int size) {
        return Math.max(1, (size - 1) / (LEAST_NODES - 1));
    }

    private static String workload(Pod pod) {
        return pod.metadata().ownerReferences().stream()
                .filter(OwnerReference::isController)
                .findFirst()
                .map(owner -> pod.metadata().namespace() + "/" + owner.kind() + "/" + owner.name())
                .orElse("");
    }
}
