package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * What the items from any position on can add at most, for any amount left of one resource: dynamic programming over that
 * resource in up to some hundred equal parts, with the others paid for at fixed worths (Lagrange).
 *
 * <p>Where a machine holds few pieces this is much sharper than cutting items, because no item is cut along the resource.
 * Loads are rounded down to parts and so is the room: what fits, fits in parts. Whole numbers throughout.
 */
final class Ladder {
    private static final int PARTS = 400;

    /** The resource's row. */
    final int row;

    private final long part;
    private final int top;
    private long[][] reach = {};
    private final long[] gains;
    private final int[] parts;

    /** What is paid for all of the other resources, rounded up. */
    private long rent;

    Ladder(Fit fit, int row) {
        this.row = row;
        long divisor = 0;
        for (int i = 0; i < fit.size(); i++) {
            divisor = gcd(fit.load[i * fit.rows() + row], divisor);
        }
        long room = fit.room[row];
        part = Math.max(Math.max(1, divisor), room / PARTS / Math.max(1, divisor) * Math.max(1, divisor));
        top = (int) (room / part);
        gains = new long[fit.size()];
        parts = new int[fit.size()];
        for (int i = 0; i < fit.size(); i++) {
            parts[i] = (int) (fit.load[i * fit.rows() + row] / part);
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /**
     * Works the bounds out.
     *
     * @param order the positions in the order in which they are decided
     * @param most how many of each, by position
     * @param worths of a unit of each row; that of {@link #row} does not matter
     */
    void climb(Fit fit, long[] values, int[] order, int[] most, double[] worths) {
        if (reach.length != order.length + 1) {
            reach = new long[order.length + 1][top + 1];
        }
        double paid = 0;
        for (int j = 0; j < fit.resources; j++) {
            paid += j == row ? 0 : worths[j] * fit.room[j];
        }
        rent = (long) Math.ceil(paid * Pricing.UP);
        Arrays.fill(reach[order.length], 0);
        for (int n = order.length - 1; n >= 0; n--) {
            int p = order[n];
            double cost = 0;
            for (int j = 0; j < fit.resources; j++) {
                cost += j == row ? 0 : worths[j] * fit.load[p * fit.rows() + j];
            }
            gains[p] = values[fit.items[p]] - (long) (cost * Pricing.DOWN);
            step(reach[n + 1], reach[n], gains[p], parts[p], most[p]);
        }
    }

    private void step(long[] after, long[] now, long gain, int size, int most) {
        System.arraycopy(after, 0, now, 0, top + 1);
        if (gain <= 0 || most == 0) {
            return;
        }
        if (size == 0) {
            for (int c = 0; c <= top; c++) {
                now[c] += gain * most;
            }
        } else if (most >= top / size) {
            // as many as fit anyway
            for (int c = size; c <= top; c++) {
                now[c] = Math.max(now[c], now[c - size] + gain);
            }
        } else {
            for (int c = size; c <= top; c++) {
                long best = now[c];
                for (int t = 1, at = c - size; t <= most && at >= 0; t++, at -= size) {
                    best = Math.max(best, after[at] + t * gain);
                }
                now[c] = best;
            }
        }
    }

    /** What no filling is worth more than. */
    long bound() {
        return rent + reach[0][top];
    }

    /** Elementary operations of one call of {@link #climb}. */
    long work() {
        return (long) reach.length * (top + 1);
    }

    /** What is paid for the other resources by an empty machine. */
    long rent() {
        return rent;
    }

    /** What the items from the n-th in order on can add, with so much left of the resource, other resources paid apart. */
    long ahead(int n, long left) {
        return reach[n][(int) (left / part)];
    }

    /** What is paid for the other resources by one item. */
    long gain(int p) {
        return gains[p];
    }

    /** How much of each item, by position, the filling behind {@link #bound} takes; it may overfill other rows. */
    void trace(int[] order, int[] amounts) {
        int c = top;
        for (int n = 0; n < order.length; n++) {
            int p = order[n];
            int amount = 0;
            while (reach[n][c] != amount * gains[p] + reach[n + 1][c - amount * parts[p]]) {
                amount++;
            }
            c -= amount * parts[p];
            amounts[p] = amount;
        }
    }
}
