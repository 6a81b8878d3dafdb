package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pattern LP in outline, for many items: those that the same machines admit and that are about equally large are one
 * group, and within a group an item's value is what its loads are worth. So there is a row for each group and resource
 * instead of one for each item, and values settle in a few rounds. A linear program over fewer values has a smaller optimum,
 * and not much smaller.
 */
final class Groups implements PatternProgram {
    /** Leaving something behind costs this many times what everything would cost on the dearest machines. */
    private static final double LEFT_BEHIND = 50;

    private final Packing packing;
    private final Simplex simplex;
    private final double scale;
    private final int[] groupOf;
    /** By group and resource, or -1. */
    private final int[][] rowOf;

    private final double[][] totals;
    private final int[] budgetRow;
    private final double[] budgetScale;
    private final List<Pattern> patterns = new ArrayList<>();

    private record Key(List<Long> admitting, int size) {}

    /**
     * @param dearest a price that no packing reaches
     * @param fineness into how many groups items are taken apart that differ by a factor of two in size
     */
    Groups(Packing packing, List<Fit> fits, double dearest, double fineness) {
        this.packing = packing;
        groupOf = groups(packing, fits, fineness);
        int groups = 1 + Arrays.stream(groupOf).max().orElse(-1);
        totals = new double[groups][packing.resources()];
        for (int k = 0; k < groupOf.length; k++) {
            for (int r = 0; r < packing.resources() && groupOf[k] >= 0; r++) {
                Packing.Item item = packing.items().get(k);
                totals[groupOf[k]][r] += (double) item.load()[r] * item.count();
            }
        }
        rowOf = new int[groups][packing.resources()];
        int rows = 0;
        for (int g = 0; g < groups; g++) {
            for (int r = 0; r < packing.resources(); r++) {
                rowOf[g][r] = totals[g][r] > 0 ? rows++ : -1;
            }
        }
        budgetRow = new int[packing.budgets().size()];
        budgetScale = new double[budgetRow.length];
        double[] right = new double[rows + budgetRow.length];
        Arrays.fill(right, 0, rows, 1);
        for (int b = 0; b < budgetRow.length; b++) {
            double limit = packing.budgets().get(b).limit();
            budgetScale[b] = 1 / Math.max(1, limit);
            right[rows + b] = limit * budgetScale[b];
            budgetRow[b] = rows + b;
        }
        scale = Math.max(1, dearest);
        simplex = new Simplex(right);
        for (int row = 0; row < rows; row++) {
            simplex.add(new int[] {row}, new double[] {-1}, 0);
            simplex.startWith(simplex.add(new int[] {row}, new double[] {1}, LEFT_BEHIND));
        }
        for (int row : budgetRow) {
            simplex.startWith(simplex.add(new int[] {row}, new double[] {1}, 0));
        }
        simplex.start();
    }

    private static int[] groups(Packing packing, List<Fit> fits, double fineness) {
        long[][] admitting = new long[packing.items().size()][];
        Arrays.setAll(admitting, k -> Bits.none(fits.size()));
        double[] largest = new double[packing.resources()];
        for (int m = 0; m < fits.size(); m++) {
            Packing.Machine machine = packing.machines().get(fits.get(m).machine);
            for (int r = 0; r < largest.length; r++) {
                largest[r] = Math.max(largest[r], (double) machine.room()[r]);
            }
            for (int k = 0; k < admitting.length; k++) {
                if (Bits.has(machine.admits(), k)) {
                    Bits.set(admitting[k], m);
                }
            }
        }
        Map<Key, Integer> numbers = new HashMap<>();
        int[] groups = new int[admitting.length];
        Arrays.fill(groups, -1);
        for (Fit fit : fits) {
            for (int k : fit.items) {
                if (groups[k] < 0) {
                    var key = new Key(
                            Arrays.stream(admitting[k]).boxed().toList(),
                            size(packing.items().get(k), largest, fineness));
                    groups[k] = numbers.computeIfAbsent(key, unknown -> numbers.size());
                }
            }
        }
        return groups;
    }

    /** The order of magnitude of the largest part that an item takes of anything. */
    private static int size(Packing.Item item, double[] largest, double fineness) {
        double share = 0;
        for (int r = 0; r < largest.length; r++) {
            share = Math.max(share, (double) item.load()[r] / Math.max(1, largest[r]));
        }
        return Math.max(
                (int) (-12 * fineness), (int) Math.floor(Math.log(Math.max(1e-9, share)) / Math.log(2) * fineness));
    }

    @Override
    public void add(Pattern pattern) {
        Map<Integer, Double> entries = new TreeMap<>();
        for (int i = 0; i < pattern.items().length; i++) {
            int k = pattern.items()[i];
            for (int r = 0; r < packing.resources() && groupOf[k] >= 0; r++) {
                double load = (double) packing.items().get(k).load()[r] * pattern.counts()[i];
                if (load > 0) {
                    entries.merge(rowOf[groupOf[k]][r], load / totals[groupOf[k]][r], Double::sum);
                }
            }
        }
        for (Packing.Draw draw : packing.machines().get(pattern.machine()).draws()) {
            entries.merge(budgetRow[draw.budget()], draw.amount() * budgetScale[draw.budget()], Double::sum);
        }
        patterns.add(pattern);
        simplex.add(
                entries.keySet().stream().mapToInt(Integer::intValue).toArray(),
                entries.values().stream().mapToDouble(Double::doubleValue).toArray(),
                packing.machines().get(pattern.machine()).price() / scale);
    }

    @Override
    public boolean solve(Steps steps) {
        return simplex.solve(steps);
    }

    @Override
    public double price() {
        return simplex.objective() * scale;
    }

    @Override
    public double[] itemDuals() {
        double[] duals = simplex.duals();
        var values = new double[groupOf.length];
        for (int k = 0; k < values.length; k++) {
            for (int r = 0; r < packing.resources() && groupOf[k] >= 0; r++) {
                double load = (double) packing.items().get(k).load()[r];
                if (load > 0) {
                    values[k] += Math.max(0, duals[rowOf[groupOf[k]][r]]) * scale * load / totals[groupOf[k]][r];
                }
            }
        }
        return values;
    }

    @Override
    public double[] budgetDuals() {
        return PatternProgram.budgetDuals(simplex.duals(), budgetRow, scale, budgetScale);
    }

    @Override
    public List<Pattern> patterns() {
        return patterns;
    }
}
