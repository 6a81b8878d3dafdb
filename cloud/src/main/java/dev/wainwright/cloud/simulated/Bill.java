package dev.wainwright.cloud.simulated;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What machines have cost so far, by type, zone and capacity type. */
public record Bill(SortedMap<PoolKey, Row> rows) {
    public Bill {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** Hours of machines, and US dollars. */
    public record Row(double hours, double dollars) {
        Row plus(Row other) {
            return new Row(hours + other.hours, dollars + other.dollars);
        }
    }

    public double dollars() {
        return rows.values().stream().mapToDouble(Row::dollars).sum();
    }

    public double hours() {
        return rows.values().stream().mapToDouble(Row::hours).sum();
    }
}
