package dev.wainwright.api.apps;

import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.At;
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
            List<ClaimTemplate> volumeClaimTemplates) {
        public Spec {
            volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
        }
    }

    /** The claim each pod gets, named {@code TEMPLATE-POD}. */
    public record ClaimTemplate(ObjectMeta metadata, PersistentVolumeClaim.Spec spec) {}

    /** What was observed. */
    public record Status(@Nullable Integer replicas) {}
}
