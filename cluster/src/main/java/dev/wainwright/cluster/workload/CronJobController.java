package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes jobs by schedules. A job is named after the minute it is for, so that the same run is never made twice; of several
 * runs that were missed only the latest is made up for.
 */
public final class CronJobController implements Controller<ObjectKey> {
    private static final Index<Job> BY_CONTROLLER = Index.byController(Job.class);
    private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";
    private static final int KEPT_SUCCESSES = 3;
    private static final int KEPT_FAILURES = 1;
    private static final int SECONDS_PER_MINUTE = 60;

    @Override
    public String name() {
        return "cronjob";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(CronJob.class), Interest.ownedBy(CronJob.class, Job.class));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_CONTROLLER);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(CronJob.class, key)
                .filter(cron -> !cron.metadata().isTerminating())
                .map(cron -> decide(cron, situation))
                .orElse(Step.DONE);
    }

    private static Step decide(CronJob cron, Situation situation) {
        List<Job> jobs = List.copyOf(
                situation.snapshot().where(BY_CONTROLLER, cron.metadata().uid()));
        var writes = new ArrayList<Write>(forgotten(cron, jobs));
        Optional<Runs> runs =
                Boolean.TRUE.equals(cron.spec().suspend()) ? Optional.empty() : Runs.of(cron, situation.now());
        Instant due = runs.flatMap(Runs::due).orElse(null);
        boolean isMade = due != null && jobs.stream().anyMatch(job -> job.name().equals(jobName(cron, due)));
        if (due != null && !isMade) {
            writes.addAll(made(cron, jobs, due));
        }
        var status = new CronJob.Status(
                isMade ? due : cron.status().lastScheduleTime(), lastSuccess(cron, jobs), references(jobs));
        if (!status.equals(cron.status())) {
            writes.add(Write.updateStatus(new CronJob(cron.metadata(), cron.spec(), status, cron.rest())));
        }
        return Step.writes(writes)
                .andWakeAfter(runs.flatMap(Runs::next)
                        .map(next -> Duration.between(situation.now(), next))
                        .orElse(null));
    }

    /** The job of a run, unless another is in its way; {@code Replace} has that one go first. */
    private static List<Write> made(CronJob cron, List<Job> jobs, Instant due) {
        List<Job> active =
                jobs.stream().filter(job -> JobVerdict.end(job).isEmpty()).toList();
        if (!active.isEmpty() && cron.spec().concurrencyPolicy().equals("Forbid")) {
            return List.of();
        } else if (!active.isEmpty() && cron.spec().concurrencyPolicy().equals("Replace")) {
            return active.stream()
                    .filter(job -> !job.metadata().isTerminating())
                    .map(Write::delete)
                    .toList();
        }
        CronJob.JobTemplate template = cron.spec().jobTemplate();
        var annotations = new HashMap<>(template.metadata().annotations());
        annotations.put(SCHEDULED, due.toString());
        ObjectMeta metadata = template.metadata()
                .withName(jobName(cron, due))
                .withNamespace(cron.metadata().namespace())
                .withAnnotations(annotations)
                .withOwnerReferences(Templates.managedBy(cron));
        return List.of(Write.create(new Job(
                metadata,
                template.spec(),
                new Job.Status(null, null, null, List.of()),
                cron.rest().mapping("spec").mapping("jobTemplate"))));
    }

    private static String jobName(CronJob cron, Instant due) {
        return cron.name() + '-' + due.getEpochSecond() / SECONDS_PER_MINUTE;
    }

    /** Finished jobs beyond what is to be kept, the oldest first. */
    private static List<Write> forgotten(CronJob cron, List<Job> jobs) {
        int successes = Numbers.or(cron.spec().successfulJobsHistoryLimit(), KEPT_SUCCESSES);
        int failures = Numbers.or(cron.spec().failedJobsHistoryLimit(), KEPT_FAILURES);
        return Stream.concat(beyond(jobs, "Complete", successes), beyond(jobs, "Failed", failures))
                .map(Write::delete)
                .toList();
    }

    private static Stream<Job> beyond(List<Job> jobs, String end, int kept) {
        List<Job> ended = jobs.stream()
                .filter(job -> JobVerdict.end(job)
                        .map(Condition::type)
                        .filter(end::equals)
                        .isPresent())
                .filter(job -> !job.metadata().isTerminating())
                .sorted(Comparator.comparing(Job::name))
                .toList();
        return ended.stream().limit(Math.max(0, ended.size() - kept));
    }

    private static @Nullable Instant lastSuccess(CronJob cron, List<Job> jobs) {
        Function<Job, @Nullable Instant> completion = job -> job.status().completionTime();
        return Stream.concat(
                        Stream.ofNullable(cron.status().lastSuccessfulTime()),
                        jobs.stream().map(completion).filter(Objects::nonNull).map(Objects::requireNonNull))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<CronJob.Reference> references(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> JobVerdict.end(job).isEmpty())
                .map(job -> new CronJob.Reference(
                        Kinds.of(Job.class).apiVersion(),
                        "Job",
                        job.metadata().namespace(),
                        job.name(),
                        job.metadata().uid()))
                .toList();
    }
}
