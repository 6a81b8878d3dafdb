package dev.wainwright.autoscaler.metrics;

import java.util.List;

/** All metrics of one name. */
public record Family(String name, Type type, String help, List<String> labels) {
    /** How Prometheus takes it. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY
    }

    public Family {
        labels = List.copyOf(labels);
    }
}
