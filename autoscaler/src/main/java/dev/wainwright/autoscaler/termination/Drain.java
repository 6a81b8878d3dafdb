package dev.wainwright.autoscaler.termination;

import dev.wainwright.api.core.Pod;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done next to empty a node (karpenter-core §4.17): its pods go in four groups, each only after the one
 * before is gone, by eviction, so that disruption budgets are kept. Only the deadline overrides budgets and wishes.
 *
 * @param writes evictions and, near the deadline, deletions
 * @param waiting pods that keep the node from being empty
 */
public record Drain(List<Write> writes, List<Pod> waiting) {
    public static final Taint DISRUPTED = new Taint("karpenter.sh/disrupted", "", Effect.NO_SCHEDULE);
    private static final Set<String> CRITICAL = Set.of("system-cluster-critical", "system-node-critical");
    private static final Duration STUCK = Duration.ofMinutes(1);
    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final int GROUPS = 4;

    /** {@code deadline} is when the node has to be gone; absent when it may take as long as it takes. */
    static Drain of(Collection<Pod> pods, Instant now, @Nullable Instant deadline) {
        List<Pod> drainable = pods.stream().filter(pod -> isDrainable(pod, now)).toList();
        var writes = new ArrayList<Write>();
        for (Pod pod : drainable) {
            if (deadline != null && isDue(pod, now, deadline)) {
                writes.add(Write.deletePod(
                        pod, Math.max(1, Duration.between(now, deadline).toSeconds())));
            }
        }
        for (int group = 0; group < GROUPS; group++) {
            int number = group;
            List<Pod> members =
                    drainable.stream().filter(pod -> group(pod) == number).toList();
            if (!members.isEmpty()) {
                members.stream()
                        .filter(pod -> !pod.isTerminating() && !Claims.isProtected(pod.metadata()))
                        .filter(pod -> deadline == null || !isDue(pod, now, deadline))
                        .forEach(pod ->
                                writes.add(new Write.Evict(ObjectKey.of(pod), Preconditions.sameObject(pod), null)));
                break;
            }
        }
        return new Drain(writes, drainable);
    }

    private static boolean isDrainable(Pod pod, Instant now) {
        Instant end = pod.metadata().deletionTimestamp();
        return !pod.isTerminal()
                && !pod.isOwnedBy("Node")
                && !DISRUPTED.toleratedBy(pod.spec().tolerations())
                && (end == null || now.isBefore(end.plus(STUCK)));
    }

    /** Whether a pod would not have its grace period any more if it were left alone until later. */
    private static boolean isDue(Pod pod, Instant now, Instant deadline) {
        Instant end = pod.metadata().deletionTimestamp();
        if (end != null) {
            return end.isAfter(deadline);
        }
        Long own = pod.spec().terminationGracePeriodSeconds();
        return now.isAfter(deadline.minusSeconds(own == null ? DEFAULT_GRACE_SECONDS : own));
    }

    private static int group(Pod pod) {
        return (CRITICAL.contains(pod.spec().priorityClassName()) ? 2 : 0) + (pod.isOwnedBy("DaemonSet") ? 1 : 0);
    }
}
