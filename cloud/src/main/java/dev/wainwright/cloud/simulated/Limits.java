package dev.wainwright.cloud.simulated;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests EC2 takes, by operation; what is not named shares {@code otherwise}. Figures as karpenter-aws §14 has
 * them for EC2's default quotas.
 */
public record Limits(SortedMap<String, Rate> byOperation, Rate otherwise) {
    public static final Limits TYPICAL = new Limits(
            new TreeMap<>(Map.of(
                    "CreateFleet", new Rate(5, 50),
                    "TerminateInstances", new Rate(5, 100),
                    "CreateTags", new Rate(10, 100))),
            new Rate(20, 100));

    public static final Limits NONE = new Limits(new TreeMap<>(), new Rate(1e9, 1e9));

    public Limits {
        byOperation = Collections.unmodifiableSortedMap(new TreeMap<>(byOperation));
    }

    /** A token bucket: so many at once, so many per second in the long run. */
    public record Rate(double perSecond, double burst) {}

    Rate of(String operation) {
        return byOperation.getOrDefault(operation, otherwise);
    }
}
