package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * The most valuable filling of a large machine in one of its resources, by dynamic programming: each item no more often
 * than there are, all other resources paid for at what they are worth (Lagrange). Where items of one size come in several
 * classes that are worth nearly the same, branch and bound goes through all their mixtures; here they cost a row each.
 *
 * <p>Loads are counted in units that are rounded down where the machine has too many of them, so that whatever fits fits
 * here as well: {@link #upper} holds in any case.
 *
 * <p>Cost: units × items × log of how many there are of each.
 */
final class Strip {
    private static final int MOST_UNITS = 1 << 14;

    private Fit fit = Fit.NOTHING;
    private int units;
    private long[] best = {};
    /** By bundle, the units of room, as a bit set, at which it is taken. */
    private long[][] isTaken = new long[64][];

    private int[] itemOf = new int[64];
    private int[] amountOf = new int[64];
    private int[] widthOf = new int[64];
    private int bundles;
    /** What is there of items that take nothing of the resource, by position. */
    private int[] beside = {};

    private long upper;
    private long work;

    /**
     * Looks for the best filling; false when the resource is not scarce.
     *
     * @param values of one of each item, by item number
     * @param atMost how many of an item may be taken, by position
     * @param worth of a unit by row
     * @param row the resource that is looked at; what it is worth does not matter
     */
    boolean solve(Fit machine, long[] values, int[] atMost, double[] worth, int row) {
        fit = machine;
        double paid = 0;
        for (int j = 0; j < fit.rows(); j++) {
            paid += j == row ? 0 : worth[j] * fit.room[j];
        }
        long unit = unit(atMost, row);
        if (unit == 0 || paid > Pricing.MOST) {
            return false;
        }
        clear((int) (fit.room[row] / unit));
        // neither this nor all gains together are beyond 2⁶⁰
        upper = (long) Math.ceil(paid * Pricing.UP);
        for (int p = 0; p < fit.size(); p++) {
            long gain = values[fit.items[p]] - (long) (weight(p, worth, row) * Pricing.DOWN);
            if (gain > 0 && atMost[p] > 0) {
                take(p, gain, atMost[p], load(p, row) / unit);
            }
        }
        upper += best[units];
        return true;
    }

    /** What no filling is worth more than. */
    long upper() {
        return upper;
    }

    /** What the best filling has of each item, by position; other resources may be too small for it. */
    int[] counts() {
        int[] counts = Arrays.copyOf(beside, fit.size());
        int room = units;
        for (int n = bundles - 1; n >= 0; n--) {
            if ((isTaken[n][room >> 6] & (1L << (room & 63))) != 0) {
                counts[itemOf[n]] += amountOf[n];
                room -= widthOf[n];
            }
        }
        return counts;
    }

    /** Elementary operations since the last call of this method. */
    long work() {
        long done = work;
        work = 0;
        return done;
    }

    private void clear(int room) {
        units = room;
        bundles = 0;
        if (best.length <= units) {
            best = new long[units + 1];
        }
        Arrays.fill(best, 0, units + 1, 0);
        beside = new int[fit.size()];
    }

    /** The largest unit that divides every load, or one in which the room has no more than {@link #MOST_UNITS}. */
    private long unit(int[] atMost, int row) {
        long unit = 0;
        for (int p = 0; p < fit.size(); p++) {
            unit = atMost[p] > 0 ? Grid.divisor(unit, load(p, row)) : unit;
        }
        return unit == 0 ? 0 : Math.max(unit, Math.ceilDiv(fit.room[row], MOST_UNITS));
    }

    private long load(int p, int row) {
        return fit.load[p * fit.rows() + row];
    }

    private double weight(int p, double[] worth, int row) {
        double weight = 0;
        for (int j = 0; j < fit.rows(); j++) {
            weight += j == row ? 0 : worth[j] * load(p, j);
        }
        return weight;
    }

    private void take(int p, long gain, int atMost, long width) {
        if (width == 0) {
            upper += gain * atMost;
            beside[p] = atMost;
            return;
        }
        int left = (int) Math.min(atMost, units / width);
        for (int size = 1; left > 0; size *= 2) {
            int amount = Math.min(size, left);
            takeOnce(p, amount, gain * amount, (int) (width * amount));
            left -= amount;
        }
    }

    /** Takes a bundle of an item or not. */
    private void takeOnce(int p, int amount, long gain, int width) {
        int n = open(p, amount, width);
        long[] taken = isTaken[n];
        for (int room = units; room >= width; room--) {
            long with = best[room - width] + gain;
            if (with > best[room]) {
                best[room] = with;
                taken[room >> 6] |= 1L << (room & 63);
            }
        }
        work += units - width;
    }

    private int open(int p, int amount, int width) {
        if (bundles == itemOf.length) {
            itemOf = Arrays.copyOf(itemOf, 2 * bundles);
            amountOf = Arrays.copyOf(amountOf, 2 * bundles);
            widthOf = Arrays.copyOf(widthOf, 2 * bundles);
            isTaken = Arrays.copyOf(isTaken, 2 * bundles);
        }
        itemOf[bundles] = p;
        amountOf[bundles] = amount;
        widthOf[bundles] = width;
        int words = (units >> 6) + 1;
        long[] taken = isTaken[bundles];
        if (taken == null || taken.length < words) {
            isTaken[bundles] = new long[words];
        } else {
            Arrays.fill(taken, 0, words, 0);
        }
        return bundles++;
    }
}
