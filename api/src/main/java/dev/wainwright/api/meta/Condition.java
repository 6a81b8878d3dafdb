package dev.wainwright.api.meta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observed condition of an object. {@code status} is True, False or Unknown.
 *
 * @param lastHeartbeatTime of a node's conditions only: when its kubelet said so last
 */
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant lastTransitionTime,
        @Nullable Long observedGeneration,
        @Nullable Instant lastHeartbeatTime) {
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
