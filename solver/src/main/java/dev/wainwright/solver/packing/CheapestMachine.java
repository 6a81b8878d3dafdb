package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;
import java.util.Comparator;

/** Finds the cheapest machine for a load: kinds by price, the first that holds it. */
final class CheapestMachine {
    private final Packing packing;
    private final int[] byPrice;
    private final long[] load;

    CheapestMachine(Packing packing, int[] kinds) {
        this.packing = packing;
        byPrice = Arrays.stream(kinds)
                .boxed()
                .sorted(Comparator.comparingLong((Integer kind) -> price(kind)).thenComparing(kind -> kind))
                .mapToInt(Integer::intValue)
                .toArray();
        load = new long[packing.resources()];
    }

    private long price(int kind) {
        return packing.machines().get(kind).price();
    }

    /** The cheapest that holds what the pattern does and draws on the same budgets as {@code kind}, or that itself. */
    int of(Pattern pattern, int kind) {
        sum(pattern);
        Packing.Machine given = packing.machines().get(kind);
        for (int candidate : byPrice) {
            Packing.Machine machine = packing.machines().get(candidate);
            if (machine.price() >= given.price()) {
                return kind;
            }
            if (holds(machine, pattern) && drawsNoMore(machine, given)) {
                return candidate;
            }
        }
        return kind;
    }

    private void sum(Pattern pattern) {
        Arrays.fill(load, 0);
        for (int i = 0; i < pattern.items().length; i++) {
            long[] one = packing.items().get(pattern.items()[i]).load();
            for (int r = 0; r < load.length; r++) {
                load[r] += pattern.counts()[i] * one[r];
            }
        }
    }

    private boolean holds(Packing.Machine machine, Pattern pattern) {
        for (int r = 0; r < load.length; r++) {
            if (load[r] > machine.room()[r]) {
                return false;
            }
        }
        for (int item : pattern.items()) {
            if (!Bits.has(machine.admits(), item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean drawsNoMore(Packing.Machine machine, Packing.Machine given) {
        return machine.draws().stream()
                .allMatch(draw -> given.draws().stream()
                        .anyMatch(other -> other.budget() == draw.budget() && other.amount() >= draw.amount()));
    }
}
