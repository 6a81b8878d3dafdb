package dev.wainwright.autoscaler.metrics;

import dev.wainwright.solver.Plan;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How plans are made. */
final class Scheduling {
    private static final String CONTROLLER = "provisioner";

    private final Histogram duration;
    private final Family depth;
    private final Family unfinished;
    private final Family ignored;
    private final Family unschedulable;

    /** The plan that is being made, if one is. */
    private @Nullable Running running;

    private @Nullable Plan last;
    private long runs;

    private record Running(String id, Instant since, int pods) {}

    Scheduling(Meters meters) {
        duration = meters.histogram(
                "karpenter_scheduler_scheduling_duration_seconds",
                "How long it takes to make a plan.",
                Buckets.DURATIONS,
                "controller");
        depth = meters.gauge(
                "karpenter_scheduler_queue_depth",
                "Pods in the plan that is being made; nothing while none is.",
                "controller",
                "scheduling_id");
        unfinished = meters.gauge(
                "karpenter_scheduler_unfinished_work_seconds",
                "How long the plan that is being made has been in the making.",
                "controller",
                "scheduling_id");
        ignored = meters.gauge(
                "karpenter_scheduler_ignored_pods_count",
                "Pods that the last plan left out as somebody else's business.");
        unschedulable = meters.gauge(
                "karpenter_scheduler_unschedulable_pods_count",
                "Pods that the last plan has no place for.",
                "controller");
    }

    synchronized void begun(Instant at, int pods) {
        running = new Running(Long.toString(++runs), at, pods);
    }

    synchronized void planned(Duration took, Plan plan) {
        running = null;
        last = plan;
        duration.labelValues(CONTROLLER).observe(took.toNanos() / 1e9);
    }

    synchronized void read(Instant now, Readings readings) {
        if (running != null) {
            readings.add(depth, running.pods(), CONTROLLER, running.id());
            readings.add(unfinished, PodTimes.seconds(running.since(), now), CONTROLLER, running.id());
        }
        if (last != null) {
            readings.add(ignored, last.ignored().size());
            readings.add(unschedulable, last.unschedulable().size(), CONTROLLER);
        }
    }
}
