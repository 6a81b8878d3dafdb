package dev.wainwright.solver.packing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lower bound on the price of every packing, proven from prices that anyone may suggest.
 *
 * <p>Suggested are a value for each item and a price for each unit of budget, at least 0; where they come from does not
 * matter, and a linear program's own idea of its optimum plays no part. If no filling of a machine is worth more than what
 * the machine costs (its price and its draws at the suggested budget prices), then a packing costs at least what its items
 * are worth, less what the budgets are worth (weak duality). {@link Pricing} proves for each machine what its fillings are
 * worth at most. When that is θ times what the machine costs in the worst case, the values are divided by θ (Farley 1990).
 * A machine with a budget to itself (a node that is there already) need not spoil the values for all: the price of its
 * budget is set to what makes up the difference.
 *
 * <p>Where there are many items, a few of them usually are to blame for a θ that all would have to pay for. {@link #mend}
 * lowers only those: the items of every filling that is worth too much, towards values that are known to be fair. Lower
 * values never make a filling worth more, so what was proven of other machines before still holds.
 *
 * <p>Whole numbers throughout: values in nano-dollars, budget prices in 2⁻²⁴ nano-dollars, sums beyond 64 bits in big
 * integers, quotients rounded to the safe side. Items that no machine can hold are worth 0, and so is everything that a
 * machine holds that costs nothing.
 */
final class Certificate {
    private static final long FIRST_EFFORT = 30;
    /** How far to search for a filling that is worth too much when values are mended. */
    private static final long MENDING_EFFORT = 400;
    /** So many fillings of one machine may be lowered before the others get their turn. */
    private static final int MOST_FILLINGS = 50;
    /** How often budgets get other prices at most before they are good enough. */
    private static final int REBALANCINGS = 3;

    private final Packing packing;
    private final List<Fit> fits;
    private final Pricing pricing;
    private final Fractional.Start[] starts;
    private final Charges charges;
    private final long[] costs;
    private final long[] uppers;
    /** What the best filling found of each machine is worth. */
    private final long[] found;

    private final @Nullable Pattern[] fillings;
    private final List<Pattern> others = new ArrayList<>();
    private final long[] efforts;
    private double reached;
    private long[] values = {};
    private BigInteger[] budgetPrices = {};
    private Proof proof;

    /**
     * How closely to look.
     *
     * @param enough θ below this is of no interest
     * @param tolerance by how much θ may come out too large
     * @param effort how far to search at most for a machine that the bound hangs on, see {@link Pricing#search}
     */
    record Probe(double enough, double tolerance, long effort) {}

    Certificate(Packing packing, List<Fit> fits) {
        this.packing = packing;
        this.fits = fits;
        pricing = new Pricing(packing);
        starts = new Fractional.Start[fits.size()];
        Arrays.setAll(starts, m -> new Fractional.Start());
        costs = new long[fits.size()];
        uppers = new long[fits.size()];
        fillings = new Pattern[fits.size()];
        efforts = new long[fits.size()];
        Arrays.fill(efforts, 3 * FIRST_EFFORT);
        found = new long[fits.size()];
        charges = new Charges(packing, fits);
        proof = Proof.NONE;
    }

    private boolean hasOwnBudget(int m) {
        return charges.hasOwnBudget(m);
    }

    /** The largest value an item may have, so that no sum overflows. */
    private static long mostPerItem(Packing packing) {
        long count = 1;
        for (Packing.Item item : packing.items()) {
            count += item.count();
        }
        return Pricing.MOST / count;
    }

    /**
     * Fills every machine and proves a bound from the values as they are.
     *
     * @param suggested worth of one of each item, in nano-dollars; below 0 counts as 0, too much as the most possible
     * @param prices of a unit of each budget, in 2⁻²⁴ nano-dollars; below 0 counts as 0
     */
    long assess(long[] suggested, long[] prices, Probe probe, Steps steps) {
        suppose(suggested, prices);
        reached = probe.enough;
        for (int m : sequence()) {
            assess(m, probe.tolerance);
            steps.take(pricing.work());
        }
        return tighten(probe, steps);
    }

    private void suppose(long[] suggested, long[] prices) {
        values = clamped(suggested);
        budgetPrices = Arrays.stream(prices)
                .mapToObj(price -> BigInteger.valueOf(Math.max(0, price)))
                .toArray(BigInteger[]::new);
        for (int m = 0; m < fits.size(); m++) {
            costs[m] = charges.cost(m, budgetPrices);
            found[m] = 0;
            if (costs[m] == 0 && !hasOwnBudget(m)) {
                for (int item : fits.get(m).items) {
                    values[item] = 0;
                }
            }
        }
        others.clear();
    }

    // ---- mending ----

    /**
     * Lowers the values of items in fillings that are worth too much, and proves a bound from what is left of them.
     * {@link #fillings} are those that were worth too much.
     *
     * @param suggested as for {@link #assess}
     * @param fair values to lower them to, at most
     * @param tolerance by how much θ may come out too large
     */
    long mend(long[] suggested, long[] prices, long[] fair, double tolerance, Steps steps) {
        suppose(suggested, prices);
        long[] floor = clamped(fair);
        reached = 1;
        for (int m : sequence()) {
            if (hasOwnBudget(m) || costs[m] == 0) {
                pricing.fill(fits.get(m), values, starts[m]);
                record(m);
            } else {
                mend(m, floor, tolerance);
            }
            steps.take(pricing.work());
        }
        rebalance();
        return proof.bound();
    }

    private void mend(int m, long[] floor, double tolerance) {
        Fit fit = fits.get(m);
        long enough = enough(m, tolerance);
        fillings[m] = null;
        uppers[m] = pricing.glance(fit, values, starts[m]);
        for (int n = 0; uppers[m] > enough && n < MOST_FILLINGS; n++) {
            pricing.fill(fit, values, starts[m]);
            if (pricing.value() <= enough) {
                pricing.search(enough, efforts[m]);
            }
            uppers[m] = Math.min(uppers[m], pricing.upper());
            if (pricing.value() <= enough) {
                efforts[m] = uppers[m] > enough
                        ? Math.max(efforts[m], Math.min(MENDING_EFFORT, efforts[m] * 3))
                        : Math.max(efforts[m] - efforts[m] / 4, 3 * FIRST_EFFORT);
                return;
            }
            List<Pattern> found = new ArrayList<>(pricing.others());
            found.addFirst(pricing.pattern());
            found.forEach(pattern -> lower(pattern, m, enough, floor));
            uppers[m] = Math.min(uppers[m], pricing.glance(fit, values, starts[m]));
        }
    }

    /** Lowers the values of a filling's items, if it is worth too much, so far that it is worth what the machine costs. */
    private void lower(Pattern pattern, int m, long enough, long[] floor) {
        long worth = 0;
        double above = 0;
        for (int i = 0; i < pattern.items().length; i++) {
            int item = pattern.items()[i];
            worth += values[item] * pattern.counts()[i];
            above += (double) Math.max(0, values[item] - floor[item]) * pattern.counts()[i];
        }
        if (worth > enough) {
            others.add(pattern);
            double share = above > 0 ? Math.min(1, (worth - costs[m]) / above) : 0;
            for (int item : pattern.items()) {
                values[item] -= (long) Math.ceil(Math.max(0, values[item] - floor[item]) * share);
            }
        }
    }

    /** Values that {@link Pricing} can work with. */
    long[] clamped(long[] suggested) {
        long limit = mostPerItem(packing);
        return Arrays.stream(suggested)
                .map(value -> Math.clamp(value, 0, limit))
                .toArray();
    }

    /** Bounds what one machine can hold, no closer than it takes to see that others matter more. */
    private void assess(int m, double tolerance) {
        fillings[m] = null;
        if (!hasOwnBudget(m)) {
            uppers[m] = pricing.glance(fits.get(m), values, starts[m]);
            if (uppers[m] <= enough(m, tolerance)) {
                return;
            }
        }
        pricing.fill(fits.get(m), values, starts[m]);
        if (costs[m] > 0 && !hasOwnBudget(m)) {
            pricing.search(enough(m, tolerance), FIRST_EFFORT);
        }
        record(m);
    }

    private void record(int m) {
        uppers[m] = pricing.upper();
        found[m] = pricing.value();
        fillings[m] = pricing.pattern();
        others.addAll(pricing.others());
        if (!hasOwnBudget(m) && costs[m] > 0) {
            reached = Math.max(reached, (double) pricing.value() / costs[m]);
        }
    }

    /** What fillings of a machine may be worth without making the bound worse by more than a tolerance. */
    private long enough(int m, double tolerance) {
        return hasOwnBudget(m) ? 0 : (long) (reached * costs[m] * (1 + tolerance));
    }

    /** The machines, those first that were best worth their price the last time: others need not be searched as far. */
    private int[] sequence() {
        return IntStream.range(0, fits.size())
                .boxed()
                .sorted(Comparator.comparingDouble(m -> -(double) uppers[m] / Math.max(1, costs[m])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Looks closer at the machines that the bound hangs on, for as long as that helps and there are steps. */
    long tighten(Probe probe, Steps steps) {
        lookCloser(probe, steps);
        for (int n = 0; rebalance() && n < REBALANCINGS; n++) {
            lookCloser(probe, steps);
        }
        return proof.bound();
    }

    private void lookCloser(Probe probe, Steps steps) {
        for (int m = worst(probe); m >= 0 && !steps.areSpent(); m = worst(probe)) {
            pricing.fill(fits.get(m), values, starts[m]);
            pricing.search(enough(m, probe.tolerance), efforts[m]);
            record(m);
            steps.take(1 + pricing.work());
            if (uppers[m] > enough(m, probe.tolerance)) {
                efforts[m] *= 3;
            } else if (efforts[m] > 3 * FIRST_EFFORT) {
                efforts[m] -= efforts[m] / 4;
            }
        }
    }

    /**
     * Proves the bound, at the budget prices that are best by what is known of the fillings; false when those that were
     * suggested are as good.
     */
    private boolean rebalance() {
        proof = Proof.of(charges, values, uppers, budgetPrices);
        if (!charges.areShared()) {
            return false;
        }
        BigInteger[] prices = charges.best(values, uppers, budgetPrices);
        Proof other = Proof.of(charges, values, uppers, prices);
        if (other.bound() <= proof.bound()) {
            return false;
        }
        proof = other;
        budgetPrices = prices;
        reached = 0;
        for (int m = 0; m < costs.length; m++) {
            costs[m] = charges.cost(m, budgetPrices);
            if (costs[m] > 0 && !hasOwnBudget(m)) {
                reached = Math.max(reached, (double) found[m] / costs[m]);
            }
        }
        return true;
    }

    /** The machine that asks for the largest θ, when a closer look may help; otherwise -1. */
    private int worst(Probe probe) {
        int worst = -1;
        double highest = reached * (1 + probe.tolerance) * (1 + 1e-9);
        for (int m = 0; m < fits.size(); m++) {
            if (!hasOwnBudget(m) && costs[m] > 0 && (double) uppers[m] / costs[m] > highest) {
                highest = (double) uppers[m] / costs[m];
                worst = m;
            }
        }
        return worst >= 0 && efforts[worst] > probe.effort ? -1 : worst;
    }

    /** The values behind the last bound: no filling is worth more than it costs. */
    double[] fairValues() {
        return proof.fairValues();
    }

    /** The budget prices behind the last bound, in nano-dollars. */
    double[] fairBudgetPrices() {
        return proof.fairBudgetPrices();
    }

    /** The positions of the machines that may be worth most for their cost, best first. */
    int[] promising(int most) {
        return Arrays.stream(sequence()).filter(m -> costs[m] > 0).limit(most).toArray();
    }

    /** The best filling found of each machine, by position. */
    List<Pattern> fillings() {
        return Stream.concat(Arrays.stream(fillings).filter(Objects::nonNull), others.stream())
                .toList();
    }
}
