package dev.wainwright.api.meta;

import org.jspecify.annotations.Nullable;

/** Points from an object to the one that owns it. */
public record OwnerReference(
        String apiVersion,
        String kind,
        String name,
        String uid,
        @Nullable Boolean controller,
        @Nullable Boolean blockOwnerDeletion) {
    public boolean isController() {
        return Boolean.TRUE.equals(controller);
    }
}
