package dev.wainwright.api.apps;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import org.jspecify.annotations.Nullable;

/** Runs one pod on every node that fits. */
public record DaemonSet(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            @Nullable UpdateStrategy updateStrategy,
            @Nullable Integer minReadySeconds) {
        public Spec(@Nullable LabelSelector selector, PodTemplateSpec template) {
            this(selector, template, null, null);
        }
    }

    /** How old pods are replaced; {@code type} is RollingUpdate or OnDelete. */
    public record UpdateStrategy(String type, @Nullable RollingUpdate rollingUpdate) {}

    /** On how many nodes at a time. */
    public record RollingUpdate(
            @Nullable IntOrString maxSurge, @Nullable IntOrString maxUnavailable) {}

    /** What was observed. */
    public record Status(
            @Nullable Integer desiredNumberScheduled,
            @Nullable Integer currentNumberScheduled,
            @Nullable Integer numberMisscheduled,
            @Nullable Integer numberReady,
            @Nullable Integer numberAvailable,
            @Nullable Integer numberUnavailable,
            @Nullable Integer updatedNumberScheduled,
            @Nullable Long observedGeneration) {
        public Status(@Nullable Integer desiredNumberScheduled) {
            this(desiredNumberScheduled, null, null, null, null, null, null, null);
        }
    }
}
