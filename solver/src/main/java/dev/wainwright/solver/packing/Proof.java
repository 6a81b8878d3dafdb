package dev.wainwright.solver.packing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A lower bound worked out in whole numbers from what is proven of each machine: how much its fillings are worth at most,
 * and what it costs. All values are multiplied by the largest fraction at which no filling is worth more than its machine
 * costs (Farley 1990); machines with a budget to themselves need not spoil it for all: the price of their budget is set to
 * what makes up the difference. Every rounding goes to the safe side.
 */
final class Proof {
    static final Proof NONE =
            new Proof(0, new long[0], new BigInteger[0], new Fraction(BigInteger.ONE, BigInteger.ONE));

    private final long bound;
    private final long[] values;
    private final BigInteger[] prices;
    private final Fraction factor;

    private record Fraction(BigInteger numerator, BigInteger denominator) {
        boolean isLessThan(Fraction other) {
            return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator)) < 0;
        }

        BigInteger down(BigInteger number) {
            return number.multiply(numerator).divide(denominator);
        }

        BigInteger up(BigInteger number) {
            return number.multiply(numerator)
                    .add(denominator)
                    .subtract(BigInteger.ONE)
                    .divide(denominator);
        }
    }

    private Proof(long bound, long[] values, BigInteger[] prices, Fraction factor) {
        this.bound = bound;
        this.values = values;
        this.prices = prices;
        this.factor = factor;
    }

    /**
     * @param values of one of each item, in nano-dollars
     * @param uppers what no filling of a machine is worth more than, at these values
     * @param prices of a unit of each budget, in 2⁻²⁴ nano-dollars; those of machines' own budgets are not looked at
     */
    static Proof of(Charges charges, long[] values, long[] uppers, BigInteger[] prices) {
        Fraction factor = factor(charges, uppers, prices);
        BigInteger[] all = prices.clone();
        for (int m = 0; m < uppers.length; m++) {
            if (charges.hasOwnBudget(m)) {
                BigInteger worth = factor.up(BigInteger.valueOf(uppers[m]));
                all[charges.ownBudget(m)] = makeUp(charges, m, worth, prices);
            }
        }
        BigInteger budgets = BigInteger.ZERO;
        for (int b = 0; b < all.length; b++) {
            long limit = charges.packing.budgets().get(b).limit();
            budgets = budgets.subtract(all[b].multiply(BigInteger.valueOf(limit)));
        }
        // what the budgets are worth in nano-dollars, rounded up since it is negative
        BigInteger sum = factor.down(worth(charges, values)).add(budgets.shiftRight(Charges.PLACES));
        long bound =
                sum.max(BigInteger.ZERO).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
        return new Proof(bound, values.clone(), all, factor);
    }

    /** The largest fraction at which no filling of a machine without a budget of its own is worth more than it costs. */
    private static Fraction factor(Charges charges, long[] uppers, BigInteger[] prices) {
        Fraction least = null;
        for (int m = 0; m < uppers.length; m++) {
            if (!charges.hasOwnBudget(m) && uppers[m] > 0) {
                var fraction = new Fraction(BigInteger.valueOf(charges.cost(m, prices)), BigInteger.valueOf(uppers[m]));
                if (least == null || fraction.isLessThan(least)) {
                    least = fraction;
                }
            }
        }
        // nothing but machines with budgets of their own, or no value at all
        return least == null ? new Fraction(BigInteger.ONE, BigInteger.ONE) : least;
    }

    /** The price of a machine's own budget at which its fillings are worth no more than it costs, rounded up. */
    private static BigInteger makeUp(Charges charges, int m, BigInteger worth, BigInteger[] prices) {
        BigInteger missing = worth.subtract(BigInteger.valueOf(charges.cost(m, prices)))
                .max(BigInteger.ZERO)
                .shiftLeft(Charges.PLACES);
        BigInteger amount = BigInteger.valueOf(charges.ownDraw(m));
        return missing.add(amount).subtract(BigInteger.ONE).divide(amount);
    }

    /** What everything is worth that some machine can hold. */
    private static BigInteger worth(Charges charges, long[] values) {
        var holdable = new boolean[values.length];
        for (Fit fit : charges.fits) {
            for (int item : fit.items) {
                holdable[item] = true;
            }
        }
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < values.length; k++) {
            if (holdable[k]) {
                long count = charges.packing.items().get(k).count();
                sum = sum.add(BigInteger.valueOf(values[k]).multiply(BigInteger.valueOf(count)));
            }
        }
        return sum;
    }

    /** No packing costs less, in nano-dollars. */
    long bound() {
        return bound;
    }

    /** The values multiplied by the fraction and rounded down, so that no filling is worth more than it costs. */
    double[] fairValues() {
        return Arrays.stream(values)
                .mapToDouble(value -> factor.down(BigInteger.valueOf(value)).doubleValue())
                .toArray();
    }

    /** The budget prices in nano-dollars. */
    double[] fairBudgetPrices() {
        return Arrays.stream(prices)
                .mapToDouble(price -> Math.scalb(price.doubleValue(), -Charges.PLACES))
                .toArray();
    }
}
