package dev.wainwright.cli.up;

import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Pages;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /metrics}: in the text format that everybody reads, or as OpenMetrics for those who prefer it. Protobuf is not
 * offered; who asks for it takes text, too.
 */
final class MetricsPage implements Pages {
    static final String PATH = "/metrics";

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    private final PrometheusRegistry registry;
    private final AtomicBoolean asked = new AtomicBoolean();

    MetricsPage(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Answer> get(ApiRequest request) {
        return request.path().equals(PATH) ? Optional.of(metrics(request.accept())) : Optional.empty();
    }

    private Answer metrics(String accepted) {
        // The JVM's own metrics cost start-up time, and few ask for them.
        if (asked.compareAndSet(false, true)) {
            JvmMetrics.builder().register(registry);
        }
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accepted) ? OPEN_METRICS : TEXT;
        var out = new ByteArrayOutputStream(64 * 1024);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory cannot fail", e);
        }
        return new Answer.Bytes(200, writer.getContentType(), out.toByteArray(), "");
    }
}
