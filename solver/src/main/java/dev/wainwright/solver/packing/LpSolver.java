package dev.wainwright.solver.packing;

/**
 * Solves the linear programs behind the bound. What it says is a suggestion and no more: {@link Certificate} proves the
 * bound from any values, and packings are checked piece by piece. So one that is wrong costs quality, never truth. Others
 * than our own are found by {@link java.util.ServiceLoader}.
 */
public interface LpSolver {
    /** Our own. */
    LpSolver OWN = new LpSolver() {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Program open(double[] right) {
            return new Simplex(right);
        }
    };

    /** What users call it. */
    String name();

    /**
     * Begins a program.
     *
     * @param right the right-hand sides of its rows, at least 0
     */
    Program open(double[] right);

    /**
     * Minimises c·x over A·x = b, x ≥ 0 with b ≥ 0; columns may be added between calls of {@link #solve}, which goes on where
     * the last one ended. The same calls have to get the same answers on every machine.
     */
    interface Program extends AutoCloseable {
        /** Adds a column and tells its number, counting from 0. */
        int add(int[] rows, double[] entries, double cost);

        /** Says that a column with a single, positive entry may be the first basis' column for its row. */
        void startWith(int column);

        /** Called once, when every row has such a column. */
        void start();

        void setCost(int column, double cost);

        double cost(int column);

        /** Goes on to the optimum and takes steps for the work; false when they were spent before it was reached. */
        boolean solve(Steps steps);

        /** What is known of the optimum after {@link #solve}. */
        double objective();

        /** What one more in each row would cost. */
        double[] duals();

        /** How much of each column is taken, at least 0. */
        double[] amounts();

        /** Gives back what is not on the heap. */
        @Override
        default void close() {}
    }
}
