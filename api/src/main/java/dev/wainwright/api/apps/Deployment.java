package dev.wainwright.api.apps;

import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a number of like pods running and replaces them when the template changes. */
public record Deployment(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /**
     * What was asked for.
     *
     * @param minReadySeconds how long a pod must be ready to count as available; absent for not at all
     * @param revisionHistoryLimit how many old ReplicaSets without pods are kept
     * @param progressDeadlineSeconds after how long without progress a rollout counts as stuck
     */
    public record Spec(
            @Nullable Integer replicas,
            @Nullable Boolean paused,
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            @Nullable Strategy strategy,
            @Nullable Integer minReadySeconds,
            @Nullable Integer revisionHistoryLimit,
            @Nullable Integer progressDeadlineSeconds) {
        public Spec(
                @Nullable Integer replicas,
                @Nullable Boolean paused,
                @Nullable LabelSelector selector,
                PodTemplateSpec template) {
            this(replicas, paused, selector, template, null, null, null, null);
        }
    }

    /** How old pods are replaced; {@code type} is RollingUpdate or Recreate. */
    public record Strategy(String type, @Nullable RollingUpdate rollingUpdate) {}

    /** By how much a rollout may exceed the wanted number of pods, and fall short of it. */
    public record RollingUpdate(
            @Nullable IntOrString maxSurge, @Nullable IntOrString maxUnavailable) {}

    /** What was observed. */
    public record Status(
            @Nullable Integer replicas,
            @Nullable Integer updatedReplicas,
            @Nullable Integer readyReplicas,
            @Nullable Integer availableReplicas,
            @Nullable Integer unavailableReplicas,
            @Nullable Integer collisionCount,
            @Nullable Long observedGeneration,
            List<StatusCondition> conditions) {
        public Status {
            conditions = List.copyOf(conditions);
        }

        public Status(@Nullable Integer replicas) {
            this(replicas, null, null, null, null, null, null, List.of());
        }
    }

    /**
     * A condition as deployments write it.
     *
     * @param lastTransitionTime since when the status has been what it is
     * @param lastUpdateTime when there was the last sign of progress
     */
    public record StatusCondition(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Instant lastTransitionTime,
            @Nullable Instant lastUpdateTime) {
        public boolean isTrue() {
            return status.equals("True");
        }
    }
}
