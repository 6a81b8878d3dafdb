package dev.wainwright.api.batch;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes jobs by a schedule. */
public record CronJob(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    public CronJob(ObjectMeta metadata, Spec spec, Tree.Mapping rest) {
        this(metadata, spec, Status.NONE, rest);
    }

    /**
     * What was asked for.
     *
     * @param concurrencyPolicy Allow, Forbid or Replace
     * @param startingDeadlineSeconds how late a job may begin; absent for any time
     */
    public record Spec(
            String schedule,
            String timeZone,
            @Nullable Boolean suspend,
            JobTemplate jobTemplate,
            String concurrencyPolicy,
            @Nullable Long startingDeadlineSeconds,
            @Nullable Integer successfulJobsHistoryLimit,
            @Nullable Integer failedJobsHistoryLimit) {
        public Spec(String schedule, String timeZone, @Nullable Boolean suspend, JobTemplate jobTemplate) {
            this(schedule, timeZone, suspend, jobTemplate, "", null, null, null);
        }
    }

    /** The job to make. */
    public record JobTemplate(ObjectMeta metadata, Job.Spec spec) {}

    /**
     * What was observed.
     *
     * @param active jobs that have not finished
     */
    public record Status(
            @Nullable Instant lastScheduleTime, @Nullable Instant lastSuccessfulTime, List<Reference> active) {
        public static final Status NONE = new Status(null, null, List.of());

        public Status {
            active = List.copyOf(active);
        }
    }

    /** Points to a job. */
    public record Reference(String apiVersion, String kind, String namespace, String name, String uid) {}
}
