package dev.wainwright.solver.compile;

import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.packing.LpSolver;
import java.util.Map;

/**
 * How to plan.
 *
 * @param ignorePreferences leave preferred terms and {@code ScheduleAnyway} spreads out of account
 * @param bestEffortMinValues lower a pool's minValues instead of failing when they cannot be kept
 * @param reservations how many instances are left in each capacity reservation, by id; unnamed ones have none
 * @param effort how hard to look for a cheaper plan; first fit does not look
 * @param lp who solves the linear programs behind a bound
 */
public record PlanOptions(
        boolean ignorePreferences,
        boolean bestEffortMinValues,
        Map<String, Integer> reservations,
        Policy policy,
        Effort effort,
        Knobs knobs,
        LpSolver lp) {
    public static final PlanOptions DEFAULT =
            new PlanOptions(false, false, Map.of(), Policy.COST_OPTIMAL, Effort.NORMAL, Knobs.DEFAULT, LpSolver.OWN);

    public PlanOptions {
        reservations = Map.copyOf(reservations);
    }

    public PlanOptions withPolicy(Policy newPolicy) {
        return new PlanOptions(ignorePreferences, bestEffortMinValues, reservations, newPolicy, effort, knobs, lp);
    }

    public PlanOptions withEffort(Effort newEffort) {
        return new PlanOptions(ignorePreferences, bestEffortMinValues, reservations, policy, newEffort, knobs, lp);
    }

    public PlanOptions withKnobs(Knobs newKnobs) {
        return new PlanOptions(ignorePreferences, bestEffortMinValues, reservations, policy, effort, newKnobs, lp);
    }

    public PlanOptions withPreferencesIgnored() {
        return new PlanOptions(true, bestEffortMinValues, reservations, policy, effort, knobs, lp);
    }

    public PlanOptions withBestEffortMinValues() {
        return new PlanOptions(ignorePreferences, true, reservations, policy, effort, knobs, lp);
    }

    public PlanOptions withLp(LpSolver newLp) {
        return new PlanOptions(ignorePreferences, bestEffortMinValues, reservations, policy, effort, knobs, newLp);
    }
}
