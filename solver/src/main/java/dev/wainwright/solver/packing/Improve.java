package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.packing.Packing.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a packing cheaper, a few machines at a time: empties some and packs what was on them anew (ruin and recreate). The
 * machines that cost most above what their items are worth go first, each with a few others drawn by lot, from a fixed
 * seed. Where budgets were too tight for some items, machines that draw on budgets are emptied until those are placed as
 * well. Stops when nothing has helped for a while, when the bound is reached, or when the steps are spent.
 */
final class Improve {
    /** Machines emptied together. */
    private static final int FEWEST = 3;

    private static final int MOST = 7;
    /** Items on them at most; more are better packed in one go. */
    private static final int MOST_ITEMS = 120;
    /** Attempts that do not help before giving up, besides one for every machine. */
    private static final int PATIENCE = 100;
    /** How far values may be off, as a part of them. */
    private static final double NOISE = 0.4;
    /** And more often for a packing that is farther from the bound than this. */
    private static final double FAR = 1.01;

    private static final int LOOKS_WHEN_FAR = 5;
    /** A packing this close to the bound is good enough. */
    private static final double CLOSE = 1.0002;

    private final Packing packing;
    private final double[] values;
    private final double[] budgetPrices;
    private final int[] kinds;
    private final CheapestMachine cheapest;
    /** What is not on a machine, and what the machines leave of the budgets. */
    private final Stock stock;

    private final SplittableRandom lots = new SplittableRandom(1);

    /** The machines there are, in the order of {@link Taken#WORST_FIRST}. */
    private final List<Taken> taken = new ArrayList<>();

    private final boolean areAllPriced;
    private long everTaken;
    private long price;

    private Improve(Packing packing, List<Pattern> start, double[] values, double[] budgetPrices) {
        this.budgetPrices = budgetPrices;
        this.packing = packing;
        this.values = values;
        kinds = Dominance.undominated(packing).stream()
                .mapToInt(fit -> fit.machine)
                .toArray();
        cheapest = new CheapestMachine(packing, kinds);
        stock = new Stock(packing);
        areAllPriced = packing.machines().stream().noneMatch(machine -> machine.price() == 0);
        start.forEach(this::take);
    }

    /**
     * A machine.
     *
     * @param waste what it costs above what its items are worth
     * @param number counts the machines that ever were
     */
    private record Taken(Pattern pattern, double waste, long number) {
        static final Comparator<Taken> IN_TURN = Comparator.comparingLong(Taken::number);
        static final Comparator<Taken> WORST_FIRST =
                Comparator.comparingDouble((Taken each) -> -each.waste).thenComparing(IN_TURN);
    }

    /**
     * @param values what one of each item is worth, in billionths of a dollar
     * @param budgetPrices what a unit of each budget is worth, likewise
     * @param bound no packing costs less
     */
    static List<Pattern> improve(
            Packing packing, List<Pattern> start, double[] values, double[] budgetPrices, long bound, Steps steps) {
        var improve = new Improve(packing, start, values, budgetPrices);
        int failures = 0;
        while (!steps.areSpent()
                && failures < improve.patience(bound)
                && improve.taken.size() > 1
                && (improve.stock.hasItems() || improve.price > bound * CLOSE)) {
            failures = improve.attempt(failures, steps) ? 0 : failures + 1;
        }
        return improve.taken.stream().sorted(Taken.IN_TURN).map(Taken::pattern).toList();
    }

    private int patience(long bound) {
        return PATIENCE + taken.size() * (price > bound * FAR ? LOOKS_WHEN_FAR : 1);
    }

    static long price(Packing packing, List<Pattern> patterns) {
        long sum = 0;
        for (Pattern pattern : patterns) {
            sum += packing.machines().get(pattern.machine()).price();
        }
        return sum;
    }

    private boolean attempt(int number, Steps steps) {
        boolean isIncomplete = stock.hasItems();
        List<Taken> chosen = choose(number, isIncomplete);
        chosen.forEach(this::empty);
        List<Pattern> emptied = chosen.stream().map(Taken::pattern).toList();
        var part = new Remainder(packing, stock.items, stock.budgets, kinds);
        List<Pattern> again = packAnew(part, emptied, number, steps).stream()
                .map(part::inWhole)
                .toList();
        boolean better = isBetter(again, emptied, isIncomplete);
        (better ? again : emptied).forEach(this::take);
        return better;
    }

    /** More items before all; then a lower price, or as long as items are missing less of what budgets are worth as well. */
    private boolean isBetter(List<Pattern> again, List<Pattern> before, boolean isIncomplete) {
        int more = items(again) - items(before);
        if (more != 0) {
            return more > 0;
        }
        return isIncomplete ? cost(again) < cost(before) * (1 - 1e-9) : price(packing, again) < price(packing, before);
    }

    /** By turns with the fractional packing in mind, and greedily with values that are a little off. */
    private List<Pattern> packAnew(Remainder part, List<Pattern> emptied, int number, Steps steps) {
        if (number % 3 == 0) {
            return Dive.pack(part.packing(), part.trimmed(emptied, cheapest), steps);
        }
        double[] around = part.ofItems(values);
        for (int i = 0; i < around.length; i++) {
            around[i] *= 1 + NOISE * (lots.nextDouble() - 0.5);
        }
        return Construct.pack(part.packing(), around, budgetPrices, steps);
    }

    /** Some machines: one that is bad for its price, and others by lot. */
    private List<Taken> choose(int number, boolean isIncomplete) {
        List<Taken> byWaste = isIncomplete ? taken.stream().filter(this::draws).toList() : taken;
        if (byWaste.isEmpty()) {
            return List.of();
        }
        int wanted = Math.min(byWaste.size(), FEWEST + lots.nextInt(MOST - FEWEST + 1));
        var chosen = new ArrayList<Taken>();
        chosen.add(byWaste.get(number % byWaste.size()));
        int items = chosen.getFirst().pattern().size();
        for (int draws = 0; chosen.size() < wanted && draws < 4 * wanted; draws++) {
            // the lower of two lots: the wasteful ones are likelier to be drawn
            Taken other = byWaste.get(Math.min(lots.nextInt(byWaste.size()), lots.nextInt(byWaste.size())));
            int more = other.pattern().size();
            if (!chosen.contains(other) && items + more <= MOST_ITEMS) {
                chosen.add(other);
                items += more;
            }
        }
        addThoseForNothing(chosen);
        chosen.sort(Taken.IN_TURN.reversed());
        return chosen;
    }

    /** What costs nothing and could have held some of the items that are to be packed anew: it may hold others then. */
    private void addThoseForNothing(List<Taken> chosen) {
        if (areAllPriced) {
            return;
        }
        long[] items = Bits.none(packing.items().size());
        int count = 0;
        for (Taken one : chosen) {
            Arrays.stream(one.pattern().items()).forEach(item -> Bits.set(items, item));
            count += one.pattern().size();
        }
        for (Taken other : taken) {
            Machine machine = packing.machines().get(other.pattern().machine());
            if (machine.price() == 0
                    && Bits.intersects(machine.admits(), items)
                    && count + other.pattern().size() <= MOST_ITEMS
                    && !chosen.contains(other)) {
                chosen.add(other);
                count += other.pattern().size();
            }
        }
    }

    private void take(Pattern pattern) {
        stock.take(pattern);
        price += packing.machines().get(pattern.machine()).price();
        var one = new Taken(pattern, cost(pattern) - pattern.worth(values), everTaken++);
        taken.add(-1 - Collections.binarySearch(taken, one, Taken.WORST_FIRST), one);
    }

    private void empty(Taken one) {
        stock.giveBack(one.pattern());
        price -= packing.machines().get(one.pattern().machine()).price();
        taken.remove(Collections.binarySearch(taken, one, Taken.WORST_FIRST));
    }

    private boolean draws(Taken one) {
        return !packing.machines().get(one.pattern().machine()).draws().isEmpty();
    }

    private double cost(Pattern pattern) {
        return packing.machines().get(pattern.machine()).cost(budgetPrices);
    }

    private double cost(List<Pattern> patterns) {
        return patterns.stream().mapToDouble(this::cost).sum();
    }

    static int items(List<Pattern> patterns) {
        return patterns.stream().mapToInt(Pattern::size).sum();
    }
}
