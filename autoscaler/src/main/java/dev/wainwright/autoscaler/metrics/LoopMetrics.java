package dev.wainwright.autoscaler.metrics;

import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Clock;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Controllers at work, under the names of controller-runtime and of client-go's work queues. A reconcile lasts until the last
 * of its effects has an outcome, as it does where a reconcile makes its calls itself; times are the cluster's.
 */
final class LoopMetrics implements Observer {
    private final Clock clock;
    private final Consumer<ObjectKey> evicted;
    private final Counter reconciles;
    private final Counter errors;
    private final Counter panics;
    private final Histogram reconcileTime;
    private final Counter adds;
    private final Counter retries;
    private final Histogram inQueue;
    private final Histogram atWork;
    private final Family depth;
    private final Family workers;
    private final Family unfinished;
    private final Family longest;
    private final Counter evictions;
    private final Map<String, Line> lines = new TreeMap<>();

    /** One controller's queue: since when keys wait, and since when they are worked on. */
    private static final class Line {
        final Map<Object, Instant> waiting = new HashMap<>();
        final Map<Object, Instant> working = new HashMap<>();
    }

    /** {@code evicted} hears of pods whose eviction was accepted. */
    LoopMetrics(Meters meters, Clock clock, Consumer<ObjectKey> evicted) {
        this.clock = clock;
        this.evicted = evicted;
        reconciles = meters.counter(
                "controller_runtime_reconcile_total", "Reconciles by how they ended.", "controller", "result");
        errors = meters.counter(
                "controller_runtime_reconcile_errors_total", "Reconciles of which something failed.", "controller");
        panics = meters.counter(
                "controller_runtime_reconcile_panics_total", "Reconciles that threw an exception.", "controller");
        reconcileTime = meters.histogram(
                "controller_runtime_reconcile_time_seconds",
                "How long reconciles take, with all that they cause.",
                Buckets.RECONCILES,
                "controller");
        workers = meters.gauge("controller_runtime_active_workers", "Keys that are being worked on.", "controller");
        String[] queue = {"name", "controller"};
        adds = meters.counter("workqueue_adds_total", "Keys that were queued.", queue);
        retries = meters.counter("workqueue_retries_total", "Keys that are tried again after a pause.", queue);
        inQueue = meters.histogram(
                "workqueue_queue_duration_seconds", "How long keys wait in the queue.", Buckets.QUEUES, queue);
        atWork = meters.histogram(
                "workqueue_work_duration_seconds", "How long keys are worked on.", Buckets.QUEUES, queue);
        depth = meters.gauge("workqueue_depth", "Keys that wait.", queue);
        unfinished = meters.gauge(
                "workqueue_unfinished_work_seconds",
                "How long keys have been worked on that still are, added up.",
                queue);
        longest = meters.gauge("workqueue_longest_running_processor_seconds", "The longest of these.", queue);
        evictions = meters.counter(
                "karpenter_pods_eviction_requests_total", "Evictions asked for, by the answer's code.", "code");
    }

    @Override
    public void queued(String controller, Object key) {
        adds.labelValues(controller, controller).inc();
        synchronized (this) {
            line(controller).waiting.putIfAbsent(key, clock.now());
        }
    }

    @Override
    public void begun(String controller, Object key) {
        Instant now = clock.now();
        Instant since;
        synchronized (this) {
            Line line = line(controller);
            since = line.waiting.remove(key);
            line.working.put(key, now);
        }
        inQueue.labelValues(controller, controller).observe(since == null ? 0 : PodTimes.seconds(since, now));
    }

    @Override
    public void settled(String controller, Object key, Step step, List<Outcome> outcomes) {
        Instant now = clock.now();
        Instant since = finished(controller, key);
        double took = since == null ? 0 : PodTimes.seconds(since, now);
        atWork.labelValues(controller, controller).observe(took);
        reconcileTime.labelValues(controller).observe(took);
        boolean failed = outcomes.stream().anyMatch(Outcome::isFailure);
        String result =
                failed ? "error" : step.retry() ? "requeue" : step.wakeAfter() == null ? "success" : "requeue_after";
        reconciles.labelValues(controller, result).inc();
        if (failed) {
            errors.labelValues(controller).inc();
        }
        if (failed || step.retry()) {
            retries.labelValues(controller, controller).inc();
        }
    }

    private synchronized @Nullable Instant finished(String controller, Object key) {
        return line(controller).working.remove(key);
    }

    @Override
    public void happened(String controller, Object key, Outcome outcome) {
        if (outcome.effect() instanceof Effect.Store store && store.write() instanceof Write.Evict evict) {
            evictions.labelValues(code(outcome.result())).inc();
            if (outcome.result().isOk()) {
                evicted.accept(evict.key());
            }
        }
    }

    private static String code(Result<?> result) {
        if (!(result instanceof Result.Refused<?> refused)) {
            return "200";
        }
        return switch (refused.why()) {
            case Refusal.NotFound none -> "404";
            case Refusal.Conflict conflict -> "409";
            case Refusal.TooManyRequests busy -> "429";
            default -> "500";
        };
    }

    @Override
    public void failed(String controller, Object key, RuntimeException exception) {
        panics.labelValues(controller).inc();
        Observer.super.failed(controller, key, exception);
    }

    private Line line(String controller) {
        return lines.computeIfAbsent(controller, any -> new Line());
    }

    /** Forgets what a process did that has ended. */
    synchronized void clear() {
        lines.clear();
    }

    synchronized void read(Instant now, Readings readings) {
        lines.forEach((controller, line) -> {
            readings.add(depth, line.waiting.size(), controller, controller);
            readings.add(workers, line.working.size(), controller);
            double[] ages = line.working.values().stream()
                    .mapToDouble(since -> PodTimes.seconds(since, now))
                    .toArray();
            double sum = 0;
            double most = 0;
            for (double age : ages) {
                sum += age;
                most = Math.max(most, age);
            }
            readings.add(unfinished, sum, controller, controller);
            readings.add(longest, most, controller, controller);
        });
    }
}
