package dev.wainwright.solver.compile;

import java.util.Map;

/**
 * How to plan.
 *
 * @param ignorePreferences leave preferred terms and {@code ScheduleAnyway} spreads out of account
 * @param bestEffortMinValues lower a pool's minValues instead of failing when they cannot be kept
 * @param reservations how many instances are left in each capacity reservation, by id; unnamed ones have none
 */
public record PlanOptions(boolean ignorePreferences, boolean bestEffortMinValues, Map<String, Integer> reservations) {
    public static final PlanOptions DEFAULT = new PlanOptions(false, false, Map.of());

    public PlanOptions {
        reservations = Map.copyOf(reservations);
    }
}
