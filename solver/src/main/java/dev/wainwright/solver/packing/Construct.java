package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Packs by taking, again and again, the machine whose filling is worth most for its price and its draws, where an item is worth what the
 * caller says; the duals of the pattern LP are good values, because a machine that earns its price under them is one that a
 * cheapest packing may use. Quick, and what is left when there is no time for anything better.
 *
 * <p>The worth of a machine only falls as items run out, so machines wait in a queue ordered by what they were worth last,
 * and are looked at again only when they come to its head. Cost: about machines taken × machines looked at × items.
 */
final class Construct {
    private final Packing packing;
    private final Pricing pricing;
    private final long[] values;
    private final double[] budgetPrices;
    private final Stock stock;
    private final Steps steps;
    private final PriorityQueue<Offer> queue = new PriorityQueue<>();

    /** A kind, a filling of it, and what that was worth per price when it was looked at last. */
    private record Offer(Fit fit, double ratio, Pattern pattern) implements Comparable<Offer> {
        @Override
        public int compareTo(Offer other) {
            int byRatio = Double.compare(other.ratio, ratio);
            return byRatio != 0 ? byRatio : Integer.compare(fit.machine, other.fit.machine);
        }
    }

    private Construct(Packing packing, double[] values, double[] budgetPrices, Steps steps) {
        this.budgetPrices = budgetPrices;
        this.steps = steps;
        this.packing = packing;
        this.values = Arrays.stream(values)
                .mapToLong(value -> Math.max(1, Math.round(value)))
                .toArray();
        pricing = new Pricing(packing);
        stock = new Stock(packing);
    }

    /**
     * A packing of every item; what fits nowhere, or no more within the budgets, is left out.
     *
     * @param values what one of each item is worth, in billionths of a dollar
     * @param budgetPrices what a unit of each budget is worth, likewise
     */
    static List<Pattern> pack(Packing packing, double[] values, double[] budgetPrices, Steps steps) {
        return new Construct(packing, values, budgetPrices, steps).pack();
    }

    private List<Pattern> pack() {
        Dominance.undominated(packing).forEach(this::look);
        var patterns = new ArrayList<Pattern>();
        while (!queue.isEmpty()) {
            Offer best = queue.poll();
            for (int copies = stock.copies(best.pattern); copies > 0; copies--) {
                stock.take(best.pattern);
                patterns.add(best.pattern);
            }
            look(best.fit);
        }
        return patterns;
    }

    private void look(Fit fit) {
        if (stock.affords(fit.machine)) {
            long worth = pricing.fill(fit, values, stock.items);
            steps.take(pricing.work());
            if (worth > 0) {
                queue.add(new Offer(
                        fit,
                        worth / Math.max(packing.machines().get(fit.machine).cost(budgetPrices), 1),
                        pricing.pattern()));
            }
        }
    }
}
