package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.autoscaler.disruption.Budgets;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.cache.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What pools may have, what they have, and how many of their nodes may go. */
final class PoolGauges {
    private static final List<String> REASONS = List.of("Underutilized", "Empty", "Drifted");

    private final Family limit;
    private final Family usage;
    private final Family allowed;
    private final Family consuming;
    private final Family nodes;

    PoolGauges(Meters meters) {
        limit = meters.gauge(
                "karpenter_nodepools_limit",
                "What a pool may have at most: cores, bytes, pieces.",
                "resource_type",
                "nodepool");
        usage = meters.gauge(
                "karpenter_nodepools_usage", "What a pool has: cores, bytes, pieces.", "resource_type", "nodepool");
        allowed = meters.gauge(
                "karpenter_nodepools_allowed_disruptions",
                "How many nodes of a pool its budgets allow to go at the same time.",
                "nodepool",
                "reason");
        consuming = meters.gauge(
                "karpenter_nodepools_nodes_consuming_budgets",
                "How many nodes of a pool are not ready or on their way out, and count against its budgets.",
                "nodepool",
                "reason");
        nodes = meters.gauge("karpenter_cluster_state_node_count", "Nodes in the cluster.");
    }

    void read(Snapshot store, Instant now, Readings readings) {
        readings.add(nodes, store.all(Node.class).size());
        for (NodePool pool : store.all(NodePool.class)) {
            read(limit, pool.spec().limits(), pool.name(), readings);
            read(usage, pool.status().resources(), pool.name(), readings);
            Budgets.Use use = Budgets.use(pool, store, any -> false);
            for (String reason : REASONS) {
                int budget = Budgets.allowed(pool, reason, use.nodes(), now);
                // With no limit as many may go as there are.
                readings.add(allowed, budget == Integer.MAX_VALUE ? use.nodes() : budget, pool.name(), reason);
                readings.add(consuming, use.busy(), pool.name(), reason);
            }
        }
    }

    private static void read(Family family, Map<String, Quantity> amounts, String pool, Readings readings) {
        new TreeMap<>(amounts)
                .forEach((name, amount) ->
                        readings.add(family, amount.value().doubleValue(), Amounts.resourceType(name), pool));
    }
}
