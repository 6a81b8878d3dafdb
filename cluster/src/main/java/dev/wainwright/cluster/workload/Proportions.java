package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.ReplicaSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spreads a change of a deployment's size over the sets of a rollout that is under way, each by its share. */
final class Proportions {
    private Proportions() {}

    /**
     * @param active the sets that have pods
     * @param wanted the deployment's new size
     * @param change by how much all sets together grow, or shrink if negative
     */
    static Map<ReplicaSet, Integer> of(List<ReplicaSet> active, int wanted, int maxSurge, int change) {
        var sizes = new LinkedHashMap<ReplicaSet, Integer>();
        int left = change;
        for (ReplicaSet set : bySize(active, change > 0)) {
            int share = share(set, wanted, maxSurge);
            int taken = change > 0 ? Math.clamp(share, 0, left) : Math.clamp(share, left, 0);
            left -= taken;
            sizes.put(set, Rollout.spec(set) + taken);
        }
        int rest = left;
        sizes.entrySet().stream()
                .findFirst()
                .ifPresent(largest -> largest.setValue(Math.max(0, largest.getValue() + rest)));
        return sizes;
    }

    /** The largest first; of equal ones, growth prefers the newer and shrinking the older. */
    private static List<ReplicaSet> bySize(List<ReplicaSet> sets, boolean growing) {
        Comparator<ReplicaSet> byAge = SetNotes.oldestFirst();
        return sets.stream()
                .sorted(Comparator.comparing(Rollout::spec, Comparator.reverseOrder())
                        .thenComparing(growing ? byAge.reversed() : byAge))
                .toList();
    }

    private static int share(ReplicaSet set, int wanted, int maxSurge) {
        int now = Rollout.spec(set);
        int before = SetNotes.most(set).orElse(0);
        return wanted == 0 || before == 0 ? -now : (int) Math.round((double) now * (wanted + maxSurge) / before) - now;
    }
}
