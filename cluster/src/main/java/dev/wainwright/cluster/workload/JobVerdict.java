package dev.wainwright.cluster.workload;

import dev.wainwright.api.batch.Job;
import dev.wainwright.api.meta.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a job is done, and why. First the verdict falls ({@code SuccessCriteriaMet}, {@code FailureTarget}); the job is
 * finished ({@code Complete}, {@code Failed}) when, after that, the last of its pods has ended and been counted.
 */
record JobVerdict(String target, String end, String reason, String message) {
    private static final int STANDARD_BACKOFF_LIMIT = 6;

    private static JobVerdict failed(String reason, String message) {
        return new JobVerdict("FailureTarget", "Failed", reason, message);
    }

    static Optional<JobVerdict> of(Job job, JobCount count, int active, Instant now) {
        Optional<JobVerdict> fallen = fallen(job);
        if (fallen.isPresent()) {
            return fallen;
        } else if (count.failed() > Numbers.or(job.spec().backoffLimit(), STANDARD_BACKOFF_LIMIT)) {
            return Optional.of(failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
        } else if (untilDeadline(job, now).filter(left -> !left.isPositive()).isPresent()) {
            return Optional.of(failed("DeadlineExceeded", "Job was active longer than specified deadline"));
        }
        Integer completions = job.spec().completions();
        boolean reached = completions == null ? count.succeeded() > 0 && active == 0 : count.succeeded() >= completions;
        return reached
                ? Optional.of(new JobVerdict(
                        "SuccessCriteriaMet",
                        "Complete",
                        "CompletionsReached",
                        "Reached expected number of succeeded pods"))
                : Optional.empty();
    }

    /** A verdict that has been stored stands. */
    private static Optional<JobVerdict> fallen(Job job) {
        return job.status().conditions().stream()
                .filter(Condition::isTrue)
                .filter(each ->
                        each.type().equals("FailureTarget") || each.type().equals("SuccessCriteriaMet"))
                .map(each -> new JobVerdict(
                        each.type(),
                        each.type().equals("FailureTarget") ? "Failed" : "Complete",
                        each.reason(),
                        each.message()))
                .findFirst();
    }

    boolean isFailure() {
        return end.equals("Failed");
    }

    /** How long the job may still run; empty for ever. */
    static Optional<Duration> untilDeadline(Job job, Instant now) {
        Long seconds = job.spec().activeDeadlineSeconds();
        Instant start = job.status().startTime();
        return seconds == null || start == null || isSuspended(job)
                ? Optional.empty()
                : Optional.of(Duration.between(now, start.plusSeconds(seconds)));
    }

    static boolean isSuspended(Job job) {
        return Boolean.TRUE.equals(job.spec().suspend());
    }

    /** The condition that says that the job is finished. */
    static Optional<Condition> end(Job job) {
        return job.status().conditions().stream()
                .filter(each -> each.type().equals("Complete") || each.type().equals("Failed"))
                .filter(Condition::isTrue)
                .findFirst();
    }

    /** The job's conditions with the verdict, and with the end when it has come. */
    static List<Condition> conditions(Job job, Optional<JobVerdict> verdict, boolean isOver, Instant now) {
        var conditions = new ArrayList<>(job.status().conditions());
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        suspension(job).ifPresent(wanted -> put(conditions, wanted, second));
        verdict.ifPresent(fallen -> {
            put(conditions, condition(fallen.target, true, fallen.reason, fallen.message), second);
            if (isOver) {
                put(conditions, condition(fallen.end, true, fallen.reason, fallen.message), second);
            }
        });
        return conditions;
    }

    private static Optional<Condition> suspension(Job job) {
        boolean was =
                job.status().conditions().stream().anyMatch(each -> each.type().equals("Suspended") && each.isTrue());
        if (isSuspended(job)) {
            return Optional.of(condition("Suspended", true, "JobSuspended", "Job suspended"));
        }
        return was ? Optional.of(condition("Suspended", false, "JobResumed", "Job resumed")) : Optional.empty();
    }

    private static Condition condition(String type, boolean holds, String reason, String message) {
        return new Condition(type, holds ? "True" : "False", reason, message, null, null);
    }

    private static void put(List<Condition> conditions, Condition wanted, Instant second) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition known = conditions.get(i);
            if (known.type().equals(wanted.type())) {
                if (!known.status().equals(wanted.status())) {
                    conditions.set(i, at(wanted, second));
                }
                return;
            }
        }
        conditions.add(at(wanted, second));
    }

    private static Condition at(Condition condition, Instant second) {
        return new Condition(
                condition.type(), condition.status(), condition.reason(), condition.message(), second, null);
    }
}
