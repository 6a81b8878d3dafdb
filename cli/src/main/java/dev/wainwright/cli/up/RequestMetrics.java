package dev.wainwright.cli.up;

import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.http.Exchange;
import dev.wainwright.apiserver.http.Exchanges;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.autoscaler.metrics.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Requests to the API server, as kube-apiserver counts them; in the machine's time. */
final class RequestMetrics implements Exchanges {
    private static final double[] BOUNDS = {
        .005, .025, .05, .1, .2, .4, .6, .8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60
    };
    private static final String COMPONENT = "apiserver";

    /** Paths that are no resources and have a name of their own; of the rest nobody knows how many there are. */
    private static final Set<String> PATHS = Set.of(
            "/healthz", "/livez", "/readyz", "/version", "/metrics", "/api", "/apis", "/openapi/v2", "/openapi/v3");

    private static final String[] LABELS = {
        "verb", "dry_run", "group", "version", "resource", "subresource", "scope", "component"
    };

    private final Resources resources;
    private final Counter total;
    private final Histogram duration;

    RequestMetrics(Meters meters, Resources resources) {
        this.resources = resources;
        total = meters.counter(
                "apiserver_request_total", "Requests answered; watches when they end.", with(LABELS, "code"));
        duration = meters.histogram(
                "apiserver_request_duration_seconds",
                "From a request's first byte to the last of its answer.",
                BOUNDS,
                LABELS);
    }

    @Override
    public void answered(Exchange exchange) {
        Attempt attempt = exchange.info().attempt();
        String version = exchange.info().version();
        boolean known = attempt.isResource()
                && resources.find(attempt.group(), version, attempt.resource()).isPresent();
        String dryRun = exchange.dryRun() ? "All" : "";
        String[] labels = known
                ? new String[] {
                    verb(exchange),
                    dryRun,
                    attempt.group(),
                    version,
                    attempt.resource(),
                    attempt.subresource(),
                    scope(attempt),
                    COMPONENT
                }
                : new String[] {method(exchange), dryRun, "", "", "", path(attempt), "", COMPONENT};
        total.labelValues(with(labels, Integer.toString(exchange.code()))).inc();
        duration.labelValues(labels).observe(exchange.took().toNanos() / 1e9);
    }

    private static String[] with(String[] first, String last) {
        String[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = last;
        return all;
    }

    private static String path(Attempt attempt) {
        return PATHS.contains(attempt.path()) ? attempt.path() : "";
    }

    private static String method(Exchange exchange) {
        return switch (exchange.method()) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" -> exchange.method();
            default -> "other";
        };
    }

    private static String verb(Exchange exchange) {
        return switch (exchange.info().attempt().verb()) {
            case "create" -> "POST";
            case "update" -> "PUT";
            case "patch" -> exchange.contentType().startsWith("application/apply-patch") ? "APPLY" : "PATCH";
            case "" -> "other";
            default -> exchange.info().attempt().verb().toUpperCase(Locale.ROOT);
        };
    }

    private static String scope(Attempt attempt) {
        if (!attempt.name().isEmpty()) {
            return "resource";
        }
        return attempt.namespace().isEmpty() ? "cluster" : "namespace";
    }
}
