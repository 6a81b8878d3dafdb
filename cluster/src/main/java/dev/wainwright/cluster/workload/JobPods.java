package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which pods a job starts and stops. */
final class JobPods {
    private static final int BURST = 500;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private JobPods() {}

    /** What to do now, and how long until there may be more to do. */
    record Plan(List<Write> writes, Optional<Duration> pause) {}

    static Plan plan(Job job, JobCount count, List<Pod> active, Collection<Pod> pods, Instant now) {
        int wanted = wanted(job, count, active.size());
        if (active.size() > wanted) {
            var writes = new ArrayList<Write>();
            DeletionOrder.of(active).stream().limit(active.size() - wanted).forEach(pod -> writes.addAll(stop(pod)));
            return new Plan(writes, Optional.empty());
        } else if (active.size() == wanted) {
            return new Plan(List.of(), Optional.empty());
        }
        Duration wait = backoff(pods, now);
        return wait.isPositive()
                ? new Plan(List.of(), Optional.of(wait))
                : new Plan(started(job, count, active, Math.min(BURST, wanted - active.size())), Optional.empty());
    }

    private static int wanted(Job job, JobCount count, int active) {
        int parallelism = Numbers.or(job.spec().parallelism(), 1);
        Integer completions = job.spec().completions();
        if (JobVerdict.isSuspended(job)) {
            return 0;
        } else if (completions == null) {
            // Any success ends such a job: those that run may end, but nothing new begins.
            return count.succeeded() > 0 ? Math.min(active, parallelism) : parallelism;
        }
        return Math.min(parallelism, Math.max(0, completions - count.succeeded()));
    }

    /** After failures in a row each new attempt waits longer: 10 s, 20 s, … 10 min after the latest. */
    private static Duration backoff(Collection<Pod> pods, Instant now) {
        List<Pod> ended = pods.stream()
                .filter(pod -> JobCount.hasSucceeded(pod) || JobCount.hasFailed(pod))
                .sorted(Comparator.comparing(JobPods::ended).reversed())
                .toList();
        int failures = 0;
        while (failures < ended.size() && JobCount.hasFailed(ended.get(failures))) {
            failures++;
        }
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 30));
        Duration wait = pause.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : pause;
        return Duration.between(now, ended(ended.getFirst()).plus(wait));
    }

    private static Instant ended(Pod pod) {
        Instant created = pod.metadata().creationTimestamp();
        return PodStates.readySince(pod).orElse(created == null ? Instant.EPOCH : created);
    }

    private static List<Write> started(Job job, JobCount count, List<Pod> active, int number) {
        var owners = Templates.managedBy(job);
        PodTemplateSpec template = labelled(job);
        var writes = new ArrayList<Write>();
        if (!JobCount.isIndexed(job)) {
            String generateName = job.name() + "-";
            for (int i = 0; i < number; i++) {
                writes.add(Write.create(Templates.pod(job, template, generateName, owners)));
            }
            return writes;
        }
        Tree.Mapping rest = IndexedPods.rest(job);
        BitSet taken = (BitSet) count.completed().clone();
        active.forEach(pod -> JobCount.index(pod).ifPresent(taken::set));
        for (int index = taken.nextClearBit(0); writes.size() < number; index = taken.nextClearBit(index + 1)) {
            writes.add(Write.create(IndexedPods.pod(job, template, index, owners, rest)));
        }
        return writes;
    }

    /** The template with the job's marks on it. */
    private static PodTemplateSpec labelled(Job job) {
        PodTemplateSpec template = job.spec().template();
        var labels = new HashMap<>(template.metadata().labels());
        for (String prefix : List.of("", "batch.kubernetes.io/")) {
            labels.put(prefix + "job-name", job.name());
            labels.put(prefix + "controller-uid", job.metadata().uid());
        }
        var finalizers = new ArrayList<>(template.metadata().finalizers());
        finalizers.add(JobCount.FINALIZER);
        return new PodTemplateSpec(
                template.metadata().withLabels(labels).withFinalizers(finalizers), template.volumes(), template.spec());
    }

    /** Ends a pod without counting it. */
    static List<Write> stop(Pod pod) {
        return JobCount.isTracked(pod) ? List.of(release(pod), Write.delete(pod)) : List.of(Write.delete(pod));
    }

    /** Takes the job's finalizer off. */
    static Write release(Pod pod) {
        List<Tree> left = pod.metadata().finalizers().stream()
                .filter(finalizer -> !finalizer.equals(JobCount.FINALIZER))
                .map(finalizer -> (Tree) Tree.text(finalizer))
                .toList();
        var metadata = new Tree.Mapping(Map.of("finalizers", new Tree.Sequence(left, 0)), 0);
        return new Write.Patch(
                Kinds.of(Pod.class),
                ObjectKey.of(pod),
                new Tree.Mapping(Map.of("metadata", metadata), 0),
                false,
                Preconditions.sameObject(pod));
    }

    /** Lets go of pods whose job is not there any more; nobody counts them. */
    static List<Write> orphaned(ObjectKey key, Optional<Job> job, Snapshot snapshot) {
        String uid = job.map(present -> present.metadata().uid()).orElse("");
        return snapshot.where(PodStates.TRACKED, key.toString()).stream()
                .filter(pod -> pod.metadata()
                        .controller()
                        .filter(owner -> !owner.uid().equals(uid))
                        .isPresent())
                .map(JobPods::release)
                .toList();
    }
}
