package dev.wainwright.runtime.fault;

import dev.wainwright.runtime.loop.Crashes;
import dev.wainwright.runtime.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Processes that die now and then, at any step, by a seed. */
public final class RandomCrashes implements Crashes {
    private final Dice dice;
    private final double probability;
    private final Duration shortest;
    private final Duration longest;

    /**
     * @param probability of dying, at each step
     * @param shortest how long a process is down at least. Where no two of a kind may act at the same time this must be
     *     longer than a request is on its way, which leader election makes sure of in earnest
     */
    public RandomCrashes(
            long seed, Clock clock, Instant until, double probability, Duration shortest, Duration longest) {
        this.dice = new Dice(seed, clock, until);
        this.probability = probability;
        this.shortest = shortest;
        this.longest = longest;
    }

    @Override
    public Optional<Duration> at(Point point) {
        return dice.fall(probability) ? Optional.of(dice.between(shortest, longest)) : Optional.empty();
    }

    @Override
    public boolean stillArrives() {
        return dice.fall(0.5);
    }
}
