package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small questions from a seed, and their answers by trying everything. */
final class Questions {
    private Questions() {}

    /** Up to so many items of up to four pieces, and machines, with conflicts, caps, zero loads and prices, and budgets. */
    static Packing random(Random dice, int mostItems, int mostPieces) {
        int n = 1 + dice.nextInt(mostItems);
        int resources = 1 + dice.nextInt(3);
        long[][] conflicts = new long[n][1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (dice.nextInt(6) == 0) {
                    conflicts[i][0] |= 1L << j;
                    conflicts[j][0] |= 1L << i;
                }
            }
        }
        var items = new ArrayList<Packing.Item>();
        for (int k = 0; k < n; k++) {
            long[] load = amounts(dice, resources, 20, 4);
            items.add(new Packing.Item(1 + dice.nextInt(mostPieces), load, 1 + dice.nextInt(4), conflicts[k]));
        }
        var budgets = new ArrayList<Packing.Budget>();
        var machines = new ArrayList<Packing.Machine>();
        for (int m = 0; m < 3; m++) {
            var draws = new ArrayList<Packing.Draw>();
            if (dice.nextInt(3) == 0) {
                draws.add(new Packing.Draw(budgets.size(), 1 + dice.nextInt(3)));
                budgets.add(new Packing.Budget(dice.nextInt(5)));
            }
            long price = dice.nextInt(5) == 0 ? 0 : 1 + dice.nextInt(100_000);
            long[] admits = {(dice.nextLong() | 1L << dice.nextInt(n)) & (1L << n) - 1};
            machines.add(new Packing.Machine(amounts(dice, resources, 60, 20), price, admits, draws));
        }
        return new Packing(items, machines, budgets);
    }

    private static long[] amounts(Random dice, int size, int most, int zeroEvery) {
        long[] amounts = new long[size];
        for (int r = 0; r < size; r++) {
            amounts[r] = dice.nextInt(zeroEvery) == 0 ? 0 : 1 + dice.nextInt(most);
        }
        return amounts;
    }

    /** Every filling of a machine, by how many of each item. */
    static List<int[]> fillings(Packing packing, int machine) {
        var all = new ArrayList<int[]>();
        fill(
                packing,
                packing.machines().get(machine),
                0,
                new int[packing.items().size()],
                all);
        return all;
    }

    private static void fill(Packing packing, Packing.Machine machine, int k, int[] counts, List<int[]> all) {
        if (k == counts.length) {
            all.add(counts.clone());
            return;
        }
        Packing.Item item = packing.items().get(k);
        for (int t = 0; t <= Math.min(item.count(), item.perMachine()); t++) {
            counts[k] = t;
            if (t == 0 || fits(packing, machine, counts, k)) {
                fill(packing, machine, k + 1, counts, all);
            }
        }
        counts[k] = 0;
    }

    private static boolean fits(Packing packing, Packing.Machine machine, int[] counts, int last) {
        if ((machine.admits()[0] >>> last & 1) == 0) {
            return false;
        }
        for (int q = 0; q < last; q++) {
            if (counts[q] > 0 && (packing.items().get(last).conflicts()[0] >>> q & 1) != 0) {
                return false;
            }
        }
        for (int r = 0; r < machine.room().length; r++) {
            long load = 0;
            for (int q = 0; q <= last; q++) {
                load += packing.items().get(q).load()[r] * counts[q];
            }
            if (load > machine.room()[r]) {
                return false;
            }
        }
        return true;
    }

    /** The least price of placing every item that fits anywhere; {@link Long#MAX_VALUE} when the budgets do not allow it. */
    static long cheapest(Packing packing) {
        var fillings = new ArrayList<List<int[]>>();
        var placeable = new boolean[packing.items().size()];
        for (int m = 0; m < packing.machines().size(); m++) {
            fillings.add(fillings(packing, m));
            for (int[] filling : fillings.get(m)) {
                for (int k = 0; k < filling.length; k++) {
                    placeable[k] |= filling[k] > 0;
                }
            }
        }
        var left = new ArrayList<Long>();
        for (int k = 0; k < placeable.length; k++) {
            left.add(placeable[k] ? (long) packing.items().get(k).count() : 0L);
        }
        var drawn = new ArrayList<Long>();
        packing.budgets().forEach(budget -> drawn.add(budget.limit()));
        return cheapest(packing, fillings, left, drawn, new HashMap<>());
    }

    private static long cheapest(
            Packing packing,
            List<List<int[]>> fillings,
            List<Long> left,
            List<Long> budgets,
            Map<List<List<Long>>, Long> known) {
        int first = 0;
        while (first < left.size() && left.get(first) == 0) {
            first++;
        }
        if (first == left.size()) {
            return 0;
        }
        List<List<Long>> state = List.of(List.copyOf(left), List.copyOf(budgets));
        Long before = known.get(state);
        if (before != null) {
            return before;
        }
        long best = Long.MAX_VALUE;
        for (int m = 0; m < fillings.size(); m++) {
            List<Long> rest = afterDraws(packing.machines().get(m), budgets);
            for (int[] filling : rest.isEmpty() && !budgets.isEmpty() ? List.<int[]>of() : fillings.get(m)) {
                if (filling[first] > 0) {
                    long more = cheapest(packing, fillings, without(left, filling), rest, known);
                    if (more < Long.MAX_VALUE) {
                        best = Math.min(best, more + packing.machines().get(m).price());
                    }
                }
            }
        }
        known.put(state, best);
        return best;
    }

    /** What the budgets hold after a machine; empty when they do not hold enough. */
    private static List<Long> afterDraws(Packing.Machine machine, List<Long> budgets) {
        var rest = new ArrayList<>(budgets);
        for (Packing.Draw draw : machine.draws()) {
            rest.set(draw.budget(), rest.get(draw.budget()) - draw.amount());
        }
        return rest.stream().anyMatch(amount -> amount < 0) ? List.of() : rest;
    }

    private static List<Long> without(List<Long> left, int[] filling) {
        var rest = new ArrayList<Long>();
        for (int k = 0; k < filling.length; k++) {
            rest.add(Math.max(0, left.get(k) - filling[k]));
        }
        return rest;
    }
}
