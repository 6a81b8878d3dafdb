package dev.wainwright.solver.compile;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan.Ignored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pods that wait for a place, in the order in which they are served: most CPU first, then most memory, then the oldest,
 * then by name (karpenter-core §3.4; its tie-break by random uid would make the plan depend on chance).
 *
 * @param queue the pods to be placed
 * @param ignored waiting pods that are somebody else's business
 */
record PendingPods(List<Pod> queue, List<Ignored> ignored) {
    /** A pod with what it is sorted by. */
    private record Queued(Pod pod, long cpu, long memory, Instant created, String name) {
        static final Comparator<Queued> SERVED_FIRST = Comparator.comparingLong(Queued::cpu)
                .reversed()
                .thenComparing(Comparator.comparingLong(Queued::memory).reversed())
                .thenComparing(Queued::created)
                .thenComparing(Queued::name);
    }

    static PendingPods of(List<Pod> pods, PodClasses classes) {
        var queued = new ArrayList<Queued>();
        var ignored = new ArrayList<Ignored>();
        for (Pod pod : pods) {
            if (pod.isBound()) {
                continue;
            }
            Optional<String> reason = reasonToIgnore(pod, classes);
            if (reason.isPresent()) {
                ignored.add(new Ignored(pod.qualifiedName(), reason.get()));
                continue;
            }
            Resources wanted = classes.requests(pod.spec());
            Instant created = pod.metadata().creationTimestamp();
            queued.add(new Queued(
                    pod,
                    wanted.get(Resources.CPU),
                    wanted.get(Resources.MEMORY),
                    created == null ? Instant.EPOCH : created,
                    pod.qualifiedName()));
        }
        queued.sort(Queued.SERVED_FIRST);
        return new PendingPods(queued.stream().map(Queued::pod).toList(), List.copyOf(ignored));
    }

    private static Optional<String> reasonToIgnore(Pod pod, PodClasses classes) {
        if (pod.isTerminal()) {
            return Optional.of("has run to its end (" + pod.status().phase() + ")");
        }
        if (pod.isTerminating()) {
            return Optional.of("is being deleted");
        }
        if (!pod.spec().schedulingGates().isEmpty()) {
            return Optional.of("is held back by scheduling gates: "
                    + pod.spec().schedulingGates().stream()
                            .map(PodSpec.SchedulingGate::name)
                            .collect(Collectors.joining(", ")));
        }
        if (pod.isOwnedBy("DaemonSet")) {
            return Optional.of("belongs to a DaemonSet, which has room set aside on every node it fits");
        }
        if (pod.isOwnedBy("Node")) {
            return Optional.of("is a static pod of a node");
        }
        if (!pod.status().nominatedNodeName().isEmpty()) {
            return Optional.of("is nominated to node " + pod.status().nominatedNodeName()
                    + ", where pods are being preempted for it");
        }
        return classes.asksForNoPool(pod.spec())
                ? Optional.of("asks for nodes outside of any NodePool")
                : Optional.empty();
    }
}
