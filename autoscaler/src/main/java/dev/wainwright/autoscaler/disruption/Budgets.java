package dev.wainwright.autoscaler.disruption;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.time.CronSchedule;
import dev.wainwright.api.time.GoDuration;
import java.time.Instant;
import java.util.List;

/** How many nodes of a pool may be taken away at once (karpenter-core §4.3). */
final class Budgets {
    /** What counts when a pool says nothing. */
    private static final List<NodePool.Budget> DEFAULT = List.of(new NodePool.Budget("10%", List.of(), null, null));

    private Budgets() {}

    /**
     * The smallest of the budgets that are in force and meant for {@code reason}; no limit when there is none. A schedule
     * that cannot be read allows nothing.
     *
     * @param nodes how many nodes the pool has
     */
    static int allowed(NodePool pool, String reason, int nodes, Instant now) {
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
