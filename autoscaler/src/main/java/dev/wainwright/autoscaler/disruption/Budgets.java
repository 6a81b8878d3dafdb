package dev.wainwright.autoscaler.disruption;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.time.CronSchedule;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** How many nodes of a pool may be taken away at once (karpenter-core §4.3). */
public final class Budgets {
    /** What counts when a pool says nothing. */
    private static final List<NodePool.Budget> DEFAULT = List.of(new NodePool.Budget("10%", List.of(), null, null));

    private Budgets() {}

    /**
     * The smallest of the budgets that are in force and meant for {@code reason}; no limit when there is none. A schedule
     * that cannot be read allows nothing.
     *
     * @param nodes how many nodes the pool has
     */
    public static int allowed(NodePool pool, String reason, int nodes, Instant now) {
        var disruption = pool.spec().disruption();
        List<NodePool.Budget> budgets =
                disruption == null || disruption.budgets().isEmpty() ? DEFAULT : disruption.budgets();
        int allowed = Integer.MAX_VALUE;
        try {
            for (NodePool.Budget budget : budgets) {
                boolean meant = budget.reasons().isEmpty() || budget.reasons().contains(reason);
                if (isActive(budget, now) && meant) {
                    allowed = Math.min(allowed, amount(budget.nodes(), nodes));
                }
            }
        } catch (IllegalArgumentException e) {
            return 0;
        }
        return allowed;
    }

    /**
     * How much of its budgets a pool uses.
     *
     * @param nodes how many nodes it has
     * @param busy how many of them are not ready or on their way out
     */
    public record Use(int nodes, int busy) {}

    /** {@code isChosen} says of a claim's name whether it is to go soon. */
    public static Use use(NodePool pool, Snapshot snapshot, Predicate<String> isChosen) {
        int nodes = 0;
        int busy = 0;
        for (NodeClaim claim : snapshot.all(NodeClaim.class)) {
            boolean counts = Claims.pool(claim).equals(pool.name())
                    && Claims.isTrue(claim, Claims.INITIALIZED)
                    && !Claims.isTrue(claim, Claims.INSTANCE_TERMINATING);
            if (counts) {
                nodes++;
                boolean ready =
                        Claims.node(claim, snapshot).filter(Node::isReady).isPresent();
                if (!ready || claim.metadata().isTerminating() || isChosen.test(claim.name())) {
                    busy++;
                }
            }
        }
        return new Use(nodes, busy);
    }

    private static boolean isActive(NodePool.Budget budget, Instant now) {
        if (budget.schedule() == null || budget.duration() == null) {
            return true;
        }
        Instant before = now.minus(GoDuration.parse(budget.duration()));
        return CronSchedule.parse(budget.schedule())
                .next(before)
                .filter(start -> !start.isAfter(now))
                .isPresent();
    }

    private static int amount(String written, int nodes) {
        if (written.endsWith("%")) {
            int percent = Integer.parseInt(written.substring(0, written.length() - 1));
            return Math.ceilDiv(percent * nodes, 100);
        }
        return Integer.parseInt(written);
    }
}
