package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * Minimises c·x over A·x = b, x ≥ 0 with b ≥ 0; columns may be added between calls, and a call goes on where the last ended.
 *
 * <p>Revised primal simplex with the dense inverse of the basis, kept by columns, so that adding a multiple of one column
 * to another is a run through memory; worked out anew from time to time. Columns are priced in full only when the
 * candidates of the last full pricing are used up. Ties go to the lowest number; after a row of steps that gain nothing,
 * Bland's rule (1977) leads out. The first basis is given by the caller: one column per row with a single entry.
 *
 * <p>Cost: rows² per iteration, rows³ per new inverse.
 */
final class Simplex implements LpSolver.Program {
    private static final double EPSILON = 1e-9;
    private static final int ANEW = 400;
    private static final int PATIENCE = 60;

    private final int rows;
    private final double[] right;
    private final double[][] inverse;
    private final int[] basis;
    private final int[] first;
    private final double[] inBasis;
    private final double[] step;
    private final double[] duals;
    private int columns;
    private int[][] rowsOf = new int[64][];
    private double[][] entriesOf = new double[64][];
    private double[] costs = new double[64];
    private double[] norms = new double[64];
    private boolean[] basic = new boolean[64];
    private int[] candidates = new int[64];
    private int waiting;
    private int pivots;
    private int idle;

    Simplex(double[] right) {
        rows = right.length;
        this.right = right.clone();
        inverse = new double[rows][rows];
        basis = new int[rows];
        first = new int[rows];
        inBasis = new double[rows];
        step = new double[rows];
        duals = new double[rows];
    }

    /** Adds a column and tells its number. */
    @Override
    public int add(int[] inRows, double[] entries, double cost) {
        if (columns == costs.length) {
            int more = 2 * columns;
            rowsOf = Arrays.copyOf(rowsOf, more);
            entriesOf = Arrays.copyOf(entriesOf, more);
            costs = Arrays.copyOf(costs, more);
            norms = Arrays.copyOf(norms, more);
            basic = Arrays.copyOf(basic, more);
            candidates = Arrays.copyOf(candidates, more);
        }
        double square = 1;
        for (double entry : entries) {
            square += entry * entry;
        }
        rowsOf[columns] = inRows;
        entriesOf[columns] = entries;
        costs[columns] = cost;
        norms[columns] = 1 / Math.sqrt(square);
        return columns++;
    }

    /** Makes a column with a single, positive entry the first basis' column for its row. */
    @Override
    public void startWith(int column) {
        int row = rowsOf[column][0];
        first[row] = column;
    }

    /** To be called once, when every row has its first column. */
    @Override
    public void start() {
        Arrays.fill(basic, false);
        for (int r = 0; r < rows; r++) {
            basis[r] = first[r];
            basic[first[r]] = true;
            Arrays.fill(inverse[r], 0);
            inverse[r][r] = 1 / entriesOf[first[r]][0];
        }
        pivots = 0;
        refresh();
    }

    @Override
    public void setCost(int column, double cost) {
        costs[column] = cost;
    }

    @Override
    public double cost(int column) {
        return costs[column];
    }

    /** Goes on to the optimum, or until the steps are spent; false in the latter case. */
    @Override
    public boolean solve(Steps steps) {
        refresh();
        waiting = 0;
        idle = 0;
        while (!steps.areSpent()) {
            int entering = entering(steps);
            if (entering < 0) {
                return true;
            }
            steps.take(1 + (long) rows * rows / 16_000);
            if (!advance(entering)) {
                return true;
            }
        }
        return false;
    }

    /** What one more in each row would cost. */
    @Override
    public double[] duals() {
        return duals.clone();
    }

    /** How much of each column is taken. */
    @Override
    public double[] amounts() {
        var amounts = new double[columns];
        for (int r = 0; r < rows; r++) {
            amounts[basis[r]] = Math.max(0, inBasis[r]);
        }
        return amounts;
    }

    @Override
    public double objective() {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += costs[basis[r]] * Math.max(0, inBasis[r]);
        }
        return sum;
    }

    private double reduced(int column) {
        int[] at = rowsOf[column];
        double[] entries = entriesOf[column];
        double sum = costs[column];
        for (int i = 0; i < at.length; i++) {
            sum -= duals[at[i]] * entries[i];
        }
        return sum;
    }

    private double tolerance(int column) {
        return EPSILON * (1 + Math.abs(costs[column]));
    }

    /** The column to take in, or -1 when none would lower the cost. */
    private int entering(Steps steps) {
        if (idle > PATIENCE) {
            steps.take(1 + columns / 50);
            return lowest();
        }
        int best = steepest();
        if (best < 0) {
            steps.take(1 + columns / 50);
            collect();
            best = steepest();
        }
        return best;
    }

    private int lowest() {
        for (int c = 0; c < columns; c++) {
            if (!basic[c] && reduced(c) < -tolerance(c)) {
                return c;
            }
        }
        return -1;
    }

    private void collect() {
        waiting = 0;
        for (int c = 0; c < columns; c++) {
            if (!basic[c] && reduced(c) < -tolerance(c)) {
                candidates[waiting++] = c;
            }
        }
    }

    private int steepest() {
        int best = -1;
        double most = 0;
        int kept = 0;
        for (int i = 0; i < waiting; i++) {
            int c = candidates[i];
            double gain = basic[c] ? 0 : -reduced(c);
            if (gain > tolerance(c)) {
                candidates[kept++] = c;
                if (gain * norms[c] > most) {
                    most = gain * norms[c];
                    best = c;
                }
            }
        }
        waiting = kept;
        return best;
    }

    private boolean advance(int entering) {
        double gain = reduced(entering);
        Arrays.fill(step, 0);
        for (int i = 0; i < rowsOf[entering].length; i++) {
            Dense.add(step, inverse[rowsOf[entering][i]], entriesOf[entering][i]);
        }
        int leaving = leaving();
        if (leaving < 0) {
            return false;
        }
        double length = Math.max(0, inBasis[leaving]) / step[leaving];
        idle = length * -gain > 1e-12 * (1 + Math.abs(costs[entering])) ? 0 : idle + 1;
        for (int r = 0; r < rows; r++) {
            inBasis[r] -= length * step[r];
        }
        inBasis[leaving] = length;
        basic[basis[leaving]] = false;
        basic[entering] = true;
        basis[leaving] = entering;
        exchange(leaving, gain);
        if (++pivots >= ANEW) {
            anew();
        }
        return true;
    }

    /** The row that empties first; among those that empty together the one with the largest entry, for accuracy. */
    private int leaving() {
        int leaving = -1;
        double length = Double.MAX_VALUE;
        for (int r = 0; r < rows; r++) {
            if (step[r] <= EPSILON) {
                continue;
            }
            double reach = Math.max(0, inBasis[r]) / step[r];
            boolean better = reach < length - 1e-12 * (1 + length);
            if (!better && leaving >= 0 && reach <= length + 1e-12 * (1 + length)) {
                better = idle > PATIENCE ? basis[r] < basis[leaving] : step[r] > step[leaving];
            }
            if (better) {
                length = Math.min(length, reach);
                leaving = r;
            }
        }
        return leaving;
    }

    private void exchange(int leaving, double gain) {
        double pivot = step[leaving];
        step[leaving] = 0;
        for (int c = 0; c < rows; c++) {
            double[] column = inverse[c];
            double share = column[leaving] / pivot;
            if (share != 0) {
                Dense.add(column, step, -share);
                column[leaving] = share;
                duals[c] += gain * share;
            }
        }
    }

    /** Works the inverse out from the basis; when the basis has none any more, starts over. */
    private void anew() {
        pivots = 0;
        var matrix = new double[rows][2 * rows];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < rowsOf[basis[r]].length; i++) {
                matrix[rowsOf[basis[r]][i]][r] += entriesOf[basis[r]][i];
            }
            matrix[r][rows + r] = 1;
        }
        if (!Dense.eliminate(matrix)) {
            start();
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < rows; c++) {
                inverse[c][r] = matrix[r][rows + c];
            }
        }
        refresh();
    }

    /** What is in the basis and what the rows cost, from the inverse. */
    private void refresh() {
        Arrays.fill(inBasis, 0);
        for (int c = 0; c < rows; c++) {
            Dense.add(inBasis, inverse[c], right[c]);
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += costs[basis[r]] * inverse[c][r];
            }
            duals[c] = sum;
        }
    }
}
