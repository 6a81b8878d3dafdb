package dev.wainwright.cluster.workload;

import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Pod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts each of a job's pods exactly once, whoever deletes it when, and whichever answer gets lost.
 *
 * <p>Every pod bears a finalizer. When it has ended, its uid goes into the status, as not counted yet; only when the status
 * is stored the finalizer comes off; only when that is seen the uid becomes a number. At every point in between, starting
 * over from what is stored leads to the same count. Successes of an indexed job go into its set of completed indexes
 * instead, where counting twice does no harm.
 *
 * @param succeeded how many pods are known to have succeeded, counted or not
 * @param failed likewise
 * @param completed the indexes that have succeeded
 * @param status what is to be stored: numbers, uids, indexes; the rest of it is as before
 * @param released pods whose finalizer can come off
 * @param isSettled whether every pod that has ended is a number by now and has been let go
 */
record JobCount(int succeeded, int failed, BitSet completed, Counted status, List<Pod> released, boolean isSettled) {
    static final String FINALIZER = "batch.kubernetes.io/job-tracking";
    static final String INDEX = "batch.kubernetes.io/job-completion-index";

    /** The part of a job's status that counting determines. */
    record Counted(int succeeded, int failed, String completedIndexes, Job.Uncounted uncounted) {}

    static JobCount of(Job job, Collection<Pod> pods) {
        Job.Status before = job.status();
        boolean indexed = isIndexed(job);
        Set<String> tracked = new HashSet<>();
        var newSucceeded = new ArrayList<String>();
        var newFailed = new ArrayList<String>();
        BitSet stored = Indexes.parse(before.completedIndexes());
        BitSet completed = (BitSet) stored.clone();
        var released = new ArrayList<Pod>();
        Job.Uncounted uncounted = before.uncountedTerminatedPods();
        for (Pod pod : pods) {
            if (!isTracked(pod)) {
                continue;
            }
            String uid = pod.metadata().uid();
            tracked.add(uid);
            if (uncounted.succeeded().contains(uid) || uncounted.failed().contains(uid)) {
                released.add(pod);
            } else if (hasSucceeded(pod)) {
                if (!indexed) {
                    newSucceeded.add(uid);
                } else {
                    index(pod).ifPresent(completed::set);
                    if (index(pod).map(stored::get).orElse(true)) {
                        released.add(pod);
                    }
                }
            } else if (hasFailed(pod)) {
                newFailed.add(uid);
            }
        }
        var left = new Job.Uncounted(
                merged(uncounted.succeeded(), tracked, newSucceeded), merged(uncounted.failed(), tracked, newFailed));
        int countedSucceeded = Numbers.orZero(before.succeeded()) + settled(uncounted.succeeded(), tracked);
        int countedFailed = Numbers.orZero(before.failed()) + settled(uncounted.failed(), tracked);
        int succeeded = indexed
                ? completed.cardinality()
                : countedSucceeded + left.succeeded().size();
        return new JobCount(
                succeeded,
                countedFailed + left.failed().size(),
                completed,
                new Counted(indexed ? succeeded : countedSucceeded, countedFailed, Indexes.format(completed), left),
                released,
                left.equals(Job.Uncounted.NONE) && pods.stream().noneMatch(JobCount::isEndedAndTracked));
    }

    static boolean isIndexed(Job job) {
        return job.spec().completionMode().equals("Indexed");
    }

    static boolean isTracked(Pod pod) {
        return pod.metadata().finalizers().contains(FINALIZER);
    }

    private static boolean isEndedAndTracked(Pod pod) {
        return isTracked(pod) && (hasSucceeded(pod) || hasFailed(pod));
    }

    static boolean hasSucceeded(Pod pod) {
        return pod.status().phase().equals("Succeeded");
    }

    /** A pod that is deleted before its end has failed. */
    static boolean hasFailed(Pod pod) {
        return pod.status().phase().equals("Failed") || (pod.isTerminating() && !hasSucceeded(pod));
    }

    static Optional<Integer> index(Pod pod) {
        String text = pod.metadata().annotations().getOrDefault(INDEX, "");
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static List<String> merged(List<String> before, Set<String> tracked, List<String> added) {
        var merged = new ArrayList<>(before);
        merged.retainAll(tracked);
        merged.addAll(added);
        return merged;
    }

    private static int settled(List<String> uncounted, Set<String> tracked) {
        return (int) uncounted.stream().filter(uid -> !tracked.contains(uid)).count();
    }
}
