package dev.wainwright.cluster.scheduler;

import java.util.TreeMap;

/** How many pods of each priority there are, to know at once whether any is below another. */
final class Priorities {
    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    void add(int priority) {
        counts.merge(priority, 1, Integer::sum);
    }

    void remove(int priority) {
        counts.computeIfPresent(priority, (same, count) -> count == 1 ? null : count - 1);
    }

    boolean anyBelow(int priority) {
        return !counts.isEmpty() && counts.firstKey() < priority;
    }
}
