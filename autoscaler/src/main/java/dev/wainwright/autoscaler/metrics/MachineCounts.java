package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.model.instance.Labels;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** NodeClaims and their nodes: how many come and go, how long they live and how long their end takes. */
final class MachineCounts {
    private static final String POOL = "nodepool";
    private static final String ZONE = "zone";
    private static final String DRAINED = "Drained";
    private static final String RELAXED = "karpenter.sh/nodeclaim-min-values-relaxed";

    private final Counter claimsCreated;
    private final Counter claimsTerminated;
    private final Histogram claimsTermination;
    private final Histogram instancesTermination;
    private final Counter nodesCreated;
    private final Counter nodesTerminated;
    private final Counter nodesDrained;
    private final Summary nodesTermination;
    private final Histogram nodesLifetime;

    /** When objects began to be deleted, by uid: their timestamps have whole seconds only. */
    private final Map<String, Instant> deleted = new HashMap<>();

    private final Map<String, Instant> ending = new HashMap<>();

    MachineCounts(Meters meters) {
        claimsCreated = meters.counter(
                "karpenter_nodeclaims_created_total",
                "NodeClaims created, by why and for which pool.",
                "reason",
                POOL,
                "min_values_relaxed");
        claimsTerminated = meters.counter(
                "karpenter_nodeclaims_terminated_total", "NodeClaims that are gone.", POOL, "capacity_type", ZONE);
        claimsTermination = meters.histogram(
                "karpenter_nodeclaims_termination_duration_seconds",
                "From a NodeClaim's deletion until it is gone.",
                Buckets.doubling(1, 12),
                POOL);
        instancesTermination = meters.histogram(
                "karpenter_nodeclaims_instance_termination_duration_seconds",
                "From the end of a machine being asked for until it is gone.",
                Buckets.doubling(1, 11),
                POOL);
        nodesCreated = meters.counter(
                "karpenter_nodes_created_total", "Nodes that joined as the machine of a NodeClaim.", POOL, ZONE);
        nodesTerminated =
                meters.counter("karpenter_nodes_terminated_total", "Nodes of NodeClaims that are gone.", POOL, ZONE);
        nodesDrained = meters.counter("karpenter_nodes_drained_total", "Nodes that were emptied of their pods.", POOL);
        nodesTermination = meters.summary(
                "karpenter_nodes_termination_duration_seconds", "From a node's deletion until it is gone.", POOL);
        nodesLifetime = meters.histogram(
                "karpenter_nodes_lifetime_duration_seconds",
                "How long nodes lived that are gone.",
                Buckets.LIFETIMES,
                POOL);
    }

    void saw(Feed.Seen seen) {
        if (seen.after() instanceof NodeClaim claim) {
            noteDeletion(claim.metadata(), seen.at());
            claimChanged(claim, seen);
        } else if (seen.after() instanceof Node node) {
            noteDeletion(node.metadata(), seen.at());
            nodeChanged(node, seen);
        } else if (seen.before() instanceof NodeClaim claim) {
            claimGone(claim, seen.at());
        } else if (seen.before() instanceof Node node) {
            nodeGone(node, seen.at());
        }
    }

    private void noteDeletion(ObjectMeta metadata, Instant at) {
        if (metadata.isTerminating()) {
            deleted.putIfAbsent(metadata.uid(), at);
        }
    }

    private void claimChanged(NodeClaim claim, Feed.Seen seen) {
        if (seen.isNew()) {
            // Pods are all that claims are made for so far.
            claimsCreated
                    .labelValues("provisioned", Claims.pool(claim), relaxed(claim))
                    .inc();
        }
        if (Claims.isTrue(claim, Claims.INSTANCE_TERMINATING)) {
            ending.putIfAbsent(claim.metadata().uid(), seen.at());
        }
        boolean was = seen.before() instanceof NodeClaim before && Claims.isTrue(before, DRAINED);
        if (!seen.found() && !was && Claims.isTrue(claim, DRAINED)) {
            nodesDrained.labelValues(Claims.pool(claim)).inc();
        }
    }

    private static String relaxed(NodeClaim claim) {
        return claim.metadata().annotations().getOrDefault(RELAXED, "false");
    }

    private void claimGone(NodeClaim claim, Instant at) {
        String pool = Claims.pool(claim);
        claimsTerminated
                .labelValues(pool, label(claim.metadata(), Labels.CAPACITY_TYPE), label(claim.metadata(), Labels.ZONE))
                .inc();
        claimsTermination.labelValues(pool).observe(PodTimes.seconds(begin(claim.metadata(), at), at));
        Instant asked = ending.remove(claim.metadata().uid());
        if (asked != null && Claims.isTrue(claim, Claims.INSTANCE_TERMINATING)) {
            instancesTermination.labelValues(pool).observe(PodTimes.seconds(asked, at));
        }
    }

    /** What goes in one step, without finalizers, takes no time. */
    private Instant begin(ObjectMeta metadata, Instant at) {
        Instant begin = deleted.remove(metadata.uid());
        return begin == null ? at : begin;
    }

    private void nodeChanged(Node node, Feed.Seen seen) {
        boolean was = seen.before() instanceof Node before && isRegistered(before);
        if (!seen.found() && !was && isRegistered(node)) {
            nodesCreated
                    .labelValues(label(node.metadata(), Labels.NODE_POOL), label(node.metadata(), Labels.ZONE))
                    .inc();
        }
    }

    private void nodeGone(Node node, Instant at) {
        Instant begin = begin(node.metadata(), at);
        if (!isRegistered(node)) {
            return;
        }
        String pool = label(node.metadata(), Labels.NODE_POOL);
        nodesTerminated.labelValues(pool, label(node.metadata(), Labels.ZONE)).inc();
        nodesTermination.labelValues(pool).observe(PodTimes.seconds(begin, at));
        Instant created = node.metadata().creationTimestamp();
        nodesLifetime.labelValues(pool).observe(PodTimes.seconds(created == null ? at : created, at));
    }

    private static boolean isRegistered(Node node) {
        return "true".equals(node.metadata().labels().get(Labels.REGISTERED));
    }

    static String label(ObjectMeta metadata, String key) {
        return metadata.labels().getOrDefault(key, "");
    }
}
