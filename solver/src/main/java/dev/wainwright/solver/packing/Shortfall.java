package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for a yardstick by which given machines are too few: the pattern LP for those machines only, with as little left
 * behind as possible. When something is left behind even in fractions, the duals are the sizes (Benders 1962); whether they
 * prove it is for {@link Yardsticks} to say.
 */
final class Shortfall {
    private static final int ROUNDS = 60;
    private static final long EFFORT = 300;
    private static final int REMEMBERED = 60;
    private static final double FINE = 1L << 36;
    private static final double NOTHING = 1e-7;

    private final Packing packing;
    private final List<Fit> fits;
    private final Pricing pricing;
    private final double[] weights;
    private final List<List<Pattern>> known = new ArrayList<>();

    /** @param values what the items are worth, as a measure of how bad it is to leave one behind */
    Shortfall(Packing packing, List<Fit> fits, Pricing pricing, double[] values) {
        this.packing = packing;
        this.fits = fits;
        this.pricing = pricing;
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += values[k] * packing.items().get(k).count();
        }
        double least = Math.max(1, sum) / values.length / 100;
        double all = sum + least * values.length;
        weights = Arrays.stream(values).map(value -> (value + least) / all).toArray();
        fits.forEach(fit -> known.add(new ArrayList<>()));
    }

    /**
     * Sizes of the items that are likely to prove that the machines are too few; empty when fractions fit.
     *
     * @param machines the position of each one's kind
     */
    long[] sizes(int[] machines, Steps steps) {
        int[] counts = new int[fits.size()];
        for (int machine : machines) {
            counts[machine]++;
        }
        int[] kinds =
                IntStream.range(0, counts.length).filter(m -> counts[m] > 0).toArray();
        int items = packing.items().size();
        Simplex simplex = begin(counts, kinds);
        for (int round = 0; round < ROUNDS && simplex.solve(steps); round++) {
            if (simplex.objective() < NOTHING) {
                return new long[0];
            }
            double[] duals = simplex.duals();
            long[] sizes = new long[items];
            double measured = 0;
            for (int k = 0; k < items; k++) {
                sizes[k] = Math.round(Math.max(0, duals[k]) * FINE);
                measured += (double) sizes[k] * packing.items().get(k).count();
            }
            boolean more = false;
            for (int j = 0; j < kinds.length; j++) {
                more |= addFilling(simplex, kinds[j], items + j, sizes, -duals[items + j]);
                measured -= (double) pricing.upper() * counts[kinds[j]];
            }
            steps.take(pricing.work());
            if (measured > 0 || !more) {
                return sizes;
            }
        }
        return new long[0];
    }

    private boolean addFilling(Simplex simplex, int m, int row, long[] sizes, double rent) {
        double least = Math.max(0, rent) * FINE * (1 + 1e-6) + 1;
        long worth = pricing.fill(fits.get(m), sizes, new Fractional.Start());
        if (worth <= least) {
            pricing.search((long) least, EFFORT);
        }
        if (pricing.value() <= least) {
            return false;
        }
        Pattern pattern = pricing.pattern();
        List<Pattern> remembered = known.get(m);
        if (remembered.size() == REMEMBERED) {
            remembered.removeFirst();
        }
        remembered.add(pattern);
        add(simplex, pattern, row);
        return true;
    }

    private Simplex begin(int[] counts, int[] kinds) {
        int items = packing.items().size();
        double[] right = new double[items + kinds.length];
        for (int k = 0; k < items; k++) {
            right[k] = packing.items().get(k).count();
        }
        for (int j = 0; j < kinds.length; j++) {
            right[items + j] = counts[kinds[j]];
        }
        var simplex = new Simplex(right);
        for (int k = 0; k < items; k++) {
            simplex.add(new int[] {k}, new double[] {-1}, 0);
            simplex.startWith(simplex.add(new int[] {k}, new double[] {1}, weights[k]));
        }
        for (int j = 0; j < kinds.length; j++) {
            simplex.startWith(simplex.add(new int[] {items + j}, new double[] {1}, 0));
        }
        simplex.start();
        for (int j = 0; j < kinds.length; j++) {
            for (Pattern pattern : known.get(kinds[j])) {
                add(simplex, pattern, items + j);
            }
        }
        return simplex;
    }

    private static void add(Simplex simplex, Pattern pattern, int row) {
        int size = pattern.items().length;
        int[] rows = Arrays.copyOf(pattern.items(), size + 1);
        double[] entries = new double[size + 1];
        for (int i = 0; i < size; i++) {
            entries[i] = pattern.counts()[i];
        }
        rows[size] = row;
        entries[size] = 1;
        simplex.add(rows, entries, 0);
    }
}
