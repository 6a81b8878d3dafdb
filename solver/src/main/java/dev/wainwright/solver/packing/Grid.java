package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * The most valuable filling of a small machine, by dynamic programming (Bellman 1957): the room in its two tightest
 * resources is counted in the largest units that divide every load, and for each amount of both the best filling is worked
 * out. Where a machine holds five items of two hundred kinds, branch and bound has far more to look at.
 *
 * <p>Further resources and conflicts are left out, and of an item of which several fit there may be any number. All that
 * can only make fillings worth more, so {@link #upper} holds in any case. A filling may come out smaller, where an item would
 * have to be taken more often than there are.
 *
 * <p>Cost: units × units × items.
 */
final class Grid {
    private static final int MOST_CELLS = 1 << 17;
    private static final long MOST_WORK = 12_000_000;

    private final int[] wide;
    private final int[] high;
    /** By cell, what is best worth putting into so much room, and the item that was put there last. */
    private long[] best = {};

    private int[] last = {};
    private Fit fit = Fit.NOTHING;
    private int[] most = {};
    private int width;
    private int height;
    /** What the items are worth that take nothing of either resource. */
    private long free;

    private long work;

    /** @param items how many there are at most */
    Grid(int items) {
        wide = new int[items];
        high = new int[items];
    }

    /**
     * Looks for the best filling; false when the machine is too large for that.
     *
     * @param values of one of each item, by item number
     * @param atMost how many of an item may be taken, by position
     * @param worth of a unit by row, to tell which resources are tight
     */
    boolean solve(Fit machine, long[] values, int[] atMost, double[] worth) {
        fit = machine;
        most = atMost;
        int first = tightest(worth, -1);
        if (first < 0) {
            return false;
        }
        width = measure(first, wide);
        height = measure(tightest(worth, first), high);
        long cells = (width + 1L) * (height + 1L);
        if (cells > MOST_CELLS || cells * fit.size() > MOST_WORK) {
            return false;
        }
        if (best.length < cells) {
            best = new long[(int) cells];
            last = new int[(int) cells];
        }
        Arrays.fill(best, 0, (int) cells, 0);
        Arrays.fill(last, 0, (int) cells, -1);
        free = 0;
        for (int p = 0; p < fit.size(); p++) {
            take(p, values[fit.items[p]]);
        }
        work += cells * fit.size();
        return true;
    }

    /** What no filling is worth more than. */
    long upper() {
        return best[cell(width, height)] + free;
    }

    /** What no filling is worth more than that has some of the item at a position, which is worth {@code value}. */
    long upperWith(int p, long value) {
        return fits(p) ? best[cell(width - wide[p], height - high[p])] + value + free : 0;
    }

    /** A filling, by position; worth {@link #upper} unless what was left out speaks against it. */
    int[] counts() {
        return counts(width, height);
    }

    /** A filling with the item at a position, which {@link #upperWith} is about. */
    int[] countsWith(int p) {
        int[] counts = counts(width - wide[p], height - high[p]);
        counts[p] += takesNothing(p) ? 0 : 1;
        return counts;
    }

    /** Elementary operations since the last call of this method. */
    long work() {
        long done = work;
        work = 0;
        return done;
    }

    private int[] counts(int w, int h) {
        int[] counts = new int[fit.size()];
        for (int p = 0; p < counts.length; p++) {
            counts[p] = takesNothing(p) ? most[p] : 0;
        }
        int x = w;
        int y = h;
        for (int p = last[cell(x, y)]; p >= 0 && counts[p] < most[p]; p = last[cell(x, y)]) {
            counts[p]++;
            x -= wide[p];
            y -= high[p];
        }
        return counts;
    }

    private int cell(int w, int h) {
        return w * (height + 1) + h;
    }

    private boolean fits(int p) {
        return most[p] > 0 && wide[p] <= width && high[p] <= height;
    }

    private boolean takesNothing(int p) {
        return wide[p] == 0 && high[p] == 0;
    }

    private int tightest(double[] worth, int except) {
        int tightest = -1;
        double highest = 0;
        for (int j = 0; j < fit.resources; j++) {
            if (j != except && worth[j] * fit.room[j] > highest) {
                highest = worth[j] * fit.room[j];
                tightest = j;
            }
        }
        return tightest;
    }

    /** Tells how many units of a row the machine has, and how many each item takes; -1 is a row that nothing takes of. */
    private int measure(int row, int[] units) {
        Arrays.fill(units, 0, fit.size(), 0);
        if (row < 0) {
            return 0;
        }
        long unit = 0;
        for (int p = 0; p < fit.size(); p++) {
            unit = most[p] > 0 ? divisor(unit, load(p, row)) : unit;
        }
        unit = Math.max(1, unit);
        for (int p = 0; p < fit.size(); p++) {
            units[p] = (int) Math.min(MOST_CELLS, load(p, row) / unit);
        }
        return (int) Math.min(MOST_CELLS, fit.room[row] / unit);
    }

    private long load(int p, int row) {
        return fit.load[p * fit.rows() + row];
    }

    static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private void take(int p, long value) {
        if (!fits(p) || value == 0) {
            return;
        }
        if (takesNothing(p)) {
            free += value * most[p];
        } else if (most[p] > 1) {
            takeMany(p, value);
        } else {
            takeOne(p, value);
        }
    }

    /** From small rooms to large: what is best there may have some of the item already. */
    private void takeMany(int p, long value) {
        for (int w = wide[p]; w <= width; w++) {
            int from = cell(w - wide[p], 0);
            int to = cell(w, high[p]);
            for (int h = 0; h <= height - high[p]; h++) {
                offer(to + h, best[from + h] + value, p);
            }
        }
    }

    private void takeOne(int p, long value) {
        for (int w = width; w >= wide[p]; w--) {
            int from = cell(w - wide[p], 0);
            int to = cell(w, high[p]);
            for (int h = height - high[p]; h >= 0; h--) {
                offer(to + h, best[from + h] + value, p);
            }
        }
    }

    private void offer(int cell, long worth, int p) {
        if (worth > best[cell]) {
            best[cell] = worth;
            last[cell] = p;
        }
    }
}
