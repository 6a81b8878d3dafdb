package dev.wainwright.cloud.simulated;

import java.util.Comparator;

/** A capacity pool: what EC2 sells from and runs out of. */
public record PoolKey(String instanceType, String zone, String capacityType) implements Comparable<PoolKey> {
    private static final Comparator<PoolKey> ORDER = Comparator.comparing(PoolKey::instanceType)
            .thenComparing(PoolKey::zone)
            .thenComparing(PoolKey::capacityType);

    @Override
    public int compareTo(PoolKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return capacityType + ":" + instanceType + ":" + zone;
    }
}
