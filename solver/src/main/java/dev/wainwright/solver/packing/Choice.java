package dev.wainwright.solver.packing;

import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The kinds of machines that fleets are made of.
 *
 * @param fits the kinds that may be bought, those first that hold most for their price, and after them those that are given
 * @param prices of those that may be bought, by position
 * @param given the positions of the machines that are there for nothing, in a number of their own, one for each
 */
record Choice(Packing packing, List<Fit> fits, long[] prices, int[] given) {
    /** @param values what one of each item is worth */
    static Choice of(Packing packing, double[] values, Pricing pricing) {
        List<Fit> given = new ArrayList<>();
        List<Fit> bought = new ArrayList<>();
        for (Fit fit : Dominance.undominated(packing)) {
            (isGiven(packing, machine(packing, fit)) ? given : bought).add(fit);
        }
        List<Fit> fits = new ArrayList<>(byWorth(packing, bought, values, pricing));
        long[] prices =
                fits.stream().mapToLong(fit -> machine(packing, fit).price()).toArray();
        var copies = new ArrayList<Integer>();
        for (Fit fit : given) {
            for (long copy = copies(packing, fit); copy > 0; copy--) {
                copies.add(fits.size());
            }
            fits.add(fit);
        }
        return new Choice(
                packing,
                List.copyOf(fits),
                prices,
                copies.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Machine machine(Packing packing, Fit fit) {
        return packing.machines().get(fit.machine);
    }

    private static List<Fit> byWorth(Packing packing, List<Fit> kinds, double[] values, Pricing pricing) {
        long[] worth = Arrays.stream(values).mapToLong(value -> (long) value).toArray();
        double[] ratio = new double[packing.machines().size()];
        for (Fit fit : kinds) {
            ratio[fit.machine] =
                    machine(packing, fit).price() / (1.0 + pricing.fill(fit, worth, new Fractional.Start()));
        }
        return kinds.stream()
                .sorted(Comparator.comparingDouble((Fit fit) -> ratio[fit.machine])
                        .thenComparingInt(fit -> fit.machine))
                .toList();
    }

    /** Whether it costs nothing to take all there are: they draw on budgets that nobody else draws on. */
    private static boolean isGiven(Packing packing, Machine machine) {
        return machine.price() == 0
                && machine.draws().stream()
                        .allMatch(draw -> packing.machines().stream()
                                        .filter(other -> other.draws().stream()
                                                .anyMatch(theirs -> theirs.budget() == draw.budget()))
                                        .count()
                                == 1);
    }

    /** How many there are; more machines than items are of no use. */
    private static long copies(Packing packing, Fit fit) {
        int items = packing.count();
        return machine(packing, fit).draws().stream()
                .mapToLong(draw -> packing.budgets().get(draw.budget()).limit() / draw.amount())
                .map(copies -> Math.min(copies, items))
                .min()
                .orElse(0);
    }

    /** Whether the budgets allow a fleet, by the positions of its machines' kinds. */
    boolean isWithinBudgets(int[] kinds) {
        if (packing.budgets().isEmpty()) {
            return true;
        }
        var drawn = new long[packing.budgets().size()];
        for (int kind : kinds) {
            for (Draw draw : machine(packing, fits.get(kind)).draws()) {
                drawn[draw.budget()] += draw.amount();
                if (drawn[draw.budget()] > packing.budgets().get(draw.budget()).limit()) {
                    return false;
                }
            }
        }
        return true;
    }
}
