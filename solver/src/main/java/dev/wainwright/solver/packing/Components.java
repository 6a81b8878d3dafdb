package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a question apart into questions that have nothing to do with each other: items that no machine could hold both of,
 * and that do not compete for a budget either. Pods that zone rules hold to their zones fall apart by zone.
 */
final class Components {
    private final Packing packing;
    private final int[] parent;

    private Components(Packing packing, List<Fit> fits) {
        this.packing = packing;
        int items = packing.items().size();
        parent = new int[items + packing.budgets().size()];
        Arrays.setAll(parent, i -> i);
        for (Fit fit : fits) {
            for (int item : fit.items) {
                join(fit.items[0], item);
            }
            for (Packing.Draw draw : packing.machines().get(fit.machine).draws()) {
                join(fit.items[0], items + draw.budget());
            }
        }
    }

    /** Per component how many of each item are in it; items that no machine can hold are in none. */
    static List<int[]> of(Packing packing, List<Fit> fits) {
        return new Components(packing, fits).counts(fits);
    }

    private List<int[]> counts(List<Fit> fits) {
        long[] fitting = Bits.none(packing.items().size());
        for (Fit fit : fits) {
            for (int item : fit.items) {
                Bits.set(fitting, item);
            }
        }
        Map<Integer, int[]> components = new TreeMap<>();
        for (int item = Bits.next(fitting, 0); item >= 0; item = Bits.next(fitting, item + 1)) {
            int[] counts = components.computeIfAbsent(
                    root(item), r -> new int[packing.items().size()]);
            counts[item] = packing.items().get(item).count();
        }
        return List.copyOf(components.values());
    }

    private void join(int a, int b) {
        int low = Math.min(root(a), root(b));
        int high = Math.max(root(a), root(b));
        parent[high] = low;
    }

    private int root(int i) {
        int root = i;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }
}
