package dev.wainwright.runtime.chance;

/**
 * Quantiles of the standard normal distribution, by inverting the distribution function step by step: the function itself
 * comes from the power series of erf within 3 deviations and from the continued fraction of its tail outside.
 */
final class StandardNormal {
    /** What double precision leaves of a share; six standard deviations and more do not occur. */
    private static final double FURTHEST = 8;

    private static final int STEPS = 60;

    private StandardNormal() {}

    static double quantile(double share) {
        double low = -FURTHEST;
        double high = FURTHEST;
        for (int i = 0; i < STEPS && low < high; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double cumulative(double x) {
        if (Math.abs(x) > 3) {
            double tail = tail(Math.abs(x));
            return x > 0 ? 1 - tail : tail;
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17; n++) {
            term *= x * x / (2 * n + 1);
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    private static double tail(double x) {
        double fraction = 0;
        for (int n = 40; n > 0; n--) {
            fraction = n / (x + fraction);
        }
        return density(x) / (x + fraction);
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
