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
                .map(pod -> Rank.of(pod, perNode.getOrDefault(pod.nodeName(), 0)))
                .sorted()
                .map(Rank::pod)
                .toList();
    }

    /** What a pod is compared by, found out once. */
    private record Rank(
            Pod pod, boolean bound, int phase, boolean ready, int cost, int crowd, Instant readySince, Instant created)
            implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::bound)
                .thenComparingInt(Rank::phase)
                .thenComparing(Rank::ready)
                .thenComparingInt(Rank::cost)
                .thenComparing(Rank::crowd, Comparator.reverseOrder())
                .thenComparing(Rank::readySince, Comparator.reverseOrder())
                .thenComparing(Rank::created, Comparator.reverseOrder())
                .thenComparing(rank -> rank.pod().name());

        static Rank of(Pod pod, int crowd) {
            Instant created = pod.metadata().creationTimestamp();
            return new Rank(
                    pod,
                    pod.isBound(),
                    PHASES.indexOf(pod.status().phase()),
                    pod.isReady(),
                    deletionCost(pod),
                    crowd,
                    PodStates.readySince(pod).orElse(Instant.MAX),
                    created == null ? Instant.MAX : created);
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    private static int deletionCost(Pod pod) {
        String cost = pod.metadata().annotations().get(COST);
        return cost != null && NUMBER.matcher(cost).matches() ? Integer.parseInt(cost) : 0;
    }
}
