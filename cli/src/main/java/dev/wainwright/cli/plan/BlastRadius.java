package dev.wainwright.cli.plan;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.solver.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the loss of one node would take from one workload: the largest share that any node has of any workload's pods, those
 * that run already included. Workloads of a single pod and DaemonSets, of which every node has its own, do not count.
 *
 * @param workload its controller, such as {@code Deployment shop/web}
 * @param node a new node of the plan, or one that is there
 * @param pods how many of the workload's pods are on it
 * @param of how many pods the workload has on all nodes
 */
record BlastRadius(String workload, String node, int pods, int of) {
    /** Largest share first, then the larger workload, then by name. */
    private static final Comparator<BlastRadius> WORST_FIRST = Comparator.comparingDouble(BlastRadius::share)
            .thenComparingInt(BlastRadius::of)
            .reversed()
            .thenComparing(BlastRadius::workload)
            .thenComparing(BlastRadius::node);

    /** From 0 to 1. */
    double share() {
        return (double) pods / of;
    }

    /** Empty when no workload has two pods. */
    static Optional<BlastRadius> of(Plan plan, List<KubeObject> objects) {
        Map<String, Map<String, Integer>> nodes = new HashMap<>();
        Map<String, String> workloads = new HashMap<>();
        for (KubeObject object : objects) {
            if (object instanceof Pod pod && !workload(pod).isEmpty()) {
                workloads.put(pod.qualifiedName(), workload(pod));
                if (pod.isBound() && !pod.isTerminal() && !pod.isTerminating()) {
                    count(nodes, workload(pod), pod.nodeName());
                }
            }
        }
        plan.newNodes().forEach(node -> node.pods().forEach(pod -> count(nodes, workloads.get(pod), node.name())));
        plan.existing().forEach(node -> node.pods().forEach(pod -> count(nodes, workloads.get(pod), node.node())));
        return worst(nodes);
    }

    private static void count(Map<String, Map<String, Integer>> nodes, @Nullable String workload, String node) {
        if (workload != null) {
            nodes.computeIfAbsent(workload, any -> new HashMap<>()).merge(node, 1, Integer::sum);
        }
    }

    private static Optional<BlastRadius> worst(Map<String, Map<String, Integer>> nodes) {
        var all = new ArrayList<BlastRadius>();
        nodes.forEach((workload, counts) -> {
            int of = counts.values().stream().mapToInt(Integer::intValue).sum();
            if (of > 1) {
                counts.forEach((node, pods) -> all.add(new BlastRadius(workload, node, pods, of)));
            }
        });
        return all.stream().min(WORST_FIRST);
    }

    private static String workload(Pod pod) {
        return pod.metadata().ownerReferences().stream()
                .filter(OwnerReference::isController)
                .filter(owner -> !owner.kind().equals("DaemonSet"))
                .findFirst()
                .map(owner -> owner.kind() + " " + pod.metadata().namespace() + "/" + owner.name())
                .orElse("");
    }
}
