package dev.wainwright.cloud.simulated;

import java.time.Duration;

/**
 * Pools that run dry by chance: time is cut into pieces of {@code length}, and in each a pool is dry with the share as its
 * probability.
 */
public record Droughts(double spotShare, double onDemandShare, Duration length) {
    public static final Droughts NONE = new Droughts(0, 0, Duration.ofMinutes(15));
}
