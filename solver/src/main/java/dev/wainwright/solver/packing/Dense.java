package dev.wainwright.solver.packing;

/** Small dense linear algebra. */
final class Dense {
    private Dense() {}

    /** Turns {@code [A | C]} into {@code [I | A⁻¹C]}, with row exchanges; false when A is as good as singular. */
    static boolean eliminate(double[][] matrix) {
        int n = matrix.length;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                if (Math.abs(matrix[r][c]) > Math.abs(matrix[pivot][c])) {
                    pivot = r;
                }
            }
            if (Math.abs(matrix[pivot][c]) < 1e-12) {
                return false;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[c];
            matrix[c] = row;
            double factor = 1 / row[c];
            for (int k = c; k < row.length; k++) {
                row[k] *= factor;
            }
            for (int r = 0; r < n; r++) {
                subtract(matrix[r], row, r == c ? 0 : matrix[r][c], c);
            }
        }
        return true;
    }

    /** {@code to += factor × column}. */
    static void add(double[] to, double[] column, double factor) {
        if (factor != 0) {
            for (int i = 0; i < to.length; i++) {
                to[i] += factor * column[i];
            }
        }
    }

    private static void subtract(double[] from, double[] row, double factor, int start) {
        if (factor != 0) {
            for (int k = start; k < row.length; k++) {
                from[k] -= factor * row[k];
            }
        }
    }
}
