package dev.wainwright.solver.packing;

import java.util.Arrays;

/**
 * One machine of a kind and what is on it.
 *
 * @param machine the kind's number
 * @param items the numbers of the items on it, ascending
 * @param counts how many of each, above 0, in the same order
 */
public record Pattern(int machine, int[] items, int[] counts) {
    public Pattern {
        if (items.length != counts.length) {
            throw new IllegalArgumentException(items.length + " items but " + counts.length + " counts");
        }
    }

    /** How many items are on it. */
    int size() {
        return Arrays.stream(counts).sum();
    }

    /** What is on it, at a value for one of each item. */
    double worth(double[] values) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += counts[i] * values[items[i]];
        }
        return sum;
    }
}
