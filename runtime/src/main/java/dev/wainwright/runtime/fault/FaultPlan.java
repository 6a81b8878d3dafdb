package dev.wainwright.runtime.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * How badly a store behaves. Each figure but the durations is a probability, for each request or event.
 *
 * @param until when the faults stop
 * @param conflict a change of an existing object is refused as if somebody else had changed it
 * @param throttled a request is refused with 429
 * @param failed a request is refused with 500 and nothing happens
 * @param lostRequest a write times out and was not carried out
 * @param lostAnswer a write times out and was carried out
 * @param delayed an event is held up, and with it all that follow
 * @param broken a watch loses this event and all that follow, and ends after a while
 * @param forgotten a broken watch cannot be taken up again where it broke
 * @param longestDelay of an event, and of a broken watch until it ends
 */
public record FaultPlan(
        long seed,
        Instant until,
        double conflict,
        double throttled,
        double failed,
        double lostRequest,
        double lostAnswer,
        double delayed,
        double broken,
        double forgotten,
        Duration longestDelay) {
    /** Some of everything, with {@code share} as the probability of the commonest fault. */
    public static FaultPlan mixed(long seed, double share, Instant until) {
        return new FaultPlan(
                seed,
                until,
                share,
                share / 2,
                share / 2,
                share / 4,
                share / 4,
                share,
                share / 10,
                0.3,
                Duration.ofSeconds(10));
    }
}
