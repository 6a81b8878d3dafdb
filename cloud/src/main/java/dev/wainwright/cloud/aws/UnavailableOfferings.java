package dev.wainwright.cloud.aws;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What EC2 could not give: remembered for three minutes from the last time it failed, so that the next try goes elsewhere
 * (karpenter-aws §4.8). Entries go at ticks of ten seconds; until the tick nothing changes for those who read.
 *
 * <p>A zone that is down refuses type after type, and who must have a machine there would end at the dearest there is, just
 * when the zone comes back. So when a whole fleet's worth of types has been refused in a zone, the others are not tried
 * either, until the first of them are forgotten, which are the cheapest.
 */
final class UnavailableOfferings {
    static final Duration REMEMBERED = Duration.ofMinutes(3);
    private static final Duration TICK = Duration.ofSeconds(10);
    /** As many types as one fleet names. */
    private static final int WHOLE_ZONE = Candidates.MOST;

    private static final Pattern GENERAL = Pattern.compile("[cmrt]\\d.*");

    private final Driver driver;
    private final Runnable changed;
    private final Map<OfferingKey, Instant> offerings = new HashMap<>();
    private final Map<String, Instant> capacityTypes = new HashMap<>();
    private final Map<String, Instant> subnets = new HashMap<>();
    private final Map<String, Integer> marksByType = new HashMap<>();
    private final Map<Area, Integer> marksByArea = new HashMap<>();
    private boolean ticking;

    /** What runs dry together: that there are no more GPUs in a zone says nothing about the types that everybody uses. */
    private record Area(String capacityType, String zone, boolean isGeneral) {
        static Area of(OfferingKey key) {
            return new Area(
                    key.capacityType(),
                    key.zone(),
                    GENERAL.matcher(key.instanceType()).matches());
        }
    }

    /** @param changed runs after every change of what is remembered, under this object's lock */
    UnavailableOfferings(Driver driver, Runnable changed) {
        this.driver = driver;
        this.changed = changed;
    }

    synchronized void markOffering(OfferingKey key) {
        if (offerings.put(key, end()) == null) {
            marksByType.merge(key.instanceType(), 1, Integer::sum);
            marksByArea.merge(Area.of(key), 1, Integer::sum);
            changed.run();
        }
        tick();
    }

    synchronized void markCapacityType(String capacityType) {
        mark(capacityTypes, capacityType);
    }

    synchronized void markSubnet(String id) {
        mark(subnets, id);
    }

    private void mark(Map<String, Instant> marks, String name) {
        if (marks.put(name, end()) == null) {
            changed.run();
        }
        tick();
    }

    synchronized boolean isUnavailable(OfferingKey key) {
        return offerings.containsKey(key)
                || capacityTypes.containsKey(key.capacityType())
                || marksByArea.getOrDefault(Area.of(key), 0) >= WHOLE_ZONE;
    }

    synchronized boolean isExhausted(String subnet) {
        return subnets.containsKey(subnet);
    }

    /** Whether any offering of the type is marked by itself. */
    synchronized boolean concerns(String instanceType) {
        return marksByType.containsKey(instanceType);
    }

    /** Whether something is unavailable for types that are not marked themselves. */
    synchronized boolean concernsMany() {
        return !capacityTypes.isEmpty() || marksByArea.values().stream().anyMatch(marks -> marks >= WHOLE_ZONE);
    }

    synchronized void clear() {
        offerings.clear();
        capacityTypes.clear();
        subnets.clear();
        marksByType.clear();
        marksByArea.clear();
        changed.run();
    }

    private Instant end() {
        return driver.now().plus(REMEMBERED);
    }

    private void tick() {
        if (!ticking) {
            ticking = true;
            driver.after(TICK, this::purge);
        }
    }

    private synchronized void purge() {
        ticking = false;
        Instant now = driver.now();
        boolean any = offerings.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().isAfter(now);
            if (over) {
                unmark(marksByType, entry.getKey().instanceType());
                unmark(marksByArea, Area.of(entry.getKey()));
            }
            return over;
        });
        any |= capacityTypes.values().removeIf(end -> !end.isAfter(now));
        any |= subnets.values().removeIf(end -> !end.isAfter(now));
        if (any) {
            changed.run();
        }
        if (!offerings.isEmpty() || !capacityTypes.isEmpty() || !subnets.isEmpty()) {
            tick();
        }
    }

    private static <T> void unmark(Map<T, Integer> marks, T what) {
        marks.computeIfPresent(what, (any, count) -> count > 1 ? count - 1 : null);
    }
}
