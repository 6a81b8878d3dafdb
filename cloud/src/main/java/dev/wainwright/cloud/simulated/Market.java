package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.ec2.Ec2.SpotPrice;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.runtime.chance.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What machines cost, at any time.
 *
 * <p>On-demand prices are the catalogue's. A spot price is the catalogue's times a factor that changes at every step, up to
 * the on-demand price. The factor's logarithm is a sum of six noises, each lasting twice as long as the one before: so it
 * stays near for a while, wanders over hours, never leaves its surroundings, and can be known for any time without going
 * through the times before. A script may multiply prices from some moment on.
 */
final class Market {
    private static final int OCTAVES = 6;

    private final Map<PoolKey, Listed> listed = new HashMap<>();
    private final List<Scripted> scripts = new ArrayList<>();
    private final double volatility;
    private final long step;

    /** What an offering costs by the catalogue, and on demand; and the source of its noise. */
    private record Listed(double price, double ceiling, Chance noise) {}

    private record Scripted(Instant from, PoolSelector selector, double factor) {}

    /** @param volatility the deviation of a price's logarithm */
    Market(Catalog catalog, CatalogOptions options, Chance chance, double volatility, Duration step) {
        Chance noise = chance.of("spot price");
        this.volatility = volatility;
        this.step = Math.max(1, step.toSeconds());
        for (InstanceType type : catalog.instanceTypes(options)) {
            for (Offering offering : type.offerings()) {
                var pool = new PoolKey(type.name(), offering.zone(), offering.capacityType());
                listed.put(pool, new Listed(offering.price(), onDemand(type, pool.zone()), noise.of(pool.toString())));
            }
        }
    }

    private static double onDemand(InstanceType type, String zone) {
        double price = Double.MAX_VALUE;
        for (Offering offering : type.offerings()) {
            if (offering.zone().equals(zone) && offering.capacityType().equals(Labels.ON_DEMAND)) {
                price = offering.price();
            }
        }
        return price;
    }

    boolean sells(PoolKey pool) {
        return listed.containsKey(pool);
    }

    /** US dollars per hour. */
    double price(PoolKey pool, Instant at) {
        Listed known = listed.get(pool);
        if (known == null) {
            return 0;
        } else if (!pool.capacityType().equals(Labels.SPOT)) {
            return known.price();
        }
        double exact = known.price() * walk(known, at) * scripted(pool, at);
        return Math.min(known.ceiling(), Math.round(exact * 10_000) / 10_000.0);
    }

    /** The price times the time between two moments, in dollars. */
    double cost(PoolKey pool, Instant from, Instant to) {
        double dollars = 0;
        Instant at = from;
        for (Instant next : changes(pool, from, to)) {
            dollars += price(pool, at) * hours(at, next);
            at = next;
        }
        return dollars + price(pool, at) * hours(at, to);
    }

    List<SpotPrice> spotPrices(Instant at) {
        var prices = new ArrayList<SpotPrice>();
        listed.keySet().stream()
                .filter(pool -> pool.capacityType().equals(Labels.SPOT))
                .sorted()
                .forEach(pool -> prices.add(new SpotPrice(pool.instanceType(), pool.zone(), price(pool, at))));
        return prices;
    }

    void multiply(PoolSelector selector, double factor, Instant from) {
        scripts.add(new Scripted(from, selector, factor));
    }

    private double scripted(PoolKey pool, Instant at) {
        double factor = 1;
        for (Scripted script : scripts) {
            if (!script.from().isAfter(at) && script.selector().matches(pool)) {
                factor = script.factor();
            }
        }
        return factor;
    }

    private double walk(Listed pool, Instant at) {
        if (volatility == 0) {
            return 1;
        }
        long now = at.getEpochSecond() / step;
        double noise = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            noise += pool.noise().draw((now >> octave) * OCTAVES + octave) * 2 - 1;
        }
        // The sum of six uniform noises from -1 to 1 deviates by the square root of 2.
        return StrictMath.exp(volatility * noise / StrictMath.sqrt(OCTAVES / 3.0));
    }

    private Iterable<Instant> changes(PoolKey pool, Instant from, Instant to) {
        var changes = new TreeSet<Instant>();
        if (pool.capacityType().equals(Labels.SPOT)) {
            if (volatility > 0) {
                for (long k = from.getEpochSecond() / step + 1; k * step < to.getEpochSecond(); k++) {
                    changes.add(Instant.ofEpochSecond(k * step));
                }
            }
            scripts.stream()
                    .map(Scripted::from)
                    .filter(at -> at.isAfter(from) && at.isBefore(to))
                    .forEach(changes::add);
        }
        return changes;
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 3.6e12;
    }
}
