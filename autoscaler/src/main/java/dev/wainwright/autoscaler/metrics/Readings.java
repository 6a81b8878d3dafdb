package dev.wainwright.autoscaler.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gauges as they are at one moment, read off for one scrape. */
public final class Readings {
    private final Map<Family, List<GaugeDataPointSnapshot>> points = new LinkedHashMap<>();

    private final List<MetricSnapshot> ready = new ArrayList<>();

    Readings() {}

    /** @param labels values in the order of the family's label names */
    public void add(Family family, double value, String... labels) {
        add(family, value, Labels.of(family.labels(), List.of(labels)));
    }

    /** The same, with labels that several families have in common and that were put together once. */
    void add(Family family, double value, Labels labels) {
        points.computeIfAbsent(family, any -> new ArrayList<>()).add(new GaugeDataPointSnapshot(value, labels, null));
    }

    /** Families that were read before and have not changed. */
    void addAll(List<MetricSnapshot> families) {
        ready.addAll(families);
    }

    /** Family by family. */
    List<MetricSnapshot> families() {
        var families = new ArrayList<>(ready);
        points.forEach((family, values) ->
                families.add(new GaugeSnapshot(new MetricMetadata(family.name(), family.help()), values)));
        return families;
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(families());
    }
}
