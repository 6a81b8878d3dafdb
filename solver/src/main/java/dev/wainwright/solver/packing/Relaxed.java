package dev.wainwright.solver.packing;

import java.util.List;

/**
 * What {@link Relaxation} found.
 *
 * @param patterns every pattern it met, the given ones first; many are good even when they are not taken
 * @param amounts how much of each pattern the fractional plan takes, at least 0
 * @param itemDuals what one of each item may cost, in billionths of a dollar; no filling of any machine is worth more than
 *     the machine's price and its draws at {@code budgetDuals}. Whole numbers
 * @param budgetDuals what one unit of each budget costs, in billionths of a dollar
 * @param bound no packing that places every item that some machine can hold costs less, in billionths of a dollar;
 *     certified by {@link Certificate}
 * @param converged whether the bound is as close to the price of the fractional plan as was asked for
 */
public record Relaxed(
        List<Pattern> patterns,
        double[] amounts,
        double[] itemDuals,
        double[] budgetDuals,
        long bound,
        boolean converged) {
    public Relaxed {
        patterns = List.copyOf(patterns);
    }
}
