package dev.wainwright.solver.packing;

import java.util.List;

/** A linear program over the patterns known so far, whose duals tell which further ones it lacks. */
interface PatternProgram {
    void add(Pattern pattern);

    /** Solves over the patterns known; false when the steps were spent before the optimum. */
    boolean solve(Steps steps);

    /** The fractional plan's price in nano-dollars. */
    double price();

    /** What one more of each item would cost, in nano-dollars. */
    double[] itemDuals();

    /** What one more unit of each budget would save, in nano-dollars. */
    double[] budgetDuals();

    List<Pattern> patterns();

    /** What budgets are worth, from the duals of their rows. */
    static double[] budgetDuals(double[] duals, int[] rows, double scale, double[] budgetScale) {
        var result = new double[rows.length];
        for (int b = 0; b < result.length; b++) {
            result[b] = Math.max(0, -duals[rows[b]] * scale * budgetScale[b]);
        }
        return result;
    }
}
