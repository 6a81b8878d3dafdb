package dev.wainwright.solver;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A price below which no plan can be that places as many pods of every kind.
 *
 * @param hourlyPrice US dollars per hour for new machines, with what is there already taken as free
 * @param ignores the rules that the bound leaves out of account, and that may therefore make every plan dearer than it
 */
public record Bound(double hourlyPrice, List<String> ignores) {
    public Bound {
        ignores = List.copyOf(ignores);
    }

    /** By how much a price is above the bound, 0.01 being one per cent; empty when the bound is 0. */
    public OptionalDouble gap(double price) {
        return hourlyPrice > 0 ? OptionalDouble.of(Math.max(0, price / hourlyPrice - 1)) : OptionalDouble.empty();
    }
}
