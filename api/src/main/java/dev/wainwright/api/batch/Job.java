package dev.wainwright.api.batch;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs pods until enough of them have succeeded. */
public record Job(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            @Nullable Integer parallelism,
            @Nullable Integer completions,
            @Nullable Integer backoffLimit,
            @Nullable Boolean suspend,
            String completionMode,
            @Nullable LabelSelector selector,
            PodTemplateSpec template) {}

    /** What was observed. */
    public record Status(
            @Nullable Integer active,
            @Nullable Integer succeeded,
            @Nullable Integer failed,
            List<Condition> conditions) {
        public Status {
            conditions = List.copyOf(conditions);
        }
    }
}
