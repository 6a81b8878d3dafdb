package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Snapshot;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status conditions of one kind: how they are, how often they change, how long they last; and how long the end of its
 * objects takes ({@code operator_KIND_…}).
 */
final class Conditions {
    private final Class<? extends KubeObject> type;
    private final List<String> extraKeys;
    private final Family count;
    private final Family current;
    private final Family terminating;
    private final Counter transitions;
    private final Histogram lasted;
    private final Histogram termination;

    /** {@code extraKeys} are the labels of objects that become labels of their metrics. */
    Conditions(Meters meters, Class<? extends KubeObject> type, List<String> extraKeys) {
        this.type = type;
        this.extraKeys = List.copyOf(extraKeys);
        String kind = Kinds.of(type).kind();
        String prefix = "operator_" + kind.toLowerCase(Locale.ROOT);
        count = meters.gauge(
                prefix + "_status_condition_count",
                "1 for every status condition of a " + kind + ".",
                labels("namespace", "name", "type", "status", "reason"));
        current = meters.gauge(
                prefix + "_status_condition_current_status_seconds",
                "How long a status condition of a " + kind + " has been as it is.",
                labels("namespace", "name", "type", "status", "reason"));
        transitions = meters.counter(
                prefix + "_status_condition_transitions_total",
                "How often a status condition of a " + kind + " became what it is.",
                labels("type", "status", "reason"));
        lasted = meters.histogram(
                prefix + "_status_condition_transition_seconds",
                "How long a status condition of a " + kind + " had been so when it changed.",
                Buckets.doubling(0.5, 15),
                labels("type", "status"));
        terminating = meters.gauge(
                prefix + "_termination_current_time_seconds",
                "How long ago a " + kind + " that is still there was deleted.",
                labels("namespace", "name"));
        termination = meters.histogram(
                prefix + "_termination_duration_seconds",
                "From a " + kind + "'s deletion until it is gone.",
                Buckets.doubling(0.5, 15),
                labels());
    }

    private String[] labels(String... first) {
        return Stream.concat(Stream.of(first), extraKeys.stream().map(key -> key.replaceAll("[^a-zA-Z0-9_]", "_")))
                .toArray(String[]::new);
    }

    private String[] values(KubeObject object, String... first) {
        return Stream.concat(
                        Stream.of(first), extraKeys.stream().map(key -> MachineCounts.label(object.metadata(), key)))
                .toArray(String[]::new);
    }

    void saw(Feed.Seen seen) {
        if (type.isInstance(seen.after())) {
            if (!seen.found()) {
                changed(seen.before(), seen.after());
            }
        } else if (seen.after() == null && type.isInstance(seen.before())) {
            KubeObject gone = seen.before();
            Instant deleted = gone.metadata().deletionTimestamp();
            termination.labelValues(values(gone)).observe(deleted == null ? 0 : PodTimes.seconds(deleted, seen.at()));
        }
    }

    private void changed(@Nullable KubeObject before, KubeObject after) {
        List<Condition> was = before == null ? List.of() : of(before);
        for (Condition now : of(after)) {
            Condition then = Claims.condition(was, now.type()).orElse(null);
            if (then != null && then.status().equals(now.status())) {
                continue;
            }
            transitions
                    .labelValues(values(after, now.type(), now.status(), now.reason()))
                    .inc();
            if (then != null && then.lastTransitionTime() != null && now.lastTransitionTime() != null) {
                lasted.labelValues(values(after, then.type(), then.status()))
                        .observe(PodTimes.seconds(then.lastTransitionTime(), now.lastTransitionTime()));
            }
        }
    }

    void read(Snapshot store, Instant now, Readings readings) {
        Collection<? extends KubeObject> objects = store.all(type);
        for (KubeObject object : objects) {
            String namespace = object.metadata().namespace();
            for (Condition condition : of(object)) {
                String[] labels = values(
                        object, namespace, object.name(), condition.type(), condition.status(), condition.reason());
                readings.add(count, 1, labels);
                Instant since = condition.lastTransitionTime();
                readings.add(current, since == null ? 0 : PodTimes.seconds(since, now), labels);
            }
            Instant deleted = object.metadata().deletionTimestamp();
            if (deleted != null) {
                readings.add(terminating, PodTimes.seconds(deleted, now), values(object, namespace, object.name()));
            }
        }
    }

    private static List<Condition> of(KubeObject object) {
        return switch (object) {
            case NodeClaim claim -> claim.status().conditions();
            case NodePool pool -> pool.status().conditions();
            case Node node -> node.status().conditions();
            default -> written(object);
        };
    }

    /** Those of a kind that only its cloud knows: node classes are few and change seldom. */
    private static List<Condition> written(KubeObject object) {
        var conditions = new ArrayList<Condition>();
        for (Tree each : Codec.write(object).mapping("status").items("conditions")) {
            if (each instanceof Tree.Mapping condition) {
                String since = condition.text("lastTransitionTime", "");
                conditions.add(new Condition(
                        condition.text("type", ""),
                        condition.text("status", ""),
                        condition.text("reason", ""),
                        "",
                        since.isEmpty() ? null : Instant.parse(since),
                        null));
            }
        }
        return conditions;
    }
}
