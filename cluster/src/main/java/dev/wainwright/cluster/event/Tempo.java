package dev.wainwright.cluster.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How quickly events may be written: as many at once as a rollout of some hundred pods makes, and in the long run so many a
 * second. A kubelet of Kubernetes keeps to 50 a second with bursts of 100, and there is one for each node.
 */
final class Tempo {
    static final int BURST = 1_000;
    static final int PER_SECOND = 500;

    /** Those that have to wait are let through in groups. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private double tokens = BURST;
    private Instant counted;

    Tempo(Instant now) {
        this.counted = now;
    }

    /** Zero if one more may be written now, and counts it; else for how long to wait before asking again. */
    Duration next(Instant now) {
        double seconds = Math.max(0, Duration.between(counted, now).toNanos() / 1e9);
        tokens = Math.min(BURST, tokens + seconds * PER_SECOND);
        counted = now;
        if (tokens < 1) {
            return PAUSE;
        }
        tokens--;
        return Duration.ZERO;
    }
}
