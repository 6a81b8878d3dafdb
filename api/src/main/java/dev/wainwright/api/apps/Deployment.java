package dev.wainwright.api.apps;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import org.jspecify.annotations.Nullable;

/** Keeps a number of like pods running and replaces them when the template changes. */
public record Deployment(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            @Nullable Integer replicas,
            @Nullable Boolean paused,
            @Nullable LabelSelector selector,
            PodTemplateSpec template) {}

    /** What was observed. */
    public record Status(@Nullable Integer replicas) {}
}
