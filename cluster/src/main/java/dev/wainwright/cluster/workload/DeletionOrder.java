package dev.wainwright.cluster.workload;

import dev.wainwright.api.core.Pod;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which pods go first when there are too many: those that do the least, then those that crowd a node, then those that
 * have been at it for the shortest time; as kube-controller-manager ranks them, ties by name.
 */
final class DeletionOrder {
    private static final String COST = "controller.kubernetes.io/pod-deletion-cost";
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final List<String> PHASES = List.of("Pending", "Unknown", "Running");

    private DeletionOrder() {}

    /** {@code pods}, the first to go first. */
    static List<Pod> of(Collection<Pod> pods) {
        Map<String, Integer> perNode = new HashMap<>();
        pods.forEach(pod -> perNode.merge(pod.nodeName(), 1, Integer::sum));
        return pods.stream()
                .sorted(Comparator.comparing(Pod::isBound)
                        .thenComparingInt(pod -> PHASES.indexOf(pod.status().phase()))
                        .thenComparing(Pod::isReady)
                        .thenComparingInt(DeletionOrder::cost)
                        .thenComparingInt(pod -> -perNode.getOrDefault(pod.nodeName(), 0))
                        .thenComparing(DeletionOrder::readySince, Comparator.reverseOrder())
                        .thenComparing(DeletionOrder::created, Comparator.reverseOrder())
                        .thenComparing(Pod::name))
                .toList();
    }

    private static int cost(Pod pod) {
        String cost = pod.metadata().annotations().get(COST);
        return cost != null && NUMBER.matcher(cost).matches() ? Integer.parseInt(cost) : 0;
    }

    private static Instant readySince(Pod pod) {
        return PodStates.readySince(pod).orElse(Instant.MAX);
    }

    private static Instant created(Pod pod) {
        Instant created = pod.metadata().creationTimestamp();
        return created == null ? Instant.MAX : created;
    }
}
