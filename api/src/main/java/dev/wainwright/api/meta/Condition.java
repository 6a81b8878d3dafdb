package dev.wainwright.api.meta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observed condition of an object. {@code status} is True, False or Unknown.
 *
 * @param lastTransitionTime since when the status has been what it is
 * @param lastUpdateTime when anything about the condition changed; only deployments say so
 */
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant lastTransitionTime,
        @Nullable Long observedGeneration,
        @Nullable Instant lastUpdateTime) {
    public Condition(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Instant lastTransitionTime,
            @Nullable Long observedGeneration) {
        this(type, status, reason, message, lastTransitionTime, observedGeneration, null);
    }

    public boolean isTrue() {
        return status.equals("True");
    }
}
