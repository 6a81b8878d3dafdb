package dev.wainwright.cluster.workload;

import dev.wainwright.api.core.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
        var ranks = new ArrayList<Rank>(pods.size());
        for (Pod pod : pods) {
            ranks.add(Rank.of(pod, perNode.getOrDefault(pod.nodeName(), 0)));
        }
        Collections.sort(ranks);
        return ranks.stream().map(Rank::pod).toList();
    }

    /** What a pod is compared by, found out once. */
    private record Rank(
            Pod pod, boolean bound, int phase, boolean ready, int cost, int crowd, Instant readySince, Instant created)
            implements Comparable<Rank> {
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
            int order = Boolean.compare(bound, other.bound);
            order = order != 0 ? order : Integer.compare(phase, other.phase);
            order = order != 0 ? order : Boolean.compare(ready, other.ready);
            order = order != 0 ? order : Integer.compare(cost, other.cost);
            order = order != 0 ? order : Integer.compare(other.crowd, crowd);
            order = order != 0 ? order : other.readySince.compareTo(readySince);
            order = order != 0 ? order : other.created.compareTo(created);
            return order != 0 ? order : pod.name().compareTo(other.pod.name());
        }
    }

    private static int deletionCost(Pod pod) {
        String cost = pod.metadata().annotations().get(COST);
        return cost != null && NUMBER.matcher(cost).matches() ? Integer.parseInt(cost) : 0;
    }
}
