package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * How much the items on one machine can be worth when items may be cut: a linear program with as many rows as the machine
 * has scarce resources, and one column per item, between a least and a most.
 *
 * <p>Simplex with bounded columns (Dantzig 1955): the primal one, largest possible gain first, where values have changed
 * since the last call; the dual one where bounds have. A basis has two to four columns, so an iteration is one pass over the
 * items. A {@link Start} remembers where the last call for a machine ended; usually a handful of iterations suffices.
 *
 * <p>What counts is {@link #worth}: what one unit of each resource is worth. Whatever it holds, the caller derives a proven
 * bound from it, so nothing here needs to be exact.
 */
final class Fractional {
    private static final double EPSILON = 1e-9;
    private static final double SMALL = 1e-11;

    /** Where a call ended. */
    static final class Start {
        private int[] basis = {};
        private boolean[] full = {};
        private double[] worth = {};

        /** Worth of a unit of each of the machine's scarce resources; empty before the first call. */
        double[] worth() {
            return worth;
        }

        void forget() {
            basis = new int[0];
        }
    }

    /** The least and the most of each item, by position; to be set by the caller. */
    final int[] least;

    final int[] most;

    /** Worth of a unit by position in the machine's scarce resources; never negative. */
    final double[] worth;

    private final double[] share;
    private final double[] gains;
    private final boolean[] full;
    private final boolean[] basic;
    private final int[] basis;
    private final double[] inBasis;
    private final double[] scale;
    private final double[] duals;
    private final double[] step;
    private final int[] paid;
    private final double[][] inverse;
    private int size;
    private int rows;
    private int paying;
    private long passes;

    Fractional(Packing packing) {
        int n = packing.items().size();
        int stride = packing.resources() + Fit.CUTS;
        least = new int[n];
        most = new int[n];
        share = new double[n * stride];
        gains = new double[n];
        full = new boolean[n];
        basic = new boolean[n + stride];
        basis = new int[stride];
        inBasis = new double[stride];
        scale = new double[stride];
        duals = new double[stride];
        step = new double[stride];
        paid = new int[stride];
        worth = new double[stride];
        inverse = new double[stride][stride];
    }

    /** Passes over the items since the last call of this method. */
    long passes() {
        long sum = passes;
        passes = 0;
        return sum;
    }

    /** Takes up a machine; {@link #least} and {@link #most} hold by its items' positions. */
    void open(Fit fit, long[] values, Start start) {
        size = fit.size();
        rows = fit.rows();
        for (int j = 0; j < rows; j++) {
            scale[j] = 1.0 / fit.room[j];
        }
        for (int i = 0; i < size; i++) {
            gains[i] = values[fit.items[i]];
            for (int j = 0; j < rows; j++) {
                share[i * rows + j] = fit.load[i * rows + j] * scale[j];
            }
        }
        if (!resume(start)) {
            restart();
        }
        primal();
        remember(start);
    }

    /** Goes on after bounds have changed; what the least amounts take must fit. */
    void reopen() {
        // whichever bound suits the duals: then the basis is dual feasible, wherever the last call left it
        for (int i = 0; i < size; i++) {
            full[i] = !basic[i] && reduced(i) > 0;
        }
        passes++;
        if (!settle() || !dual()) {
            restart();
            primal();
        }
        derive();
    }

    /** How much of the item at a position is taken. */
    double amount(int position) {
        if (!basic[position]) {
            return full[position] ? most[position] : least[position];
        }
        for (int j = 0; j < rows; j++) {
            if (basis[j] == position) {
                return Math.clamp(inBasis[j], least[position], most[position]);
            }
        }
        return 0;
    }

    private void derive() {
        for (int j = 0; j < rows; j++) {
            worth[j] = Math.max(0, duals[j] * scale[j]);
        }
    }

    private void remember(Start start) {
        derive();
        if (start.basis.length != rows || start.full.length != size) {
            start.basis = new int[rows];
            start.worth = new double[rows];
            start.full = new boolean[size];
        }
        System.arraycopy(basis, 0, start.basis, 0, rows);
        System.arraycopy(worth, 0, start.worth, 0, rows);
        System.arraycopy(full, 0, start.full, 0, size);
    }

    private boolean resume(Start start) {
        if (start.basis.length != rows || start.full.length != size) {
            return false;
        }
        System.arraycopy(start.basis, 0, basis, 0, rows);
        System.arraycopy(start.full, 0, full, 0, size);
        Arrays.fill(basic, 0, size + rows, false);
        for (int j = 0; j < rows; j++) {
            basic[basis[j]] = true;
        }
        if (!invert() || !settle()) {
            return false;
        }
        for (int j = 0; j < rows; j++) {
            if (violation(j) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Everything at its least, which is feasible. */
    private void restart() {
        Arrays.fill(full, 0, size, false);
        Arrays.fill(basic, 0, size, false);
        for (int j = 0; j < rows; j++) {
            basis[j] = size + j;
            basic[size + j] = true;
            Arrays.fill(inverse[j], 0, rows, 0);
            inverse[j][j] = 1;
        }
        settle();
        price();
    }

    private boolean invert() {
        var matrix = new double[rows][2 * rows];
        for (int j = 0; j < rows; j++) {
            matrix[j][rows + j] = 1;
            for (int c = 0; c < rows; c++) {
                matrix[j][c] = entry(basis[c], j);
            }
        }
        if (!Dense.eliminate(matrix)) {
            return false;
        }
        for (int j = 0; j < rows; j++) {
            System.arraycopy(matrix[j], rows, inverse[j], 0, rows);
        }
        price();
        return true;
    }

    /** Works out what is in the basis; false when the numbers have gone astray. */
    private boolean settle() {
        Arrays.fill(step, 0, rows, 1);
        for (int i = 0; i < size; i++) {
            int amount = full[i] ? most[i] : least[i];
            if (amount > 0 && !basic[i]) {
                for (int j = 0; j < rows; j++) {
                    step[j] -= amount * share[i * rows + j];
                }
            }
        }
        double sum = 0;
        for (int j = 0; j < rows; j++) {
            inBasis[j] = 0;
            for (int c = 0; c < rows; c++) {
                inBasis[j] += inverse[j][c] * step[c];
            }
            sum += inBasis[j];
        }
        passes++;
        return Math.abs(sum) < 1e12;
    }

    private double entry(int column, int row) {
        if (column >= size) {
            return column - size == row ? 1 : 0;
        }
        return share[column * rows + row];
    }

    private double lower(int column) {
        return column < size ? least[column] : 0;
    }

    private double upper(int column) {
        return column < size ? most[column] : Double.MAX_VALUE;
    }

    private void price() {
        for (int c = 0; c < rows; c++) {
            double sum = 0;
            for (int j = 0; j < rows; j++) {
                if (basis[j] < size) {
                    sum += gains[basis[j]] * inverse[j][c];
                }
            }
            duals[c] = sum;
        }
        paying = 0;
        for (int c = 0; c < rows; c++) {
            if (duals[c] != 0) {
                paid[paying++] = c;
            }
        }
    }

    private double reduced(int i) {
        double gain = gains[i];
        for (int n = 0; n < paying; n++) {
            gain -= duals[paid[n]] * share[i * rows + paid[n]];
        }
        return gain;
    }

    private void primal() {
        int limit = 20 + 4 * (size + rows);
        for (int n = 0; n < limit; n++) {
            passes++;
            int entering = promising();
            if (entering < 0) {
                return;
            }
            advance(entering);
            price();
        }
    }

    /** The column that promises the largest gain, or -1. */
    private int promising() {
        int best = -1;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double gain = reduced(i);
            double promise = (full[i] ? -gain : gain) * (most[i] - least[i]);
            if (promise > largest && Math.abs(gain) > EPSILON * gains[i] && !basic[i]) {
                largest = promise;
                best = i;
            }
        }
        for (int j = 0; j < rows; j++) {
            if (-duals[j] > Math.max(largest, EPSILON) && !basic[size + j]) {
                largest = -duals[j];
                best = size + j;
            }
        }
        return best;
    }

    private void column(int entering) {
        for (int j = 0; j < rows; j++) {
            double sum = 0;
            for (int c = 0; c < rows; c++) {
                sum += inverse[j][c] * entry(entering, c);
            }
            step[j] = sum;
        }
    }

    private void advance(int entering) {
        boolean down = entering < size && full[entering];
        double direction = down ? -1 : 1;
        double length = upper(entering) - lower(entering);
        int leaving = -1;
        column(entering);
        for (int j = 0; j < rows; j++) {
            double rate = direction * step[j];
            if (Math.abs(rate) < SMALL) {
                continue;
            }
            double space = rate > 0 ? inBasis[j] - lower(basis[j]) : upper(basis[j]) - inBasis[j];
            double reach = Math.max(0, space) / Math.abs(rate);
            if (reach < length) {
                length = reach;
                leaving = j;
            }
        }
        for (int j = 0; j < rows; j++) {
            inBasis[j] -= direction * step[j] * length;
        }
        if (leaving >= 0) {
            double from = down ? upper(entering) : lower(entering);
            exchange(leaving, entering, direction * step[leaving] < 0, from + direction * length);
        } else if (entering < size) {
            full[entering] = !full[entering];
        }
    }

    /** Swaps a column into the basis; {@link #step} is its direction. */
    private void exchange(int leaving, int entering, boolean leavesFull, double amount) {
        int gone = basis[leaving];
        basic[gone] = false;
        if (gone < size) {
            full[gone] = leavesFull;
        }
        basic[entering] = true;
        basis[leaving] = entering;
        inBasis[leaving] = amount;
        double pivot = step[leaving];
        for (int c = 0; c < rows; c++) {
            inverse[leaving][c] /= pivot;
        }
        for (int j = 0; j < rows; j++) {
            if (j != leaving && step[j] != 0) {
                for (int c = 0; c < rows; c++) {
                    inverse[j][c] -= step[j] * inverse[leaving][c];
                }
            }
        }
    }

    /** How far what is in a row of the basis is beyond its bounds: above 0 beyond the most, below 0 beyond the least. */
    private double violation(int j) {
        double over = inBasis[j] - upper(basis[j]);
        double under = inBasis[j] - lower(basis[j]);
        return over > 1e-7 ? over : Math.min(0, under < -1e-7 ? under : 0);
    }

    /** Dual simplex; false when it does not get there. */
    private boolean dual() {
        for (int n = 0; n < 40; n++) {
            int leaving = -1;
            double worst = 0;
            for (int j = 0; j < rows; j++) {
                if (Math.abs(violation(j)) > worst) {
                    worst = Math.abs(violation(j));
                    leaving = j;
                }
            }
            if (leaving < 0) {
                return true;
            }
            passes++;
            boolean over = violation(leaving) > 0;
            int entering = cheapest(leaving, over);
            if (entering < 0) {
                return false;
            }
            column(entering);
            double excess = inBasis[leaving] - (over ? upper(basis[leaving]) : lower(basis[leaving]));
            double length = excess / step[leaving];
            double from = entering < size && full[entering] ? upper(entering) : lower(entering);
            for (int j = 0; j < rows; j++) {
                inBasis[j] -= step[j] * length;
            }
            exchange(leaving, entering, over, from + length);
            price();
        }
        return false;
    }

    /** The column that brings a row back to its bounds at the least loss, or -1. */
    private int cheapest(int leaving, boolean over) {
        int best = -1;
        double least0 = Double.MAX_VALUE;
        double[] row = inverse[leaving];
        for (int i = 0; i < size; i++) {
            if (basic[i] || least[i] == most[i]) {
                continue;
            }
            double rate = 0;
            for (int j = 0; j < rows; j++) {
                rate += row[j] * share[i * rows + j];
            }
            boolean helps = full[i] == over ? rate < -SMALL : rate > SMALL;
            if (helps) {
                double loss = Math.abs(reduced(i) / rate);
                if (loss < least0) {
                    least0 = loss;
                    best = i;
                }
            }
        }
        for (int j = 0; j < rows; j++) {
            boolean helps = over ? row[j] > SMALL : row[j] < -SMALL;
            if (!basic[size + j] && helps) {
                double loss = Math.abs(duals[j] / row[j]);
                if (loss < least0) {
                    least0 = loss;
                    best = size + j;
                }
            }
        }
        return best;
    }
}
