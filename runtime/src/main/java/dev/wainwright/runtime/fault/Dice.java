package dev.wainwright.runtime.fault;

import dev.wainwright.runtime.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Chance from a seed; after the end of the faults nothing befalls anybody any more. */
final class Dice {
    private final SplittableRandom random;
    private final Clock clock;
    private final Instant until;

    Dice(long seed, Clock clock, Instant until) {
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        this.until = until;
    }

    synchronized boolean fall(double probability) {
        return clock.now().isBefore(until) && random.nextDouble() < probability;
    }

    /** Between the two, each included with the precision of a millisecond. */
    synchronized Duration between(Duration shortest, Duration longest) {
        return Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
    }
}
