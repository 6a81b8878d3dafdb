package dev.wainwright.api.meta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One observed condition of an object. {@code status} is True, False or Unknown. */
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant lastTransitionTime,
        @Nullable Long observedGeneration) {
    public boolean isTrue() {
        return status.equals("True");
    }
}
