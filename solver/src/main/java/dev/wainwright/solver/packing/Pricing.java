package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;

/**
 * Fills one machine as valuably as it can, and proves how valuable it can get at most: a bounded knapsack with as many
 * dimensions as the machine has scarce resources.
 *
 * <p>Use: {@link #fill} with a value for each item; then {@link #value}, {@link #pattern} and {@link #upper} tell the best
 * filling found, and no filling is worth more than {@link #upper}. {@link #search} narrows the gap between the two. An
 * instance owns its working memory: keep one per thread and ask it again and again, nothing is allocated but the pattern.
 *
 * <p>Method. {@link Fractional} finds what a unit of each resource is worth when items may be cut. With those worths every
 * item has a weight in nano-dollars and the machine a capacity in nano-dollars (weights rounded down, capacity up, so a
 * filling that fits its resources fits the weights as well), and a filling is worth no more than
 * capacity + Σ most × (value − weight) over the items with value above weight: whole-number arithmetic from here on. On a
 * machine that holds many items that is nearly the truth. For the rest there is depth-first branch and bound, dearest
 * weight for value first (Martello and Toth 1990), with Dantzig's bound on the weights and one such bound per resource. Conflicts
 * are obeyed by the fillings and ignored by the bounds.
 *
 * <p>Values must be such that all items together are worth at most {@link #MOST}.
 */
final class Pricing {
    /** What all items together may be worth at most, so that no sum overflows: 2⁶⁰ billionths of a dollar. */
    static final long MOST = 1L << 60;

    private static final double DOWN = 1 - 0x1p-45;
    private static final double UP = 1 + 0x1p-45;
    private static final int[] NONE = {};

    private final Packing packing;
    private final Fractional fractional;
    private final int stride;
    private final long heaviest;
    private final long[] load;
    private final int[] caps;

    // the candidates in the order in which they are tried
    private final long[] order;
    private final int[] item;
    private final int[] cap;
    private final int[] position;
    private final long[] value;
    private final long[] weight;
    private final long[] weightBefore;
    private final long[] valueBefore;
    private int size;

    // further bounds: weights, capacities and what the items from a position on can add
    private final long[][] otherWeight;
    private final long[][] otherGain;
    private final long[] otherLeft;
    private final long[] gain;
    private final long[][] least;
    private int others;

    private final long[] left;
    private final int[] taken;
    private final int[] bestTaken;
    private final long[] held;
    private Fit fit;
    private int[] resources = NONE;
    private long capacity;
    private long weightLeft;
    private long best;
    private long upper;
    private long open;
    private long floor;
    private long nodes;
    private long work;

    Pricing(Packing packing) {
        this.packing = packing;
        fractional = new Fractional(packing);
        stride = packing.resources();
        int n = packing.items().size();
        heaviest = Math.min(1L << 52, (1L << 61) / (n + 1));
        load = new long[n * stride];
        for (int k = 0; k < n; k++) {
            System.arraycopy(packing.items().get(k).load(), 0, load, k * stride, stride);
        }
        caps = new int[n];
        order = new long[n];
        item = new int[n];
        cap = new int[n];
        position = new int[n];
        value = new long[n];
        weight = new long[n];
        weightBefore = new long[n + 1];
        valueBefore = new long[n + 1];
        otherWeight = new long[stride][n];
        otherGain = new long[stride][n + 1];
        otherLeft = new long[stride];
        gain = new long[n + 1];
        least = new long[stride][n + 1];
        left = new long[stride];
        taken = new int[n];
        bestTaken = new int[n];
        held = Bits.none(n);
        fit = Fit.NOTHING;
    }

    /**
     * Fills a machine quickly.
     *
     * @param values of one of each item, by item number; at most {@link #MOST} in all
     * @param start where the last call for this machine ended, and will be told where this one does
     * @return what the filling is worth
     */
    long fill(Fit machine, long[] values, Fractional.Start start) {
        return begin(machine, values, machine.most, start);
    }

    /** The same with only so many of each item left, by item number. */
    long fill(Fit machine, long[] values, int[] remaining) {
        for (int i = 0; i < machine.size(); i++) {
            caps[i] = Math.min(machine.most[i], remaining[machine.items[i]]);
        }
        return begin(machine, values, caps, new Fractional.Start());
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
        var counts = new int[fit.size()];
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            counts[position[i]] = bestTaken[i];
            distinct += bestTaken[i] > 0 ? 1 : 0;
        }
        var items = new int[distinct];
        var amounts = new int[distinct];
        int next = 0;
        for (int p = 0; p < counts.length; p++) {
            if (counts[p] > 0) {
                items[next] = fit.items[p];
                amounts[next++] = counts[p];
            }
        }
        return new Pattern(fit.machine, items, amounts);
    }

    /** Work done since the last call of this method, in steps. */
    long work() {
        long sum = work + fractional.iterations() * fit.size() * 4L;
        work = sum % 1000;
        return sum / 1000;
    }

    private long begin(Fit machine, long[] values, int[] most, Fractional.Start start) {
        fit = machine;
        resources = machine.resources;
        fractional.solve(machine, values, most, start);
        arrange(values, most);
        work += 30L * fit.size();
        greedy();
        return best;
    }

    /** Weighs the candidates and puts them in order, most value for its weight first. */
    private void arrange(long[] values, int[] most) {
        double room = 0;
        for (int j = 0; j < resources.length; j++) {
            room += fractional.worth[j] * fit.room[j];
        }
        boolean sober = room < heaviest;
        capacity = sober ? (long) Math.ceil(room * UP) : 0;
        int count = 0;
        for (int p = 0; p < fit.size(); p++) {
            long worth = values[fit.items[p]];
            if (worth > 0 && most[p] > 0) {
                double ratio = worth / (weigh(p, sober) + 1e-9 * worth + 1);
                order[count++] = ~((Double.doubleToRawLongBits(ratio) & ~0xFFFFFL) | (0xFFFFF - p));
            }
        }
        Arrays.sort(order, 0, count);
        size = count;
        for (int i = 0; i < count; i++) {
            int p = 0xFFFFF - (int) (~order[i] & 0xFFFFF);
            insert(i, p, values[fit.items[p]], (long) (weigh(p, sober) * DOWN));
        }
        upper = capacity;
        for (int i = 0; i < count; i++) {
            item[i] = fit.items[position[i]];
            cap[i] = most[position[i]];
            weightBefore[i + 1] = weightBefore[i] + cap[i] * weight[i];
            valueBefore[i + 1] = valueBefore[i] + cap[i] * value[i];
            upper += cap[i] * Math.max(0, value[i] - weight[i]);
        }
        upper = Math.min(upper, valueBefore[count]);
    }

    /** Puts a candidate behind those that are worth at least as much for their weight: the bounds need the exact order. */
    private void insert(int last, int p, long worth, long heavy) {
        int i = last;
        while (i > 0 && isRicher(worth, heavy, value[i - 1], weight[i - 1])) {
            position[i] = position[i - 1];
            value[i] = value[i - 1];
            weight[i] = weight[i - 1];
            i--;
        }
        position[i] = p;
        value[i] = worth;
        weight[i] = heavy;
    }

    private static boolean isRicher(long value, long weight, long otherValue, long otherWeight) {
        long high = Math.multiplyHigh(value, otherWeight);
        long otherHigh = Math.multiplyHigh(otherValue, weight);
        return high == otherHigh
                ? Long.compareUnsigned(value * otherWeight, otherValue * weight) > 0
                : high > otherHigh;
    }

    private double weigh(int p, boolean sober) {
        double sum = 0;
        int at = fit.items[p] * stride;
        for (int j = 0; j < resources.length; j++) {
            sum += fractional.worth[j] * load[at + resources[j]];
        }
        return sober ? sum : 0;
    }

    /** First what the fractional filling takes whole, then whatever still fits. */
    private void greedy() {
        reset();
        long sum = 0;
        for (int i = 0; i < size; i++) {
            int whole = (int) Math.min(cap[i], Math.floor(fractional.amount(position[i]) + 1e-6));
            sum += value[i] * grab(i, whole);
        }
        for (int i = 0; i < size; i++) {
            sum += value[i] * grab(i, cap[i] - taken[i]);
        }
        best = sum;
        System.arraycopy(taken, 0, bestTaken, 0, size);
    }

    private int grab(int i, int wanted) {
        int amount = Math.min(wanted, fitting(i, wanted));
        if (amount > 0) {
            take(i, amount);
            taken[i] += amount;
        }
        return amount;
    }

    private void reset() {
        System.arraycopy(fit.room, 0, left, 0, resources.length);
        Arrays.fill(taken, 0, size, 0);
        Arrays.fill(held, 0);
    }

    /** How many more of a candidate fit, up to {@code wanted}. */
    private int fitting(int i, int wanted) {
        if (wanted <= 0 || (fit.conflicts && isBarred(item[i]))) {
            return 0;
        }
        int at = item[i] * stride;
        long amount = wanted;
        for (int j = 0; j < resources.length; j++) {
            long each = load[at + resources[j]];
            if (each * amount > left[j]) {
                amount = left[j] / each;
            }
        }
        return (int) amount;
    }

    private boolean isBarred(int number) {
        long[] against = packing.items().get(number).conflicts();
        for (int w = 0; w < Math.min(against.length, held.length); w++) {
            if ((against[w] & held[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    private void take(int i, int amount) {
        int at = item[i] * stride;
        for (int j = 0; j < resources.length; j++) {
            left[j] -= load[at + resources[j]] * amount;
        }
        if (fit.conflicts) {
            Bits.set(held, item[i]);
        }
    }

    private void giveBack(int i, int amount) {
        int at = item[i] * stride;
        for (int j = 0; j < resources.length; j++) {
            left[j] += load[at + resources[j]] * amount;
        }
        if (fit.conflicts) {
            Bits.clear(held, item[i]);
        }
    }

    /**
     * Narrows the gap between {@link #value} and {@link #upper} for the machine filled last.
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
        prepareOthers();
        reset();
        weightLeft = capacity;
        branch(0, 0);
        upper = Math.min(upper, Math.max(Math.max(enough, best), open));
        work += 60 * (effort - nodes);
    }

    /** For each resource alone: worths as of a filling that only that resource limits. */
    private void prepareOthers() {
        others = resources.length < 2 ? 0 : resources.length;
        for (int s = 0; s < others; s++) {
            double rate = rateOf(s);
            long bound = (long) Math.ceil(rate * fit.room[s] * UP);
            otherLeft[s] = bound;
            otherGain[s][size] = 0;
            for (int i = size - 1; i >= 0; i--) {
                long own = (long) (rate * load[item[i] * stride + resources[s]] * DOWN);
                otherWeight[s][i] = own;
                otherGain[s][i] = otherGain[s][i + 1] + cap[i] * Math.max(0, value[i] - own);
            }
        }
        gain[size] = 0;
        for (int i = size - 1; i >= 0; i--) {
            gain[i] = gain[i + 1] + cap[i] * Math.max(0, value[i] - weight[i]);
        }
        for (int j = 0; j < resources.length; j++) {
            least[j][size] = Long.MAX_VALUE;
            for (int i = size - 1; i >= 0; i--) {
                least[j][i] = Math.min(least[j][i + 1], load[item[i] * stride + resources[j]]);
            }
        }
        work += 20L * size * others;
    }

    /** Value per unit of a resource of the item that is cut when the machine is filled with regard to it alone. */
    private double rateOf(int s) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            long each = load[item[i] * stride + resources[s]];
            if (each > 0) {
                double ratio = (double) value[i] / each;
                order[count++] = ~((Double.doubleToRawLongBits(ratio) & ~0xFFFFFL) | (0xFFFFF - i));
            }
        }
        Arrays.sort(order, 0, count);
        double room = fit.room[s];
        for (int n = 0; n < count; n++) {
            int i = 0xFFFFF - (int) (~order[n] & 0xFFFFF);
            double each = load[item[i] * stride + resources[s]];
            room -= each * cap[i];
            if (room < 0) {
                double rate = value[i] / each;
                return rate * fit.room[s] < heaviest ? rate : 0;
            }
        }
        return 0;
    }

    private void branch(int from, long sum) {
        if (sum > best) {
            best = sum;
            floor = Math.max(floor, best);
            System.arraycopy(taken, 0, bestTaken, 0, size);
        }
        int i = from;
        int amount = 0;
        while (i < size && (amount = fitting(i, cap[i])) == 0) {
            i++;
            if (sum + quick(i) <= floor) {
                return;
            }
        }
        if (i == size) {
            return;
        }
        if (weight[i] == 0 && isFree(i)) {
            descend(i, amount, sum);
            return;
        }
        for (; amount >= 0; amount--) {
            long taking = sum + amount * value[i];
            long reach = dantzig(i + 1, weightLeft - weight[i] * amount);
            if (taking + reach <= floor) {
                // taking fewer frees room for items that give less for it, so this bound only falls
                return;
            }
            reach = taking + Math.min(reach, ahead(i, amount));
            if (reach > floor) {
                if (nodes-- > 0) {
                    descend(i, amount, sum);
                } else {
                    open = Math.max(open, reach);
                }
            }
        }
    }

    /** Whether an item takes nothing from any other. */
    private boolean isFree(int i) {
        if (fit.conflicts && !Bits.isEmpty(packing.items().get(item[i]).conflicts())) {
            return false;
        }
        for (int resource : resources) {
            if (load[item[i] * stride + resource] > 0) {
                return false;
            }
        }
        return true;
    }

    private void descend(int i, int amount, long sum) {
        if (amount == 0) {
            branch(i + 1, sum);
            return;
        }
        take(i, amount);
        taken[i] = amount;
        shift(i, amount);
        branch(i + 1, sum + amount * value[i]);
        shift(i, -amount);
        taken[i] = 0;
        giveBack(i, amount);
    }

    private void shift(int i, int amount) {
        weightLeft -= weight[i] * amount;
        for (int s = 0; s < others; s++) {
            otherLeft[s] -= otherWeight[s][i] * amount;
        }
    }

    /** What the candidates after {@code i} can add at most for each resource alone when {@code amount} of it are taken. */
    private long ahead(int i, int amount) {
        long bound = Long.MAX_VALUE;
        for (int s = 0; s < others; s++) {
            bound = Math.min(bound, otherLeft[s] - otherWeight[s][i] * amount + otherGain[s][i + 1]);
        }
        return bound;
    }

    /** What the candidates from {@code i} on can add, by what was worked out before; 0 when none of them fits. */
    private long quick(int i) {
        long bound = weightLeft + gain[i];
        for (int s = 0; s < others; s++) {
            bound = Math.min(bound, otherLeft[s] + otherGain[s][i]);
        }
        for (int j = 0; j < resources.length; j++) {
            if (left[j] < least[j][i]) {
                return 0;
            }
        }
        return bound;
    }

    private long dantzig(int from, long room) {
        long reach = weightBefore[from] + room;
        if (weightBefore[size] <= reach) {
            return valueBefore[size] - valueBefore[from];
        }
        int low = from;
        int high = size;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (weightBefore[middle] <= reach) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double part = (double) (reach - weightBefore[low]) * value[low] / weight[low];
        return valueBefore[low] - valueBefore[from] + (long) (part * UP) + 1;
    }
}
