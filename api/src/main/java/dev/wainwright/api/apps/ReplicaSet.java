package dev.wainwright.api.apps;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a number of like pods running. */
public record ReplicaSet(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            @Nullable Integer replicas,
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            @Nullable Integer minReadySeconds) {
        public Spec(@Nullable Integer replicas, @Nullable LabelSelector selector, PodTemplateSpec template) {
            this(replicas, selector, template, null);
        }
    }

    /** What was observed. */
    public record Status(
            @Nullable Integer replicas,
            @Nullable Integer fullyLabeledReplicas,
            @Nullable Integer readyReplicas,
            @Nullable Integer availableReplicas,
            @Nullable Long observedGeneration,
            List<Condition> conditions) {
        public Status {
            conditions = List.copyOf(conditions);
        }

        public Status(@Nullable Integer replicas) {
            this(replicas, null, null, null, null, List.of());
        }
    }
}
