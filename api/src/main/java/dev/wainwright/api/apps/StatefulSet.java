package dev.wainwright.api.apps;

import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps numbered pods with storage of their own running. */
public record StatefulSet(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. */
    public record Spec(
            @Nullable Integer replicas,
            @At("ordinals.start") @Nullable Integer firstOrdinal,
            @Nullable LabelSelector selector,
            PodTemplateSpec template,
            List<ClaimTemplate> volumeClaimTemplates,
            String serviceName,
            String podManagementPolicy,
            @Nullable UpdateStrategy updateStrategy,
            @Nullable Integer minReadySeconds) {
        public Spec {
            volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
        }

        public Spec(
                @Nullable Integer replicas,
                @Nullable Integer firstOrdinal,
                @Nullable LabelSelector selector,
                PodTemplateSpec template,
                List<ClaimTemplate> volumeClaimTemplates) {
            this(replicas, firstOrdinal, selector, template, volumeClaimTemplates, "", "", null, null);
        }
    }

    /** How old pods are replaced; {@code type} is RollingUpdate or OnDelete. */
    public record UpdateStrategy(String type, @Nullable RollingUpdate rollingUpdate) {}

    /** Pods with a lower ordinal than the partition stay as they are. */
    public record RollingUpdate(
            @Nullable Integer partition, @Nullable IntOrString maxUnavailable) {}

    /** The claim each pod gets, named {@code TEMPLATE-POD}. */
    public record ClaimTemplate(ObjectMeta metadata, PersistentVolumeClaim.Spec spec) {}

    /** What was observed. */
    public record Status(
            @Nullable Integer replicas,
            @Nullable Integer readyReplicas,
            @Nullable Integer currentReplicas,
            @Nullable Integer updatedReplicas,
            @Nullable Integer availableReplicas,
            String currentRevision,
            String updateRevision,
            @Nullable Long observedGeneration) {
        public Status(@Nullable Integer replicas) {
            this(replicas, null, null, null, null, "", "", null);
        }
    }
}
