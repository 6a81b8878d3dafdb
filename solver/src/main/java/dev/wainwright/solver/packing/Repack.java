package dev.wainwright.solver.packing;

import java.util.List;
import java.util.stream.IntStream;

/** The way to a cheap packing. */
public final class Repack {
    private Repack() {}

    public static List<Pattern> cheapest(Packing packing, List<Pattern> incumbent, Steps steps) {
        int[] kinds = IntStream.range(0, packing.machines().size()).toArray();
        int[] counts = packing.items().stream().mapToInt(Packing.Item::count).toArray();
        long[] budgets = packing.budgets().stream().mapToLong(Packing.Budget::limit).toArray();
        return Construct.pack(packing, kinds, values(packing), counts, budgets, steps);
    }

    /** What each item costs at best when it is alone on the machine that suits it best. */
    private static double[] values(Packing packing) {
        double[] values = new double[packing.items().size()];
        for (int item = 0; item < values.length; item++) {
            Packing.Item it = packing.items().get(item);
            double best = Double.POSITIVE_INFINITY;
            for (Packing.Machine machine : packing.machines()) {
                if (dev.wainwright.solver.catalogue.Bits.has(machine.admits(), item)) {
                    double share = 0;
                    for (int r = 0; r < it.load().length; r++) {
                        if (it.load()[r] > 0) {
                            share = Math.max(share, machine.room()[r] == 0 ? 2 : (double) it.load()[r] / machine.room()[r]);
                        }
                    }
                    if (share <= 1) {
                        best = Math.min(best, share * machine.price());
                    }
                }
            }
            values[item] = best == Double.POSITIVE_INFINITY ? 1 : best;
        }
        return values;
    }
}
