package dev.wainwright.simulation.world;

import dev.wainwright.runtime.cache.Caches.Delays;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Latencies;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Clock;
import dev.wainwright.simulation.scenario.Times;
import java.time.Duration;
import java.time.Instant;

/**
 * How long requests to the API server take, and how many pods it creates and binds per second (around.md T14, j.2). Pods
 * beyond that wait in line.
 */
final class ControlPlane implements Latencies {
    private static final Duration REQUEST = Duration.ofMillis(5);
    private static final Duration RESPONSE = Duration.ofMillis(2);
    private static final Delays DELAYS = new Delays(Duration.ofMillis(50), Duration.ofMillis(3));
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Tier tier;
    private final Times times;
    private final Chance chance;
    private Instant free = Instant.EPOCH;
    private int burst;
    private long solved;

    ControlPlane(Clock clock, String tier, Times times, Chance chance) {
        this.clock = clock;
        this.tier = Tier.of(tier);
        this.times = times;
        this.chance = chance.of("solve");
    }

    /** Pods per second, by how many have been served since the last pause. */
    private record Tier(int[] upTo, double[] perSecond) {
        static Tier of(String name) {
            return switch (name) {
                case "standard" -> new Tier(new int[] {300, 700}, new double[] {10, 6.67, 3.33});
                case "xl" -> new Tier(new int[] {600, 950}, new double[] {60, 70, 16.7});
                case "aws-xl" -> new Tier(new int[0], new double[] {167});
                case "2xl" -> new Tier(new int[0], new double[] {283});
                case "4xl", "8xl" -> new Tier(new int[0], new double[] {400});
                default -> new Tier(new int[0], new double[] {0});
            };
        }

        double rate(int served) {
            for (int i = 0; i < upTo.length; i++) {
                if (served < upTo[i]) {
                    return perSecond[i];
                }
            }
            return perSecond[upTo.length];
        }
    }

    @Override
    public Duration request(Effect effect) {
        if (effect.name().equals("solve")) {
            return times.of("solve").at(chance.draw(solved++));
        }
        return effect instanceof Effect.Store store
                        && store.write() instanceof Write.Create create
                        && create.kind().kind().equals("Pod")
                ? REQUEST.plus(turn())
                : REQUEST;
    }

    /** How long the next pod waits for its turn. */
    private Duration turn() {
        Instant now = clock.now();
        if (now.isAfter(free.plus(PAUSE))) {
            burst = 0;
        }
        double rate = tier.rate(burst);
        if (rate == 0) {
            return Duration.ZERO;
        }
        burst++;
        Instant turn = free.isAfter(now) ? free : now;
        free = turn.plusNanos(Math.round(1e9 / rate));
        return Duration.between(now, turn);
    }

    @Override
    public Duration response(Effect effect) {
        return RESPONSE;
    }

    @Override
    public Delays delays() {
        return DELAYS;
    }
}
