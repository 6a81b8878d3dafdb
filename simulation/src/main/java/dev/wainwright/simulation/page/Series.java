package dev.wainwright.simulation.page;

/**
 * A figure over time.
 *
 * @param colour 1 to 8, a class of the style sheet; 0 is for what has no colour of its own
 * @param stepped keeps its value until the next
 */
record Series(String name, int colour, double[] values, boolean stepped) {
    double most() {
        double most = 0;
        for (double each : values) {
            most = Math.max(most, each);
        }
        return most;
    }

    Series plus(double[] lower) {
        double[] sum = new double[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = values[i] + lower[i];
        }
        return new Series(name, colour, sum, stepped);
    }
}
