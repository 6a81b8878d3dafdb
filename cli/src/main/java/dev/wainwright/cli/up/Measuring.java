package dev.wainwright.cli.up;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.apiserver.audit.AuditLog;
import dev.wainwright.apiserver.http.Exchanges;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.autoscaler.metrics.AutoscalerMetrics;
import dev.wainwright.autoscaler.metrics.Family;
import dev.wainwright.autoscaler.metrics.Meters;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.time.Driver;
import dev.wainwright.simulation.world.LiveWorld;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All metrics of a running cluster: who counts what, and where it is to be read. */
final class Measuring {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Meters meters = new Meters(registry);
    private final AutoscalerMetrics autoscaler;
    private final RequestMetrics requests;
    private final LiveWorld.Listeners listeners;
    private volatile LongSupplier written = () -> 0;
    private volatile LongSupplier lost = () -> 0;

    /** {@code others} hear of decisions, too. */
    Measuring(ClusterStore store, Driver driver, Resources resources, Decisions others) {
        @Nullable String version = Measuring.class.getPackage().getImplementationVersion();
        autoscaler = new AutoscalerMetrics(store, driver, List.of(Ec2NodeClass.class), meters);
        requests = new RequestMetrics(meters, resources);
        Decisions decisions = Decisions.all(List.of(others, autoscaler));
        listeners = new LiveWorld.Listeners(decisions, autoscaler, new AwsMetrics(meters, decisions));
        meters.counter(
                "apiserver_audit_event_total", "Requests written into the audit log.", () -> written.getAsLong());
        meters.counter(
                "apiserver_audit_error_total",
                "Requests that did not get into the audit log: too many at once, or the file could not be written.",
                () -> lost.getAsLong());
        Family build = meters.gauge(
                "karpenter_build_info", "1; the labels say what this is.", "version", "goversion", "goarch", "commit");
        // There is no Go here; the label's name is Karpenter's.
        String java = "java" + Runtime.version().feature();
        meters.read(readings -> readings.add(
                build, 1, version == null ? "development" : version, java, System.getProperty("os.arch"), ""));
    }

    void start() {
        autoscaler.start();
    }

    /** Every family that may be shown, those of the JVM apart. */
    List<Family> families() {
        return meters.families();
    }

    Pages page() {
        return new MetricsPage(registry);
    }

    /** What hears of requests: they are counted, and written down if somebody wants that. */
    Exchanges requests(Optional<AuditLog> audit) {
        if (audit.isEmpty()) {
            return requests;
        }
        AuditLog log = audit.get();
        written = log::written;
        lost = log::lost;
        return Exchanges.all(List.of(requests, log));
    }

    LiveWorld.Listeners listeners() {
        return listeners;
    }
}
