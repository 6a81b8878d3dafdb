package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.store.ObjectKey;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Machines that the autoscaler takes away, and why. */
final class Disruptions {
    /** What the emptiness controller says it did; everything else that is said of NodeClaims is a reason already. */
    private static final String DISRUPTED = "disrupted";

    private static final String EMPTY = "empty";
    private static final String FORCEFUL = "Forceful Termination";
    private static final String[] WHY = {
        "reason", "nodepool", "capacity_type", "consolidation_policy", "termination_mode"
    };
    private static final Kind CLAIM = Kinds.of(NodeClaim.class);
    private static final Kind POD = Kinds.of(Pod.class);

    private final Feed feed;
    private final Counter claims;
    private final Counter pods;
    private final Counter decisions;
    private final Counter decisionsByPool;
    private final Counter podsDrained;

    /** Why claims that are being deleted are, by name. */
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    Disruptions(Meters meters, Feed feed) {
        this.feed = feed;
        claims = meters.counter(
                "karpenter_nodeclaims_disrupted_total", "NodeClaims that the autoscaler took away.", WHY);
        pods = meters.counter(
                "karpenter_pods_disruption_initiated_total",
                "Pods that have to move because their NodeClaim is taken away.",
                WHY);
        decisions = meters.counter(
                "karpenter_voluntary_disruption_decisions_total",
                "Decisions to take machines away that could have stayed.",
                "decision",
                "reason",
                "consolidation_type");
        decisionsByPool = meters.counter(
                "karpenter_voluntary_disruption_decisions_by_nodepool_total",
                "The same by pool.",
                "nodepool",
                "decision",
                "reason",
                "consolidation_type");
        podsDrained = meters.counter(
                "karpenter_pods_drained_total", "Pods evicted from nodes that are being emptied, by why.", "reason");
    }

    /** A NodeClaim is being taken away: {@code what} happened. */
    void acted(String name, String what) {
        Optional<NodeClaim> found = feed.known(CLAIM, new ObjectKey("", name)).map(NodeClaim.class::cast);
        if (found.isEmpty()) {
            return;
        }
        NodeClaim claim = found.get();
        boolean voluntary = what.equals(DISRUPTED);
        String pool = Claims.pool(claim);
        String[] why = {
            voluntary ? EMPTY : what,
            pool,
            MachineCounts.label(claim.metadata(), Labels.CAPACITY_TYPE),
            voluntary ? policy(pool) : "",
            terminationMode(claim)
        };
        claims.labelValues(why).inc();
        pods.labelValues(why).inc(moving(claim.status().nodeName()));
        if (voluntary) {
            decisions.labelValues("delete", EMPTY, EMPTY).inc();
            decisionsByPool.labelValues(pool, "delete", EMPTY, EMPTY).inc();
            reasons.put(name, "Empty");
        }
    }

    void saw(Feed.Seen seen) {
        if (seen.after() == null && seen.before() instanceof NodeClaim gone) {
            reasons.remove(gone.name());
        }
    }

    /** A pod was evicted from the node that it is on. */
    void evicted(ObjectKey key) {
        feed.known(POD, key)
                .ifPresent(pod ->
                        podsDrained.labelValues(reason(((Pod) pod).nodeName())).inc());
    }

    private String reason(String node) {
        return feed.known(CLAIM).stream()
                .map(NodeClaim.class::cast)
                .filter(claim -> claim.status().nodeName().equals(node))
                .findFirst()
                .map(claim -> reasons.get(claim.name()))
                .orElse(FORCEFUL);
    }

    private int moving(String node) {
        if (node.isEmpty()) {
            return 0;
        }
        return (int) feed.known(POD).stream()
                .map(Pod.class::cast)
                .filter(pod -> pod.nodeName().equals(node) && Claims.isWorkload(pod))
                .count();
    }

    private String policy(String pool) {
        return feed.known(Kinds.of(NodePool.class), new ObjectKey("", pool))
                .map(object -> ((NodePool) object).spec().disruption())
                .map(NodePool.Disruption::consolidationPolicy)
                .map(Disruptions::snakeCase)
                .orElse("when_empty_or_underutilized");
    }

    private static String terminationMode(NodeClaim claim) {
        String period = claim.spec().terminationGracePeriod();
        if (period == null) {
            return "graceful";
        }
        return GoDuration.parse(period).isPositive() ? "eventual" : "forceful";
    }

    static String snakeCase(String words) {
        return words.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
