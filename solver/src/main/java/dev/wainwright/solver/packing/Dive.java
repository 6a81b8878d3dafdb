package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds a fractional packing: takes the patterns that it takes whole, or nearly, and solves again for what is left, until
 * nothing is. Each round some patterns are found anew, because those that are known no longer fit what is left.
 */
final class Dive {
    /** Rounds of column generation for each new remainder. */
    private static final int ROUNDS = 6;
    /** Of all machines still to be taken, the part that is taken before the next look. */
    private static final double PART = 0.2;
    /** Of less than this of a pattern, no more than one is taken before the next look. */
    private static final double LEAST = 0.3;
    /** Patterns that cost more than this part above what they are worth are forgotten. */
    private static final double HOPELESS = 0.02;

    private final Packing packing;
    private final int[] kinds;
    private final CheapestMachine cheapest;
    private final Stock stock;
    private final List<Pattern> taken = new ArrayList<>();

    private List<Pattern> columns;
    private double[] amounts;
    /** What the items are worth, as known last. */
    private double[] values;
    /** And a unit of each budget. */
    private double[] budgetPrices;

    private Dive(Packing packing, List<Pattern> columns, double[] amounts) {
        this.packing = packing;
        kinds = Dominance.undominated(packing).stream()
                .mapToInt(fit -> fit.machine)
                .toArray();
        cheapest = new CheapestMachine(packing, kinds);
        stock = new Stock(packing);
        values = new double[packing.items().size()];
        budgetPrices = new double[packing.budgets().size()];
        this.columns = columns;
        this.amounts = amounts;
    }

    /** A packing near the fractional one; incomplete when the budgets ran out. */
    static List<Pattern> round(Packing packing, Relaxed relaxed, Steps steps) {
        var dive = new Dive(packing, relaxed.patterns(), relaxed.amounts());
        dive.values = relaxed.itemDuals().clone();
        dive.budgetPrices = relaxed.budgetDuals();
        return dive.round(steps);
    }

    /** A packing of a few items, without looking at the fractional one first. */
    static List<Pattern> pack(Packing packing, List<Pattern> start, Steps steps) {
        var dive = new Dive(packing, start, new double[start.size()]);
        dive.solveAgain(steps);
        return dive.round(steps);
    }

    private List<Pattern> round(Steps steps) {
        while (take() && stock.hasItems() && !steps.areSpent()) {
            solveAgain(steps);
        }
        takeRest(steps);
        return taken;
    }

    /** Packs what is left when the work had to end early. */
    private void takeRest(Steps steps) {
        if (stock.hasItems()) {
            var rest = new Remainder(packing, stock.items, stock.budgets, kinds);
            Construct.pack(rest.packing(), rest.ofItems(values), budgetPrices, steps)
                    .forEach(pattern -> take(rest.inWhole(pattern)));
        }
    }

    /** Takes patterns, those with the largest amounts first; true when there was at least one. */
    private boolean take() {
        Integer[] order = IntStream.range(0, amounts.length)
                .filter(i -> amounts[i] > 1e-6)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -amounts[i]))
                .toArray(Integer[]::new);
        double total = Arrays.stream(amounts).sum();
        int before = taken.size();
        for (int i : order) {
            // an amount may be anything, what is left of the items may not
            int copies = (int) Math.min(Math.floor(amounts[i] + 1e-6), stock.copies(columns.get(i)));
            for (; copies > 0; copies--) {
                take(columns.get(i));
            }
        }
        if (taken.size() > before) {
            return true;
        }
        int most = Math.max(1, (int) (PART * total));
        for (int i : order) {
            if (taken.size() - before < most && (taken.size() == before || amounts[i] > LEAST)) {
                take(columns.get(i));
            }
        }
        return taken.size() > before;
    }

    private void take(Pattern pattern) {
        if (stock.copies(pattern) > 0) {
            stock.take(pattern);
            taken.add(pattern);
        }
    }

    private void solveAgain(Steps steps) {
        var remainder = new Remainder(packing, stock.items, stock.budgets, kinds);
        Packing rest = remainder.packing();
        List<Fit> fits = Dominance.undominated(rest);
        var master = new Master(rest, fits, remainder.trimmed(columns, cheapest));
        var pricing = new Pricing(rest);
        for (int round = 0;
                round < ROUNDS && master.solve(steps) && improve(master, pricing, rest, fits, steps);
                round++) {}
        remainder.toWhole(master.itemDuals(), values);
        budgetPrices = master.budgetDuals();
        keepHopeful(master, rest, remainder);
    }

    private void keepHopeful(Master master, Packing rest, Remainder remainder) {
        double[] duals = master.itemDuals();
        double[] budgetDuals = master.budgetDuals();
        double[] all = master.amounts();
        List<Pattern> patterns = master.patterns();
        columns = new ArrayList<>();
        amounts = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            Pattern pattern = patterns.get(i);
            double cost = rest.machines().get(pattern.machine()).cost(budgetDuals);
            if (all[i] > 0 || pattern.worth(duals) >= cost * (1 - HOPELESS)) {
                amounts[columns.size()] = all[i];
                columns.add(remainder.inWhole(pattern));
            }
        }
        amounts = Arrays.copyOf(amounts, columns.size());
    }

    private static boolean improve(Master master, Pricing pricing, Packing rest, List<Fit> fits, Steps steps) {
        double[] duals = master.itemDuals();
        long[] values = Arrays.stream(duals).mapToLong(Math::round).toArray();
        double[] budgetDuals = master.budgetDuals();
        boolean added = false;
        for (Fit fit : fits) {
            double cost = rest.machines().get(fit.machine).cost(budgetDuals);
            if (pricing.fill(fit, values, new Fractional.Start()) > cost * (1 + 1e-6) + 1) {
                master.add(pricing.pattern());
                added = true;
            }
        }
        steps.take(pricing.work());
        return added;
    }
}
