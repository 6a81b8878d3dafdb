package dev.wainwright.api.batch;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import org.jspecify.annotations.Nullable;

/** Makes jobs by a schedule. */
public record CronJob(ObjectMeta metadata, Spec spec, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            String schedule, String timeZone, @Nullable Boolean suspend, JobTemplate jobTemplate) {}

    /** The job to make. */
    public record JobTemplate(ObjectMeta metadata, Job.Spec spec) {}
}
