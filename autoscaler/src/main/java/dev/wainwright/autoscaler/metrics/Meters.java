package dev.wainwright.autoscaler.metrics;

import dev.wainwright.autoscaler.metrics.Family.Type;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes metrics in a registry, and knows all that it made. Not for several threads; what it makes is. */
public final class Meters {
    /** As Go's library has it. The window is the machine's time, whatever clock the cluster goes by. */
    private static final long SUMMARY_SECONDS = 600;

    private static final double ACCURACY = 0.01;

    /** Karpenter's, and 0.95, which widely used dashboards ask for. */
    private static final double[] QUANTILES = {0, .5, .9, .95, .99, 1};

    private final PrometheusRegistry registry;
    private final List<Family> families = new ArrayList<>();

    public Meters(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** Every family made so far, whether it has a value yet or not. */
    public List<Family> families() {
        return List.copyOf(families);
    }

    public Counter counter(String name, String help, String... labels) {
        Family family = family(name, Type.COUNTER, help, labels);
        return Counter.builder()
                .name(family.name())
                .help(family.help())
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** A counter without labels that somebody else keeps. */
    public void counter(String name, String help, LongSupplier value) {
        Family family = family(name, Type.COUNTER, help);
        CounterWithCallback.builder()
                .name(family.name())
                .help(family.help())
                .callback(callback -> callback.call(value.getAsLong()))
                .register(registry);
    }

    public Histogram histogram(String name, String help, double[] bounds, String... labels) {
        Family family = family(name, Type.HISTOGRAM, help, labels);
        return Histogram.builder()
                .name(family.name())
                .help(family.help())
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    Summary summary(String name, String help, String... labels) {
        Family family = family(name, Type.SUMMARY, help, labels);
        Summary.Builder summary = Summary.builder()
                .name(family.name())
                .help(family.help())
                .labelNames(labels)
                .maxAgeSeconds(SUMMARY_SECONDS)
                .withoutExemplars();
        for (double quantile : QUANTILES) {
            summary.quantile(quantile, ACCURACY);
        }
        return summary.register(registry);
    }

    /** Gauges that nobody sets: {@link #read} says who knows them. */
    public Family gauge(String name, String help, String... labels) {
        return family(name, Type.GAUGE, help, labels);
    }

    /** Has gauges read off whenever somebody asks. */
    public void read(Consumer<Readings> reader) {
        MultiCollector collector = () -> {
            var readings = new Readings();
            reader.accept(readings);
            return readings.snapshots();
        };
        registry.register(collector);
    }

    private Family family(String name, Type type, String help, String... labels) {
        var family = new Family(name, type, help, List.of(labels));
        families.add(family);
        return family;
    }
}
