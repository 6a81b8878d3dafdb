package dev.wainwright.api.core;

import dev.wainwright.api.meta.KeepEmpty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of one container of a pod.
 *
 * @param lastState how its previous run ended
 * @param started whether it runs and its startup probe, if any, has passed
 */
public record ContainerStatus(
        String name,
        State state,
        @Nullable State lastState,
        boolean ready,
        int restartCount,
        String image,
        @KeepEmpty String imageID,
        @Nullable Boolean started) {

    /** Exactly one of the three is there. */
    public record State(
            @Nullable Waiting waiting,
            @Nullable Running running,
            @Nullable Terminated terminated) {}

    /** Not running yet, or not again. */
    public record Waiting(String reason, String message) {}

    /** Running. */
    public record Running(@Nullable Instant startedAt) {}

    /** At its end. */
    public record Terminated(
            int exitCode,
            String reason,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
