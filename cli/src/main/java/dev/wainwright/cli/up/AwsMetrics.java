package dev.wainwright.cli.up;

import dev.wainwright.autoscaler.metrics.Buckets;
import dev.wainwright.autoscaler.metrics.Meters;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cloud.aws.AwsListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.time.Instant;

/** What Karpenter's AWS provider counts (karpenter-aws §13). */
final class AwsMetrics implements AwsListener {
    private static final double[] SIZES = {
        1, 2, 4, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000
    };

    private final Decisions decisions;
    private final Counter launchFailures;
    private final Histogram batchTime;
    private final Histogram batchSize;
    private final Counter received;
    private final Counter deleted;
    private final Histogram age;

    /** {@code decisions} hears of claims that are let go. */
    AwsMetrics(Meters meters, Decisions decisions) {
        this.decisions = decisions;
        launchFailures = meters.counter(
                "karpenter_cloudprovider_instance_launch_failures_total",
                "Offerings that a fleet request did not get.",
                "zone",
                "zone_id",
                "capacity_type",
                "reason");
        batchTime = meters.histogram(
                "karpenter_cloudprovider_batcher_batch_time_seconds",
                "How long requests were collected to be sent as one.",
                Buckets.DEFAULT,
                "batcher");
        batchSize = meters.histogram(
                "karpenter_cloudprovider_batcher_batch_size", "How many requests were sent as one.", SIZES, "batcher");
        received = meters.counter(
                "karpenter_interruption_received_messages_total",
                "Messages about machines that were read.",
                "message_type");
        deleted = meters.counter(
                "karpenter_interruption_deleted_messages_total", "Messages about machines that were dealt with.");
        age = meters.histogram(
                "karpenter_interruption_message_queue_duration_seconds",
                "How long after what it tells of a message was read.",
                Buckets.DEFAULT);
    }

    @Override
    public void sent(String batcher, Duration window, int requests) {
        batchTime.labelValues(batcher).observe(window.toNanos() / 1e9);
        batchSize.labelValues(batcher).observe(requests);
    }

    @Override
    public void launchFailed(String zone, String zoneId, String capacityType, String reason) {
        launchFailures.labelValues(zone, zoneId, capacityType, reason).inc();
    }

    @Override
    public void received(String kind, Duration messageAge) {
        received.labelValues(kind).inc();
        age.observe(messageAge.toNanos() / 1e9);
    }

    @Override
    public void deleted() {
        deleted.inc();
    }

    @Override
    public void interrupted(Instant at, String claim, String kind, String why) {
        decisions.acted(at, "NodeClaim", claim, kind, why);
    }
}
