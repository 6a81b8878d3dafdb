package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a job's pods until enough of them have succeeded or too many have failed. */
public final class JobController implements Controller<ObjectKey> {
    @Override
    public String name() {
        return "job";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(Job.class), Interest.ownedBy(Job.class, Pod.class));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(PodStates.BY_CONTROLLER, PodStates.TRACKED);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Optional<Job> job = situation.snapshot().get(Job.class, key);
        Step orphans = Step.writes(JobPods.orphaned(key, job, situation.snapshot()));
        return orphans.effects().isEmpty() && job.isPresent() ? decide(job.get(), situation) : orphans;
    }

    private static Step decide(Job job, Situation situation) {
        Collection<Pod> pods = pods(job, situation.snapshot());
        JobCount count = JobCount.of(job, pods);
        List<Pod> active = pods.stream().filter(PodStates::isActive).toList();
        Optional<JobVerdict> verdict = JobVerdict.of(job, count, active.size(), situation.now());
        var writes = new ArrayList<Write>();
        count.released().forEach(pod -> writes.add(JobPods.release(pod)));
        Duration wake = null;
        if (JobVerdict.end(job).isPresent()) {
            wake = untilRemoval(job, situation.now(), writes);
        } else if (verdict.isPresent()) {
            // Pods of a job that failed count as failed when they are stopped; those of one that succeeded do not.
            active.forEach(
                    pod -> writes.addAll(verdict.get().isFailure() ? List.of(Write.delete(pod)) : JobPods.stop(pod)));
        } else if (!job.metadata().isTerminating()) {
            boolean troubled = situation.outcomes().stream().anyMatch(Outcome::isFailure);
            var plan = JobPods.plan(job, count, active, pods, situation.now());
            writes.addAll(troubled ? plan.writes().stream().limit(1).toList() : plan.writes());
            wake = shortest(plan.pause(), JobVerdict.untilDeadline(job, situation.now()));
        }
        Job.Status status = status(job, pods, count, active, verdict, situation.now());
        if (!status.equals(job.status())) {
            writes.add(Write.updateStatus(new Job(job.metadata(), job.spec(), status, job.rest())));
        }
        return Step.writes(writes).andWakeAfter(wake);
    }

    private static Collection<Pod> pods(Job job, Snapshot snapshot) {
        return snapshot.where(PodStates.BY_CONTROLLER, job.metadata().uid());
    }

    private static Job.Status status(
            Job job,
            Collection<Pod> pods,
            JobCount count,
            List<Pod> active,
            Optional<JobVerdict> verdict,
            Instant now) {
        int ready = (int) active.stream().filter(Pod::isReady).count();
        int leaving = (int) pods.stream()
                .filter(pod -> pod.isTerminating() && !pod.isTerminal())
                .count();
        boolean isOver = verdict.isPresent() && active.isEmpty() && leaving == 0 && count.isSettled();
        List<Condition> conditions = JobVerdict.conditions(job, verdict, isOver, now);
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        boolean isComplete = isOver && !verdict.get().isFailure();
        Instant completed = job.status().completionTime();
        return new Job.Status(
                Numbers.orAbsent(active.size()),
                Numbers.orAbsent(count.status().succeeded()),
                Numbers.orAbsent(count.status().failed()),
                conditions,
                ready,
                leaving,
                started(job, second),
                isComplete && completed == null ? second : completed,
                count.status().completedIndexes(),
                count.status().uncounted());
    }

    /** A job that is suspended starts anew when it is resumed. */
    private static @Nullable Instant started(Job job, Instant second) {
        Instant start = job.status().startTime();
        return JobVerdict.isSuspended(job) ? null : start == null ? second : start;
    }

    /** Removes a finished job when its time has come; else says how long that is. */
    private static @Nullable Duration untilRemoval(Job job, Instant now, List<Write> writes) {
        Integer seconds = job.spec().ttlSecondsAfterFinished();
        Instant end = JobVerdict.end(job).map(Condition::lastTransitionTime).orElse(null);
        if (seconds == null || end == null || job.metadata().isTerminating()) {
            return null;
        }
        Duration left = Duration.between(now, end.plusSeconds(seconds));
        if (!left.isPositive()) {
            writes.add(new Write.Delete(
                    Kinds.of(Job.class),
                    ObjectKey.of(job),
                    Preconditions.sameObject(job),
                    Propagation.FOREGROUND,
                    null));
        }
        return left.isPositive() ? left : null;
    }

    private static @Nullable Duration shortest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.of(one, other)
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(null);
    }
}
