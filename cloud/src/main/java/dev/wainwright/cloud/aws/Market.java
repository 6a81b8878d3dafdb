package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.Ec2.SpotPrice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last heard of the world that prices and availability depend on beside the catalogue: spot prices, shifted zones,
 * reservations. Its version rises whenever something in it changes.
 */
final class Market {
    private Map<String, Map<String, Double>> spot = Map.of();
    private Set<String> shifted = Set.of();
    private final Map<String, Integer> reservations = new HashMap<>();
    private long version;
    private long priceVersion;

    synchronized long version() {
        return version;
    }

    synchronized long priceVersion() {
        return priceVersion;
    }

    synchronized void changed() {
        version++;
    }

    /** New prices over old ones: what is not among them keeps its price (karpenter-aws §9). */
    synchronized void spotPrices(List<SpotPrice> prices) {
        var merged = new HashMap<String, Map<String, Double>>();
        spot.forEach((type, zones) -> merged.put(type, new HashMap<>(zones)));
        prices.forEach(price -> merged.computeIfAbsent(price.instanceType(), any -> new HashMap<>())
                .put(price.zone(), price.usd()));
        if (!merged.equals(spot)) {
            spot = merged;
            version++;
            priceVersion++;
        }
    }

    synchronized @Nullable Double spotPrice(String instanceType, String zone) {
        Map<String, Double> zones = spot.get(instanceType);
        return zones == null ? null : zones.get(zone);
    }

    synchronized void shiftedZones(List<String> zoneIds) {
        var now = new HashSet<>(zoneIds);
        if (!now.equals(shifted)) {
            shifted = now;
            version++;
        }
    }

    synchronized boolean isShifted(String zoneId) {
        return shifted.contains(zoneId);
    }

    synchronized boolean anyShifted() {
        return !shifted.isEmpty();
    }

    /** How many a reservation has left, as EC2 said just now. */
    synchronized void reservation(String id, int left) {
        if (!Integer.valueOf(left).equals(reservations.put(id, left))) {
            version++;
        }
    }

    /** A reservation gave one, or got one back; an unknown one stays unknown. */
    synchronized void used(String id, int count) {
        if (reservations.computeIfPresent(id, (any, left) -> Math.max(0, left - count)) != null) {
            version++;
        }
    }

    synchronized Map<String, Integer> reservations() {
        return Map.copyOf(reservations);
    }
}
