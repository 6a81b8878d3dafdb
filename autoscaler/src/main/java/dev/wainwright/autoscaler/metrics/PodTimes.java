package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Pod;
import dev.wainwright.solver.Plan;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long pods wait, and for what. A pod is remembered from its creation until it is ready for the first time, has ended or
 * is gone; so there is nothing to remember of pods that run.
 */
final class PodTimes {
    private final Summary startup;
    private final Histogram bound;
    private final Histogram decided;
    private final Histogram promisedBound;
    private final Histogram promisedStartup;
    private final Family unstarted;
    private final Family unbound;
    private final Family promisedUnstarted;
    private final Family promisedUnbound;
    private final Family undecided;
    private final Map<String, Wait> waits = new TreeMap<>();

    /** What is known of a pod that is not ready yet. */
    private static final class Wait {
        final String namespace;
        final String name;
        final Instant created;

        @Nullable
        Instant seen;

        @Nullable
        Instant decided;

        @Nullable
        Instant promised;

        boolean bound;

        Wait(Pod pod, Instant created) {
            this.namespace = pod.metadata().namespace();
            this.name = pod.name();
            this.created = created;
        }
    }

    PodTimes(Meters meters) {
        startup = meters.summary(
                "karpenter_pods_startup_duration_seconds",
                "From a pod's creation until it is ready for the first time.");
        bound = meters.histogram(
                "karpenter_pods_bound_duration_seconds",
                "From a pod's creation until it is bound to a node.",
                Buckets.DURATIONS);
        decided = meters.histogram(
                "karpenter_pods_scheduling_decision_duration_seconds",
                "From the moment the scheduler gives up on a pod until the autoscaler has planned for it.",
                Buckets.DURATIONS);
        promisedBound = meters.histogram(
                "karpenter_pods_provisioning_bound_duration_seconds",
                "From the first plan that has a place for a pod until the pod is bound.",
                Buckets.DURATIONS);
        promisedStartup = meters.histogram(
                "karpenter_pods_provisioning_startup_duration_seconds",
                "From the first plan that has a place for a pod until the pod is ready.",
                Buckets.DURATIONS);
        unstarted = perPod(meters, "unstarted_time", "How long a pod that is not ready yet has existed.");
        unbound = perPod(meters, "unbound_time", "How long a pod without a node has existed.");
        promisedUnstarted =
                perPod(meters, "provisioning_unstarted_time", "How long ago a pod that is not ready was planned for.");
        promisedUnbound =
                perPod(meters, "provisioning_unbound_time", "How long ago a pod without a node was planned for.");
        undecided = perPod(
                meters,
                "provisioning_scheduling_undecided_time",
                "How long a pod that the scheduler gave up on has waited for a first plan.");
    }

    private static Family perPod(Meters meters, String name, String help) {
        return meters.gauge("karpenter_pods_" + name + "_seconds", help, "name", "namespace");
    }

    synchronized void saw(Feed.Seen seen) {
        if (!(seen.after() instanceof Pod pod)) {
            if (seen.before() instanceof Pod gone) {
                waits.remove(gone.qualifiedName());
            }
            return;
        }
        if (pod.isTerminal()) {
            waits.remove(pod.qualifiedName());
            return;
        }
        if (seen.before() == null && !pod.isReady()) {
            waits.put(pod.qualifiedName(), new Wait(pod, created(pod, seen)));
        }
        Wait wait = waits.get(pod.qualifiedName());
        if (wait != null) {
            progressed(wait, pod, seen.at());
        }
    }

    /** Timestamps in objects have whole seconds; what happens before our eyes is known better. */
    private static Instant created(Pod pod, Feed.Seen seen) {
        Instant written = pod.metadata().creationTimestamp();
        return seen.isNew() || written == null ? seen.at() : written;
    }

    private void progressed(Wait wait, Pod pod, Instant at) {
        if (wait.seen == null && !pod.isBound() && pod.isUnschedulable()) {
            wait.seen = at;
        }
        if (!wait.bound && pod.isBound()) {
            wait.bound = true;
            bound.observe(seconds(wait.created, at));
            since(wait.promised, at, promisedBound::observe);
        }
        if (pod.isReady()) {
            waits.remove(pod.qualifiedName());
            startup.observe(seconds(wait.created, at));
            since(wait.promised, at, promisedStartup::observe);
        }
    }

    synchronized void planned(Instant at, Plan plan) {
        var placed = new ArrayList<String>();
        plan.newNodes().forEach(node -> placed.addAll(node.pods()));
        plan.existing().forEach(node -> placed.addAll(node.pods()));
        placed.forEach(pod -> decided(pod, at, true));
        plan.unschedulable().forEach(pod -> decided(pod.pod(), at, false));
    }

    private void decided(String pod, Instant at, boolean placed) {
        Wait wait = waits.get(pod);
        if (wait == null) {
            return;
        }
        if (wait.decided == null) {
            wait.decided = at;
            since(wait.seen, at, decided::observe);
        }
        if (placed && wait.promised == null) {
            wait.promised = at;
        }
    }

    synchronized void read(Instant now, Readings readings) {
        for (Wait wait : List.copyOf(waits.values())) {
            String[] labels = {wait.name, wait.namespace};
            readings.add(unstarted, seconds(wait.created, now), labels);
            since(wait.promised, now, value -> readings.add(promisedUnstarted, value, labels));
            if (!wait.bound) {
                readings.add(unbound, seconds(wait.created, now), labels);
                since(wait.promised, now, value -> readings.add(promisedUnbound, value, labels));
                since(wait.decided == null ? wait.seen : null, now, value -> readings.add(undecided, value, labels));
            }
        }
    }

    private static void since(@Nullable Instant begin, Instant end, Consumer<Double> told) {
        if (begin != null) {
            told.accept(seconds(begin, end));
        }
    }

    static double seconds(Instant begin, Instant end) {
        return Math.max(0, Duration.between(begin, end).toNanos() / 1e9);
    }
}
