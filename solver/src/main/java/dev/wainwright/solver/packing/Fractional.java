package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * How much the items on one machine can be worth when items may be cut: a linear program with as many rows as the machine
 * has scarce resources, and one column per item, between none and as many as fit.
 *
 * <p>Primal simplex with bounded columns (Dantzig 1955), the largest possible gain first. A basis has two to four columns,
 * so an iteration is one pass over the items. A {@link Start} remembers where the last call for a machine ended; other
 * values leave that place feasible, and usually a handful of iterations suffices.
 *
 * <p>What counts is {@link #worth}: what one unit of each resource is worth. Whatever it holds, the caller can derive a
 * bound from it, so nothing here needs to be exact.
 */
final class Fractional {
    private static final double EPSILON = 1e-9;

    /** Where a call ended. */
    static final class Start {
        int[] basis = {};
        boolean[] full = {};
    }

    private final int stride;
    private final double[] load;
    private final int[] items;
    private final boolean[] full;
    private final double[] amounts;
    private final double[] caps;
    private final double[] gains;
    private final double[] scale;
    private final double[] duals;
    private final double[] step;
    private final double[] inBasis;
    private final int[] basis;
    private final double[][] inverse;
    private int size;
    private int rows;
    private int[] resources = {};
    private long iterations;

    /** Worth of a unit by position in the machine's scarce resources; never negative. */
    final double[] worth;

    Fractional(Packing packing) {
        stride = packing.resources();
        int n = packing.items().size();
        load = new double[n * stride];
        for (int k = 0; k < n; k++) {
            for (int r = 0; r < stride; r++) {
                load[k * stride + r] = packing.items().get(k).load()[r];
            }
        }
        items = new int[n];
        full = new boolean[n];
        amounts = new double[n];
        caps = new double[n];
        gains = new double[n];
        scale = new double[stride];
        duals = new double[stride];
        step = new double[stride];
        inBasis = new double[stride];
        basis = new int[stride];
        worth = new double[stride];
        inverse = new double[stride][stride];
    }

    /** Passes over the items since the last call of this method. */
    long iterations() {
        long sum = iterations;
        iterations = 0;
        return sum;
    }

    /** How much of the item at a position was taken, after {@link #solve}. */
    double amount(int position) {
        return amounts[position];
    }

    /** @param most how many of each item may be taken at most, by position; with a start always the same */
    void solve(Fit fit, long[] values, int[] most, Start start) {
        size = fit.size();
        resources = fit.resources;
        rows = resources.length;
        for (int j = 0; j < rows; j++) {
            scale[j] = 1.0 / Math.max(1, fit.room[j]);
        }
        for (int i = 0; i < size; i++) {
            items[i] = fit.items[i];
            caps[i] = most[i];
            gains[i] = values[items[i]];
        }
        if (!resume(start)) {
            restart();
        }
        int limit = 20 + 4 * (size + rows);
        for (int n = 0; n < limit; n++) {
            iterations++;
            price();
            int entering = entering();
            if (entering < 0) {
                break;
            }
            advance(entering);
        }
        price();
        for (int j = 0; j < rows; j++) {
            worth[j] = Math.max(0, duals[j] * scale[j]);
        }
        remember(start);
    }

    private void remember(Start start) {
        start.basis = Arrays.copyOf(basis, rows);
        start.full = Arrays.copyOf(full, size);
        for (int i = 0; i < size; i++) {
            amounts[i] = full[i] ? caps[i] : 0;
        }
        for (int j = 0; j < rows; j++) {
            if (basis[j] < size) {
                amounts[basis[j]] = Math.clamp(inBasis[j], 0, caps[basis[j]]);
            }
        }
    }

    private void restart() {
        Arrays.fill(full, 0, size, false);
        for (int j = 0; j < rows; j++) {
            basis[j] = size + j;
            inBasis[j] = 1;
            Arrays.fill(inverse[j], 0, rows, 0);
            inverse[j][j] = 1;
        }
    }

    private boolean resume(Start start) {
        if (start.basis.length != rows || start.full.length != size) {
            return false;
        }
        System.arraycopy(start.basis, 0, basis, 0, rows);
        System.arraycopy(start.full, 0, full, 0, size);
        if (!invert()) {
            return false;
        }
        for (int j = 0; j < rows; j++) {
            double most = basis[j] < size ? caps[basis[j]] : Double.MAX_VALUE;
            if (!(inBasis[j] > -1e-7 && inBasis[j] < most + 1e-7 * most)) {
                return false;
            }
        }
        return true;
    }

    /** The inverse of the basis from scratch (Gauss-Jordan), and what is in the basis; false when it has none. */
    private boolean invert() {
        double[][] matrix = new double[rows][2 * rows];
        double[] left = new double[rows];
        for (int j = 0; j < rows; j++) {
            left[j] = 1;
            matrix[j][rows + j] = 1;
            for (int c = 0; c < rows; c++) {
                matrix[j][c] = entry(basis[c], j);
            }
        }
        for (int i = 0; i < size; i++) {
            if (full[i]) {
                for (int j = 0; j < rows; j++) {
                    left[j] -= caps[i] * entry(i, j);
                }
            }
        }
        if (!Dense.eliminate(matrix)) {
            return false;
        }
        for (int j = 0; j < rows; j++) {
            inBasis[j] = 0;
            for (int c = 0; c < rows; c++) {
                inverse[j][c] = matrix[j][rows + c];
                inBasis[j] += inverse[j][c] * left[c];
            }
        }
        return true;
    }

    private double entry(int column, int row) {
        if (column >= size) {
            return column - size == row ? 1 : 0;
        }
        return load[items[column] * stride + resources[row]] * scale[row];
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
            step[c] = sum * scale[c];
        }
    }

    /** The column that promises the largest gain, or -1. */
    private int entering() {
        int best = -1;
        double most = 0;
        for (int i = 0; i < size; i++) {
            int at = items[i] * stride;
            double gain = gains[i];
            double size0 = gain;
            for (int j = 0; j < rows; j++) {
                double cost = step[j] * load[at + resources[j]];
                gain -= cost;
                size0 += Math.abs(cost);
            }
            double promise = (full[i] ? -gain : gain) * caps[i];
            if (promise > most && Math.abs(gain) > EPSILON * size0 && !isBasic(i)) {
                most = promise;
                best = i;
            }
        }
        for (int j = 0; j < rows; j++) {
            if (-duals[j] > Math.max(most, EPSILON) && !isBasic(size + j)) {
                most = -duals[j];
                best = size + j;
            }
        }
        return best;
    }

    private boolean isBasic(int column) {
        for (int j = 0; j < rows; j++) {
            if (basis[j] == column) {
                return true;
            }
        }
        return false;
    }

    private void advance(int entering) {
        double direction = entering < size && full[entering] ? -1 : 1;
        double length = entering < size ? caps[entering] : Double.MAX_VALUE;
        int leaving = -1;
        for (int j = 0; j < rows; j++) {
            double sum = 0;
            for (int c = 0; c < rows; c++) {
                sum += inverse[j][c] * entry(entering, c);
            }
            step[j] = sum;
            double rate = direction * sum;
            if (Math.abs(rate) < 1e-11) {
                continue;
            }
            double space = rate > 0 ? inBasis[j] : (basis[j] < size ? caps[basis[j]] - inBasis[j] : Double.MAX_VALUE);
            double reach = Math.max(0, space) / Math.abs(rate);
            if (reach < length) {
                length = reach;
                leaving = j;
            }
        }
        for (int j = 0; j < rows; j++) {
            inBasis[j] -= direction * step[j] * length;
        }
        if (leaving < 0) {
            if (entering < size) {
                full[entering] = !full[entering];
            }
            return;
        }
        exchange(leaving, entering, direction, length);
    }

    private void exchange(int leaving, int entering, double direction, double length) {
        int gone = basis[leaving];
        if (gone < size) {
            full[gone] = direction * step[leaving] < 0;
        }
        basis[leaving] = entering;
        if (entering < size) {
            inBasis[leaving] = direction > 0 ? length : caps[entering] - length;
            full[entering] = false;
        } else {
            inBasis[leaving] = length;
        }
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
}
