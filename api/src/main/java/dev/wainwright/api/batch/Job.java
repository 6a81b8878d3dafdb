package dev.wainwright.api.batch;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs pods until enough of them have succeeded. */
public record Job(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /**
     * What was asked for.
     *
     * @param activeDeadlineSeconds after how long the job fails, whatever has been done
     * @param ttlSecondsAfterFinished after how long a finished job is removed; absent for never
     */
    public record Spec(
            @Nullable Integer parallelism,
            @Nullable Integer completions,
            @Nullable Integer backoffLimit,
            @Nullable Boolean suspend,
            String completionMode,
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            @Nullable Long activeDeadlineSeconds,
            @Nullable Integer ttlSecondsAfterFinished) {
        public Spec(
                @Nullable Integer parallelism,
                @Nullable Integer completions,
                @Nullable Integer backoffLimit,
                @Nullable Boolean suspend,
                String completionMode,
                @Nullable LabelSelector selector,
                PodTemplateSpec template) {
            this(parallelism, completions, backoffLimit, suspend, completionMode, selector, template, null, null);
        }
    }

    /**
     * What was observed.
     *
     * @param completedIndexes of an indexed job, such as {@code 0-2,4}
     */
    public record Status(
            @Nullable Integer active,
            @Nullable Integer succeeded,
            @Nullable Integer failed,
            List<Condition> conditions,
            @Nullable Integer ready,
            @Nullable Integer terminating,
            @Nullable Instant startTime,
            @Nullable Instant completionTime,
            String completedIndexes,
            Uncounted uncountedTerminatedPods) {
        public Status {
            conditions = List.copyOf(conditions);
        }

        public Status(
                @Nullable Integer active,
                @Nullable Integer succeeded,
                @Nullable Integer failed,
                List<Condition> conditions) {
            this(active, succeeded, failed, conditions, null, null, null, null, "", Uncounted.NONE);
        }
    }

    /** The uids of pods that have ended and keep their finalizer until they are counted. */
    public record Uncounted(List<String> succeeded, List<String> failed) {
        public static final Uncounted NONE = new Uncounted(List.of(), List.of());

        public Uncounted {
            succeeded = List.copyOf(succeeded);
            failed = List.copyOf(failed);
        }
    }
}
