package dev.wainwright.checker;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pool's nodes, old and new together, stay within its limits even if every new one becomes its largest type. */
final class PoolLimitCheck implements Checker.Check {
    private static final String NODES = "nodes";

    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (NodePool pool : state.world().pools().values()) {
            List<Machine.Launched> launched = state.machines().stream()
                    .filter(Machine.Launched.class::isInstance)
                    .map(Machine.Launched.class::cast)
                    .filter(node -> node.plan().pool().equals(pool.name()))
                    .toList();
            if (!launched.isEmpty() && !pool.spec().limits().isEmpty()) {
                check(pool, standing(state, pool), launched, findings);
            }
        }
    }

    private static List<Node> standing(FinalState state, NodePool pool) {
        return state.world().nodes().values().stream()
                .filter(node -> node.metadata().deletionTimestamp() == null)
                .filter(node -> pool.name().equals(node.metadata().labels().get(Labels.NODE_POOL)))
                .toList();
    }

    private static void check(NodePool pool, List<Node> standing, List<Machine.Launched> launched, Findings findings) {
        Resources use = Resources.of(NODES, standing.size() + launched.size());
        for (Node node : standing) {
            use = use.plus(Resources.ofQuantities(node.status().capacity()));
        }
        for (Machine.Launched node : launched) {
            Resources largest = Resources.NONE;
            for (InstanceType type : node.options()) {
                largest = largest.max(type.capacity());
            }
            use = use.plus(largest);
        }
        for (Map.Entry<String, Quantity> limit : new TreeMap<>(pool.spec().limits()).entrySet()) {
            String resource = limit.getKey();
            if (use.get(resource) > Resources.amount(resource, limit.getValue())) {
                findings.add(
                        Rule.POOL_LIMITS,
                        pool.name(),
                        "%s may grow to %s, the limit is %s"
                                .formatted(
                                        resource, Resources.quantity(resource, use.get(resource)), limit.getValue()));
            }
        }
    }
}
