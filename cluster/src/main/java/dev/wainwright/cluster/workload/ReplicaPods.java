package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Count;
import dev.wainwright.runtime.cache.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a ReplicaSet. Every change of a pod has its set asked about, so what is asked each time is answered from the
 * counts that the cache keeps; only who needs the pods themselves goes through them.
 */
final class ReplicaPods {
    /** The pods of each owner. */
    static final Count<Pod, Sort> COUNT = new Count<>(PodStates.BY_CONTROLLER, "replicas", Sort::of);

    private final ReplicaSet set;
    private final Snapshot snapshot;
    private final Map<Sort, Integer> sorts;

    ReplicaPods(ReplicaSet set, Snapshot snapshot) {
        this.set = set;
        this.snapshot = snapshot;
        this.sorts = snapshot.counts(COUNT, set.metadata().uid());
    }

    /** What of a pod makes a difference to its set: its labels, too, because a set's selector may change. */
    record Sort(boolean active, boolean ready, Map<String, String> labels) {
        /** Of those at their end or on their way out nothing else matters. */
        private static final Sort OVER = new Sort(false, false, Map.of());

        static Sort of(Pod pod) {
            return PodStates.isActive(pod)
                    ? new Sort(true, pod.isReady(), pod.metadata().labels())
                    : OVER;
        }
    }

    /** How many there are that are neither at their end nor on their way out. */
    int count() {
        return count(sort -> true);
    }

    /** These, ordered by name. */
    List<Pod> all() {
        return active(this::selects);
    }

    /** Pods that the set still owns, but does not select any more. */
    List<Pod> strangers() {
        for (Sort sort : sorts.keySet()) {
            if (sort.active() && !selects(sort.labels())) {
                return active(labels -> !selects(labels));
            }
        }
        return List.of();
    }

    ReplicaSet.Status status(List<Condition> conditions, Instant now) {
        var template = new LabelSelector(set.spec().template().metadata().labels(), List.of());
        int ready = count(Sort::ready);
        Integer patience = set.spec().minReadySeconds();
        return new ReplicaSet.Status(
                count(),
                Numbers.orAbsent(count(sort -> template.matches(sort.labels()))),
                Numbers.orAbsent(ready),
                Numbers.orAbsent(isNone(patience) ? ready : available(patience, now)),
                set.metadata().generation(),
                conditions);
    }

    /** How long until the first of the ready pods that are not available yet is; empty when there is none. */
    Optional<Duration> nextAvailable(Instant now) {
        Integer patience = set.spec().minReadySeconds();
        return isNone(patience) ? Optional.empty() : PodStates.nextAvailable(all(), patience, now);
    }

    private static boolean isNone(@Nullable Integer patience) {
        return patience == null || patience == 0;
    }

    private int available(@Nullable Integer patience, Instant now) {
        return (int) all().stream()
                .filter(pod -> PodStates.isAvailable(pod, patience, now))
                .count();
    }

    private int count(Predicate<Sort> wanted) {
        int count = 0;
        for (var entry : sorts.entrySet()) {
            count += isMember(entry.getKey()) && wanted.test(entry.getKey()) ? entry.getValue() : 0;
        }
        return count;
    }

    private boolean isMember(Sort sort) {
        return sort.active() && selects(sort.labels());
    }

    private boolean selects(Map<String, String> labels) {
        LabelSelector selector = set.spec().selector();
        return selector != null && selector.matches(labels);
    }

    /** The active pods whose labels are wanted. Pods of one template share their labels, which are looked at once. */
    @SuppressWarnings("ReferenceEquality")
    private List<Pod> active(Predicate<Map<String, String>> wanted) {
        var pods = new ArrayList<Pod>();
        Map<String, String> looked = Map.of();
        boolean isWanted = wanted.test(looked);
        for (Pod pod : snapshot.where(PodStates.BY_CONTROLLER, set.metadata().uid())) {
            if (PodStates.isActive(pod)) {
                Map<String, String> labels = pod.metadata().labels();
                if (labels != looked) {
                    looked = labels;
                    isWanted = wanted.test(labels);
                }
                if (isWanted) {
                    pods.add(pod);
                }
            }
        }
        return pods;
    }
}
