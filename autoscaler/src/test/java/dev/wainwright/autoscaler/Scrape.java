package dev.wainwright.autoscaler;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.autoscaler.metrics.AutoscalerMetrics;
import dev.wainwright.autoscaler.metrics.Family;
import dev.wainwright.autoscaler.metrics.Meters;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The metrics of a scene, as whoever scrapes them reads them. */
final class Scrape {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Meters meters = new Meters(registry);
    private final AutoscalerMetrics metrics;

    Scrape(ObjectStore store, Driver driver) {
        metrics = new AutoscalerMetrics(store, driver, List.of(Ec2NodeClass.class), meters);
        metrics.start();
    }

    AutoscalerMetrics metrics() {
        return metrics;
    }

    List<Family> families() {
        return meters.families();
    }

    String text() {
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    boolean mentions(String text) {
        return text().contains(text);
    }

    /** All series of a name, without comments. */
    List<String> series(String name) {
        return text().lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .toList();
    }

    /** The sum over all series of that name whose labels have all these, such as {@code reason="empty"}. */
    OptionalDouble value(String name, String... labels) {
        double[] values = series(name).stream()
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(values).sum());
    }

    /** The same, 0 when there is none. */
    double count(String name, String... labels) {
        return value(name, labels).orElse(0);
    }
}
