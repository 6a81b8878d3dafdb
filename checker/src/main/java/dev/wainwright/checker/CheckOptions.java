package dev.wainwright.checker;

import java.util.Map;

/**
 * How the plan was asked for.
 *
 * @param bestEffortMinValues whether a pool's minValues may be missed
 * @param reservations how many machines each reservation has left, by id; others have what their offerings say
 */
public record CheckOptions(boolean bestEffortMinValues, Map<String, Integer> reservations) {
    public static final CheckOptions DEFAULT = new CheckOptions(false, Map.of());

    public CheckOptions {
        reservations = Map.copyOf(reservations);
    }
}
