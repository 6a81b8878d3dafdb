package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fills one machine as valuably as it can, and proves how valuable it can get at most: a bounded knapsack with as many
 * dimensions as the machine has scarce resources.
 *
 * <p>Use: {@link #fill} with a value for each item; then {@link #value} and {@link #pattern} tell the best filling found,
 * and no filling is worth more than {@link #upper}. {@link #search} narrows the gap between the two. An instance owns its
 * working memory: keep one per thread and ask it again and again, nothing is allocated but the pattern.
 *
 * <p>Method. {@link Fractional} finds what a unit of each resource is worth when items may be cut. With those worths every
 * item has a weight in nano-dollars and the machine a capacity in nano-dollars (weights rounded down, capacity up, so a
 * filling that fits its resources fits the weights as well), and a filling is worth no more than
 * capacity + Σ most × (value − weight) over the items with value above weight: whole-number arithmetic from here on. On a
 * machine that holds many items that is nearly the truth. For the rest there is depth-first branch and bound (Land and Doig
 * 1960): cut items are rounded down or up, and each time the worths, the bound and a filling are found anew; on a small
 * machine {@link Grid} comes first. Conflicts are obeyed by the fillings, and by the bounds as soon as one of the two items is settled.
 *
 * <p>Values must be such that all items together are worth at most {@link #MOST}.
 */
final class Pricing {
    /** What all items together may be worth at most, so that no sum overflows: 2⁶⁰ billionths of a dollar. */
    static final long MOST = 1L << 60;

    private static final long HEAVIEST = 1L << 60;
    /** Factors that keep a rounding error on the safe side. */
    static final double DOWN = 1 - 0x1p-45;

    static final double UP = 1 + 0x1p-45;
    /** How many further fillings a search remembers. */
    private static final int FOUND = 12;
    /** And how many when they come from the grid, where they are had for nothing. */
    private static final int FOUND_ON_GRID = 48;

    /** A search as long as this is worth a look at each resource by itself first. */
    private static final long LONG = 300;

    private static final int INDEX = 0xFFFFF;

    private final Packing packing;
    private final Fractional fractional;
    private final int[] caps;
    private final long[] order;
    private final int[] least;
    private final int[] most;
    private final long[] left;
    private final double[] amounts;
    private final long[] gain;
    private final int[] paid;
    private final int[] taken;
    private final int[] bestTaken;
    private final long[] held;
    private final List<Pattern> found = new ArrayList<>();
    private final Grid grid;
    private final Strip strip = new Strip();
    private final Fractional.Start scratch = new Fractional.Start();
    private int[][] saved = new int[16][];
    private Fit fit = Fit.NOTHING;
    /** The sum that {@link #prove} came to last, before anything smaller was put in its place. */
    private long raw;

    private long[] values = {};
    private int candidates;
    private long best;
    private long upper;
    private long open;
    private long floor;
    private long nodes;
    private long work;

    Pricing(Packing packing) {
        this.packing = packing;
        fractional = new Fractional(packing);
        int n = packing.items().size();
        least = fractional.least;
        most = fractional.most;
        caps = new int[n];
        order = new long[n];
        left = new long[packing.resources() + Fit.CUTS];
        paid = new int[left.length];
        amounts = new double[n];
        gain = new long[n];
        taken = new int[n];
        bestTaken = new int[n];
        held = Bits.none(n);
        grid = new Grid(n);
    }

    /**
     * Fills a machine quickly.
     *
     * @param values of one of each item, by item number, at least 0; at most {@link #MOST} in all
     * @param start where the last call for this machine ended, and will be told where this one does
     * @return what the filling is worth
     */
    long fill(Fit machine, long[] values, Fractional.Start start) {
        System.arraycopy(machine.most, 0, caps, 0, machine.size());
        return begin(machine, values, start);
    }

    /** The same with only so many of each item left, by item number. */
    long fill(Fit machine, long[] values, int[] remaining) {
        for (int i = 0; i < machine.size(); i++) {
            caps[i] = Math.min(machine.most[i], remaining[machine.items[i]]);
        }
        scratch.forget();
        return begin(machine, values, scratch);
    }

    /** What no filling is worth more than, by what resources were worth in the last call for the machine. */
    long glance(Fit machine, long[] worthOfItems, Fractional.Start start) {
        if (start.worth().length != machine.rows()) {
            return Long.MAX_VALUE;
        }
        fit = machine;
        values = worthOfItems;
        System.arraycopy(machine.most, 0, most, 0, machine.size());
        Arrays.fill(least, 0, machine.size(), 0);
        return prove(start.worth());
    }

    /** What the best filling found is worth. */
    long value() {
        return best;
    }

    /** What no filling is worth more than. */
    long upper() {
        return upper;
    }

    /** The best filling found. */
    Pattern pattern() {
        return patternOf(bestTaken);
    }

    /** Other good fillings that {@link #search} came by. */
    List<Pattern> others() {
        return List.copyOf(found);
    }

    private Pattern patternOf(int[] bestTaken) {
        int distinct = 0;
        for (int p = 0; p < fit.size(); p++) {
            distinct += bestTaken[p] > 0 ? 1 : 0;
        }
        var items = new int[distinct];
        var amounts = new int[distinct];
        int next = 0;
        for (int p = 0; p < fit.size(); p++) {
            if (bestTaken[p] > 0) {
                items[next] = fit.items[p];
                amounts[next++] = bestTaken[p];
            }
        }
        return new Pattern(fit.machine, items, amounts);
    }

    /** Work done since the last call of this method, in steps. */
    long work() {
        long sum = work + fractional.passes() * fit.size() * 6L;
        work = sum % 1000;
        return sum / 1000;
    }

    private long begin(Fit machine, long[] worthOfItems, Fractional.Start start) {
        fit = machine;
        values = worthOfItems;
        System.arraycopy(caps, 0, most, 0, fit.size());
        Arrays.fill(least, 0, fit.size(), 0);
        fractional.open(machine, worthOfItems, start);
        upper = prove(fractional.worth);
        arrange();
        best = 0;
        floor = Long.MAX_VALUE;
        found.clear();
        Arrays.fill(bestTaken, 0, fit.size(), 0);
        round();
        work += 30L * fit.size();
        return best;
    }

    /** What no filling between {@link #least} and {@link #most} is worth more than, proven from any worths. */
    private long prove(double[] worth) {
        double room = 0;
        int paying = 0;
        for (int j = 0; j < fit.rows(); j++) {
            if (worth[j] > 0) {
                room += worth[j] * fit.room[j];
                paid[paying++] = j;
            }
        }
        long everything = 0;
        long bound = (long) Math.ceil(room * UP);
        for (int p = 0; p < fit.size(); p++) {
            int at = p * fit.rows();
            long value = values[fit.items[p]];
            double weight = 0;
            for (int n = 0; n < paying; n++) {
                weight += worth[paid[n]] * fit.load[at + paid[n]];
            }
            gain[p] = value - (long) (weight * DOWN);
            bound += gain[p] * (gain[p] > 0 ? most[p] : least[p]);
            everything += value * most[p];
        }
        work += 6L * fit.size();
        raw = room < HEAVIEST ? bound : Long.MAX_VALUE;
        return Math.min(raw, everything);
    }

    /** Puts the candidates in order, most value for its weight first. */
    private void arrange() {
        candidates = 0;
        for (int p = 0; p < fit.size(); p++) {
            double value = values[fit.items[p]];
            if (value > 0 && caps[p] > 0) {
                double weight = 0;
                for (int j = 0; j < fit.rows(); j++) {
                    weight += fractional.worth[j] * fit.load[p * fit.rows() + j];
                }
                double ratio = value / (weight + 1e-9 * value + 1);
                order[candidates++] = ~((Double.doubleToRawLongBits(ratio) & ~(long) INDEX) | (INDEX - p));
            }
        }
        Arrays.sort(order, 0, candidates);
    }

    private int candidate(int i) {
        return INDEX - (int) (~order[i] & INDEX);
    }

    /** A filling: what the fractional one takes whole, then whatever still fits. */
    private void round() {
        System.arraycopy(fit.room, 0, left, 0, fit.resources);
        Arrays.fill(held, 0);
        long sum = 0;
        Arrays.fill(taken, 0, fit.size(), 0);
        for (int i = 0; i < candidates; i++) {
            int p = candidate(i);
            sum += values[fit.items[p]] * grab(p, (int) (fractional.amount(p) + 1e-6));
        }
        for (int i = 0; i < candidates; i++) {
            int p = candidate(i);
            sum += values[fit.items[p]] * grab(p, caps[p] - taken[p]);
        }
        work += 6L * candidates;
        if (sum > floor * 0.99 && sum < best * 1.000001 && found.size() < FOUND) {
            found.add(patternOf(taken));
        }
        if (sum > best) {
            if (best > floor * 0.99 && found.size() < FOUND) {
                found.add(patternOf(bestTaken));
            }
            best = sum;
            floor = floor == Long.MAX_VALUE ? floor : Math.max(floor, best);
            Arrays.fill(bestTaken, 0, fit.size(), 0);
            for (int i = 0; i < candidates; i++) {
                bestTaken[candidate(i)] = taken[candidate(i)];
            }
        }
    }

    private int grab(int p, int wanted) {
        int amount = fitting(p, wanted, fit.resources);
        if (amount > 0) {
            int at = p * fit.rows();
            for (int j = 0; j < fit.resources; j++) {
                left[j] -= fit.load[at + j] * amount;
            }
            if (fit.conflicts) {
                Bits.set(held, fit.items[p]);
            }
            taken[p] += amount;
        }
        return amount;
    }

    /** How many more of an item fit into what is left, up to {@code wanted}. */
    private int fitting(int p, int wanted, int rows) {
        if (wanted <= 0 || (fit.conflicts && isBarred(fit.items[p]))) {
            return 0;
        }
        int at = p * fit.rows();
        long amount = wanted;
        for (int j = 0; j < rows; j++) {
            long each = fit.load[at + j];
            if (each * amount > left[j]) {
                amount = left[j] / each;
            }
        }
        return (int) amount;
    }

    private boolean isBarred(int item) {
        long[] against = packing.items().get(item).conflicts();
        for (int w = 0; w < Math.min(against.length, held.length); w++) {
            if ((against[w] & held[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Narrows the gap between {@link #value} and {@link #upper} for the machine filled last; in the end they differ by no
     * more than one nano-dollar per item.
     *
     * @param enough fillings worth no more than this are of no interest: {@link #upper} will not go below it
     * @param effort how many nodes of the search tree to look at; when it does not suffice, {@link #upper} is the best
     *     bound of what was left open
     */
    void search(long enough, long effort) {
        floor = Math.max(enough, best);
        if (upper <= floor) {
            return;
        }
        nodes = effort;
        open = 0;
        while (tightened()) {
            upper = Math.min(upper, prove(fractional.worth));
        }
        prove(fractional.worth);
        settle();
        concentrate();
        if (grid.solve(fit, values, most, fractional.worth)) {
            tabulate();
        } else if (effort >= LONG) {
            tabulateRows();
        }
        branch(upper, 0);
        upper = Math.min(upper, Math.max(Math.max(enough, best), open));
    }

    /** What the grid says: a bound, and for every item the best filling with it. */
    private void tabulate() {
        upper = Math.min(upper, Math.max(floor, grid.upper()));
        remember(grid.counts());
        for (int p = 0; p < fit.size() && found.size() < FOUND_ON_GRID; p++) {
            if (grid.upperWith(p, values[fit.items[p]]) > floor) {
                remember(grid.countsWith(p));
            }
        }
        floor = Math.max(floor, best);
        work += grid.work();
    }

    /** What strips say about each scarce resource: bounds and fillings. */
    private void tabulateRows() {
        for (int j = 0; j < fit.resources && upper > floor; j++) {
            if (fractional.worth[j] > 0 && strip.solve(fit, values, most, fractional.worth, j)) {
                upper = Math.min(upper, Math.max(floor, strip.upper()));
                remember(strip.counts());
                floor = Math.max(floor, best);
                work += strip.work();
            }
        }
    }

    /** Keeps as much of a filling as there is room for, when it is worth it. */
    private void remember(int[] counts) {
        System.arraycopy(fit.room, 0, left, 0, fit.resources);
        Arrays.fill(held, 0);
        Arrays.fill(taken, 0, fit.size(), 0);
        long sum = 0;
        for (int p = 0; p < fit.size(); p++) {
            if (counts[p] > 0) {
                sum += values[fit.items[p]] * grab(p, Math.min(counts[p], caps[p]));
            }
        }
        if (sum > floor) {
            found.add(patternOf(taken));
        }
        if (sum > best) {
            best = sum;
            System.arraycopy(taken, 0, bestTaken, 0, fit.size());
        }
    }

    /** Forgets the items of which a better filling than {@link #floor} can have none. */
    private void concentrate() {
        int[] kept = IntStream.range(0, fit.size())
                .filter(p -> most[p] > 0 || bestTaken[p] > 0)
                .toArray();
        if (kept.length > 0.8 * fit.size()) {
            return;
        }
        fit = fit.only(kept);
        for (int i = 0; i < kept.length; i++) {
            most[i] = most[kept[i]];
            least[i] = least[kept[i]];
            caps[i] = caps[kept[i]];
            bestTaken[i] = bestTaken[kept[i]];
        }
        scratch.forget();
        fractional.open(fit, values, scratch);
        arrange();
    }

    /** Adds a cut when there is one. */
    private boolean tightened() {
        for (int p = 0; p < fit.size(); p++) {
            amounts[p] = fractional.amount(p);
        }
        if (!fit.cut(amounts)) {
            return false;
        }
        scratch.forget();
        fractional.open(fit, values, scratch);
        return true;
    }

    private void branch(long bound, int depth) {
        if (bound <= floor) {
            return;
        }
        if (nodes-- <= 0) {
            open = Math.max(open, bound);
            return;
        }
        int[] before = save(depth);
        if (narrow()) {
            explore(bound, depth);
        }
        System.arraycopy(before, 0, most, 0, fit.size());
        System.arraycopy(before, most.length, least, 0, fit.size());
    }

    private void explore(long bound, int depth) {
        fractional.reopen();
        long own = prove(fractional.worth);
        long reach = Math.min(bound, own);
        if (reach > floor) {
            int p = undecided();
            double amount = p < 0 ? 0 : fractional.amount(p);
            round();
            settle();
            if (reach <= floor) {
                return;
            }
            if (p < 0 || reach - best <= fit.size()) {
                open = Math.max(open, reach);
            } else if (most[p] == least[p]) {
                branch(reach, depth + 1);
            } else {
                split(p, amount, reach, depth);
            }
        }
    }

    /**
     * Fixes what cannot be otherwise in a filling that is worth more than {@link #floor}: each piece off the bound that
     * pays loses its gain. The slack is that of the whole sum the gains belong to, not of the smaller bound beside it.
     */
    private void settle() {
        long slack = raw == Long.MAX_VALUE ? raw : raw - floor - 1;
        for (int p = 0; p < fit.size() && slack >= 0; p++) {
            if (most[p] > least[p] && gain[p] < 0) {
                most[p] = (int) Math.min(most[p], least[p] + slack / -gain[p]);
            } else if (most[p] > least[p] && gain[p] > 0) {
                least[p] = (int) Math.max(least[p], most[p] - slack / gain[p]);
            }
        }
    }

    private int[] save(int depth) {
        if (depth == saved.length) {
            saved = Arrays.copyOf(saved, 2 * depth);
        }
        int[] space = saved[depth];
        if (space == null) {
            space = new int[2 * most.length];
            saved[depth] = space;
        }
        System.arraycopy(most, 0, space, 0, fit.size());
        System.arraycopy(least, 0, space, most.length, fit.size());
        return space;
    }

    /** Lowers the most of items of which not as many fit beside the least of all others; false when those do not fit. */
    private boolean narrow() {
        System.arraycopy(fit.room, 0, left, 0, fit.rows());
        Arrays.fill(held, 0);
        for (int p = 0; p < fit.size(); p++) {
            if (least[p] > 0) {
                int at = p * fit.rows();
                for (int j = 0; j < fit.rows(); j++) {
                    left[j] -= fit.load[at + j] * least[p];
                }
                Bits.set(held, fit.items[p]);
            }
        }
        for (int j = 0; j < fit.rows(); j++) {
            if (left[j] < 0) {
                return false;
            }
        }
        for (int p = 0; p < fit.size(); p++) {
            if (fit.conflicts && least[p] > 0 && isBarred(fit.items[p])) {
                return false;
            }
            if (most[p] > least[p]) {
                most[p] = least[p] + fitting(p, most[p] - least[p], fit.rows());
            }
        }
        work += 6L * fit.size();
        return true;
    }

    /** An item to decide on: the dearest one that is cut, else one at odds with another, else -1. */
    private int undecided() {
        int best0 = -1;
        double largest = 1e-6;
        for (int p = 0; p < fit.size(); p++) {
            double amount = most[p] > least[p] ? fractional.amount(p) : 0;
            double part = amount - Math.floor(amount);
            double weight = Math.min(part, 1 - part);
            if (weight > 1e-6 && weight * values[fit.items[p]] > largest) {
                largest = weight * values[fit.items[p]];
                best0 = p;
            }
        }
        return best0 < 0 && fit.conflicts ? quarrelling() : best0;
    }

    private int quarrelling() {
        Arrays.fill(held, 0);
        for (int p = 0; p < fit.size(); p++) {
            if (fractional.amount(p) > 0.5) {
                Bits.set(held, fit.items[p]);
            }
        }
        for (int p = 0; p < fit.size(); p++) {
            if (most[p] > least[p] && fractional.amount(p) > 0.5 && isBarred(fit.items[p])) {
                return p;
            }
        }
        return -1;
    }

    private void split(int p, double amount, long bound, int depth) {
        double part = amount - Math.floor(amount);
        boolean whole = Math.min(part, 1 - part) <= 1e-6;
        int below = Math.clamp(whole ? 0 : (long) Math.floor(amount), least[p], most[p] - 1);
        if (part > 0.5) {
            atLeast(p, below + 1, bound, depth);
            atMost(p, below, bound, depth);
        } else {
            atMost(p, below, bound, depth);
            atLeast(p, below + 1, bound, depth);
        }
    }

    private void atMost(int p, int amount, long bound, int depth) {
        int before = most[p];
        most[p] = amount;
        branch(bound, depth + 1);
        most[p] = before;
    }

    private void atLeast(int p, int amount, long bound, int depth) {
        int before = least[p];
        least[p] = amount;
        branch(bound, depth + 1);
        least[p] = before;
    }
}
