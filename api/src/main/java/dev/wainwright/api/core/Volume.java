package dev.wainwright.api.core;

import org.jspecify.annotations.Nullable;

/** A pod's volume; one without a claim does not matter to placement. */
public record Volume(
        String name,
        @Nullable ClaimSource persistentVolumeClaim,
        @Nullable EphemeralSource ephemeral) {
    /** A claim in the pod's namespace. */
    public record ClaimSource(String claimName) {}

    /** A claim that is made with the pod; its name is {@code POD-VOLUME}. */
    public record EphemeralSource(@Nullable ClaimTemplate volumeClaimTemplate) {}

    /** The claim to make. */
    public record ClaimTemplate(PersistentVolumeClaim.Spec spec) {}
}
