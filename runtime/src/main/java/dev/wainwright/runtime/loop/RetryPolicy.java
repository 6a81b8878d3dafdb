package dev.wainwright.runtime.loop;

import java.time.Duration;

/**
 * How long a key that failed has to wait: what its own failures ask for, or what the tempo of all asks for, whichever is
 * longer.
 *
 * @param first after the first failure; doubled with each further one
 * @param longest where doubling ends
 * @param perSecond how many retries of one controller per second, in the long run
 * @param burst how many at once
 */
public record RetryPolicy(Duration first, Duration longest, double perSecond, int burst) {
    /** What controllers on client-go have unless they choose otherwise. */
    public static final RetryPolicy STANDARD = new RetryPolicy(Duration.ofMillis(5), Duration.ofSeconds(1000), 10, 100);
}
