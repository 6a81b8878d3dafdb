package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Packs by taking, again and again, the machine whose load is worth most for its price, where an item is worth what the
 * caller says; the duals of the pattern LP are good values, because a machine that earns its price under them is one that a
 * cheapest packing may use.
 *
 * <p>The worth of a machine only falls as items run out, so machines wait in a queue ordered by what they were worth last,
 * and are looked at again only when they come to its head. Cost: about machines taken × machines looked at × items.
 */
final class Construct {
    private final Packing packing;
    private final Filler filler;
    private final double[] values;
    private final int[] left;
    private final long[] budgets;
    private int open;

    /** A kind, what a load of it was worth per price when it was looked at last, and that load. */
    private record Offer(int machine, double ratio, int[] items, int[] counts) implements Comparable<Offer> {
        @Override
        public int compareTo(Offer other) {
            int byRatio = Double.compare(other.ratio, ratio);
            return byRatio != 0 ? byRatio : Integer.compare(machine, other.machine);
        }
    }

    private Construct(Packing packing, Filler filler, double[] values, int[] items, long[] budgets) {
        this.packing = packing;
        this.filler = filler;
        this.values = values;
        left = items.clone();
        this.budgets = budgets.clone();
        for (int count : left) {
            open += count;
        }
    }

    /**
     * A packing of {@code items} (how many of each) onto machines among {@code kinds}; what fits nowhere, or no more within
     * {@code budgets}, is left out.
     */
    static List<Pattern> pack(
            Packing packing, int[] kinds, double[] values, int[] items, long[] budgets, Steps steps) {
        return new Construct(packing, new Filler(packing), values, items, budgets).pack(kinds, steps);
    }

    private List<Pattern> pack(int[] kinds, Steps steps) {
        var queue = new PriorityQueue<Offer>();
        for (int kind : kinds) {
            look(queue, kind, steps);
        }
        var patterns = new ArrayList<Pattern>();
        while (open > 0 && !queue.isEmpty()) {
            Offer best = queue.poll();
            if (!isStillThere(best)) {
                look(queue, best.machine, steps);
                continue;
            }
            for (int copies = copies(best); copies > 0; copies--) {
                patterns.add(take(best));
            }
            look(queue, best.machine, steps);
        }
        return patterns;
    }

    private void look(PriorityQueue<Offer> queue, int kind, Steps steps) {
        Packing.Machine machine = packing.machines().get(kind);
        if (!affords(machine)) {
            return;
        }
        steps.take(1 + left.length / 100);
        double worth = filler.fill(kind, values, left);
        if (filler.size() > 0) {
            double ratio = worth / Math.max(machine.price(), 1);
            queue.add(new Offer(kind, ratio, filler.items(), filler.counts()));
        }
    }

    private boolean affords(Packing.Machine machine) {
        return machine.draws().stream().allMatch(draw -> draw.amount() <= budgets[draw.budget()]);
    }

    private boolean isStillThere(Offer offer) {
        for (int i = 0; i < offer.items.length; i++) {
            if (left[offer.items[i]] < offer.counts[i]) {
                return false;
            }
        }
        return affords(packing.machines().get(offer.machine));
    }

    /** How often the very same load can be taken before it would look different. */
    private int copies(Offer offer) {
        long copies = Integer.MAX_VALUE;
        for (int i = 0; i < offer.items.length; i++) {
            copies = Math.min(copies, left[offer.items[i]] / offer.counts[i]);
        }
        for (Packing.Draw draw : packing.machines().get(offer.machine).draws()) {
            copies = Math.min(copies, budgets[draw.budget()] / draw.amount());
        }
        return (int) copies;
    }

    private Pattern take(Offer offer) {
        for (int i = 0; i < offer.items.length; i++) {
            left[offer.items[i]] -= offer.counts[i];
            open -= offer.counts[i];
        }
        packing.machines().get(offer.machine).draws().forEach(draw -> budgets[draw.budget()] -= draw.amount());
        return new Pattern(offer.machine, offer.items, offer.counts);
    }

    /** Fills one machine greedily, the items worth most for the room they take first. */
    static final class Filler {
        private final Packing packing;
        private final int[][] orders;
        private final double[][] orderValues;
        private final long[] room;
        private final int[] chosen;
        private final int[] counts;
        private int size;

        Filler(Packing packing) {
            this.packing = packing;
            orders = new int[packing.machines().size()][];
            orderValues = new double[packing.machines().size()][];
            room = new long[packing.resources()];
            chosen = new int[packing.items().size()];
            counts = new int[packing.items().size()];
        }

        int size() {
            return size;
        }

        int[] items() {
            int[] items = Arrays.copyOf(chosen, size);
            Arrays.sort(items);
            return items;
        }

        /** The counts, in the order of {@link #items}. */
        int[] counts() {
            int[] sorted = items();
            int[] result = new int[size];
            for (int i = 0; i < size; i++) {
                result[i] = counts[sorted[i]];
            }
            return result;
        }

        /** Fills a machine of the kind from what is left and returns what that is worth. */
        double fill(int kind, double[] values, int[] left) {
            Packing.Machine machine = packing.machines().get(kind);
            System.arraycopy(machine.room(), 0, room, 0, room.length);
            size = 0;
            double worth = 0;
            for (int item : order(kind, values)) {
                if (left[item] > 0 && isOpen(item)) {
                    int count = (int) Math.min(Math.min(left[item], packing.items().get(item).perMachine()), fits(item));
                    if (count > 0) {
                        chosen[size++] = item;
                        counts[item] = count;
                        worth += count * values[item];
                        long[] load = packing.items().get(item).load();
                        for (int r = 0; r < room.length; r++) {
                            room[r] -= count * load[r];
                        }
                    }
                }
            }
            return worth;
        }

        private boolean isOpen(int item) {
            long[] conflicts = packing.items().get(item).conflicts();
            for (int i = 0; i < size; i++) {
                if (Bits.has(conflicts, chosen[i])) {
                    return false;
                }
            }
            return true;
        }

        private long fits(int item) {
            long[] load = packing.items().get(item).load();
            long most = Integer.MAX_VALUE;
            for (int r = 0; r < room.length; r++) {
                if (load[r] > 0) {
                    most = Math.min(most, room[r] / load[r]);
                }
            }
            return most;
        }

        private int[] order(int kind, double[] values) {
            if (orders[kind] == null || orderValues[kind] != values) {
                Packing.Machine machine = packing.machines().get(kind);
                var admitted = new ArrayList<Integer>();
                double[] density = new double[values.length];
                for (int item = 0; item < values.length; item++) {
                    if (Bits.has(machine.admits(), item)) {
                        density[item] = values[item] / share(packing.items().get(item).load(), machine.room());
                        admitted.add(item);
                    }
                }
                admitted.sort((a, b) -> Double.compare(density[b], density[a]));
                orders[kind] = admitted.stream().mapToInt(Integer::intValue).toArray();
                orderValues[kind] = values;
            }
            return orders[kind];
        }

        /** How much of a machine a load takes: the mean of its shares of each resource. */
        private static double share(long[] load, long[] room) {
            double share = 1e-12;
            for (int r = 0; r < room.length; r++) {
                if (load[r] > 0) {
                    share += room[r] == 0 ? 1e6 : (double) load[r] / room[r];
                }
            }
            return share;
        }
    }
}
