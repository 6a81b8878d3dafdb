package dev.wainwright.runtime.loop;

import java.time.Duration;
import java.time.Instant;

/** Lets through a burst, then a steady rate; who comes too early learns how long to wait. Not for several threads. */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int burst;
    private double tokens;
    private Instant last = Instant.MIN;

    public TokenBucket(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
    }

    /** Takes a token, if need be one of the future; returns how long to wait for it. */
    public Duration reserve(Instant now) {
        if (now.isAfter(last)) {
            if (!last.equals(Instant.MIN)) {
                tokens = Math.min(
                        burst, tokens + perSecond * Duration.between(last, now).toNanos() / NANOS);
            }
            last = now;
        }
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perSecond * NANOS));
    }
}
