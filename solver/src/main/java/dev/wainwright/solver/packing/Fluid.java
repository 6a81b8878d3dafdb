package dev.wainwright.solver.packing;

import java.util.Arrays;
import java.util.List;

/**
 * First values for the items, as if they were liquid: what a unit of each resource costs when machines may be cut and items
 * poured. They take no regard of which machine admits what, and are nearly right where machines are large.
 *
 * <p>A linear program with a row per resource and a column per machine; it takes microseconds.
 */
final class Fluid {
    private Fluid() {}

    /** Worth of one of each item in nano-dollars; machines that draw on budgets are left aside unless all do. */
    static double[] itemValues(Packing packing, List<Fit> fits, Steps steps) {
        boolean anyFree = fits.stream()
                .anyMatch(fit -> packing.machines().get(fit.machine).draws().isEmpty());
        double[] total = totals(packing, fits);
        int[] resources = java.util.stream.IntStream.range(0, total.length)
                .filter(r -> total[r] > 0)
                .toArray();
        var values = new double[packing.items().size()];
        if (resources.length == 0) {
            return values;
        }
        var ones = new double[resources.length];
        Arrays.fill(ones, 1);
        var simplex = new Simplex(ones);
        double highest = 1;
        for (Fit fit : fits) {
            highest = Math.max(
                    highest, (double) packing.machines().get(fit.machine).price());
        }
        for (int j = 0; j < resources.length; j++) {
            int[] row = {j};
            simplex.add(row, new double[] {-1}, 0);
            simplex.startWith(simplex.add(row, new double[] {1}, 1e6));
        }
        simplex.start();
        for (Fit fit : fits) {
            Packing.Machine machine = packing.machines().get(fit.machine);
            if (!anyFree || machine.draws().isEmpty()) {
                addMachine(simplex, machine, resources, total, highest);
            }
        }
        simplex.solve(steps);
        double[] duals = simplex.duals();
        for (int k = 0; k < values.length; k++) {
            for (int j = 0; j < resources.length; j++) {
                double share = packing.items().get(k).load()[resources[j]] / total[resources[j]];
                values[k] += Math.max(0, duals[j]) * highest * share;
            }
        }
        return values;
    }

    private static void addMachine(
            Simplex simplex, Packing.Machine machine, int[] resources, double[] total, double highest) {
        var rows = new int[resources.length];
        var entries = new double[resources.length];
        int size = 0;
        for (int j = 0; j < resources.length; j++) {
            if (machine.room()[resources[j]] > 0) {
                rows[size] = j;
                entries[size++] = Math.min(1, machine.room()[resources[j]] / total[resources[j]]);
            }
        }
        simplex.add(Arrays.copyOf(rows, size), Arrays.copyOf(entries, size), machine.price() / highest);
    }

    private static double[] totals(Packing packing, List<Fit> fits) {
        var held = new boolean[packing.items().size()];
        for (Fit fit : fits) {
            for (int item : fit.items) {
                held[item] = true;
            }
        }
        var total = new double[packing.resources()];
        for (int k = 0; k < held.length; k++) {
            for (int r = 0; r < total.length && held[k]; r++) {
                Packing.Item item = packing.items().get(k);
                total[r] += (double) item.load()[r] * item.count();
            }
        }
        return total;
    }
}
