package dev.wainwright.simulation.report;

import java.util.Arrays;

/** Values whose quantiles are asked for at the end; a growing array of numbers and nothing else. */
final class Samples {
    private double[] values = new double[16];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    void addAll(Samples other) {
        for (int i = 0; i < other.count; i++) {
            add(other.values[i]);
        }
    }

    int count() {
        return count;
    }

    /** By the nearest rank: a value that really occurred. */
    Report.Quantiles quantiles() {
        if (count == 0) {
            return Report.Quantiles.NONE;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new Report.Quantiles(count, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[count - 1]);
    }

    private static double at(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }
}
