package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Leaves out machines that another one can stand in for.
 *
 * <p>Machine {@code b} stands in for {@code a} when whatever fits on {@code a} fits on {@code b}, and {@code b} costs no
 * more and draws no more of any budget. Every packing can then do without {@code a}, so leaving it out changes neither the
 * best price nor any lower bound. Only items that fit on {@code a} one by one count, and room that all of them together
 * cannot fill counts as filled: that is why a machine with an idle GPU can be stood in for by one without.
 *
 * <p>Cost: machines × machines that remain × (resources + items / 64).
 */
final class Dominance {
    private Dominance() {}

    /** The machines to keep, ascending, each with what it can hold; those that can hold nothing are left out as well. */
    static List<Fit> undominated(Packing packing) {
        var all = new ArrayList<Kind>();
        for (int m = 0; m < packing.machines().size(); m++) {
            Fit.Capacity capacity = Fit.Capacity.of(packing, m);
            if (capacity.items().length > 0) {
                all.add(new Kind(packing, capacity));
            }
        }
        Collections.sort(all);
        var kept = new ArrayList<Kind>();
        for (Kind kind : all) {
            if (!kind.canBeReplacedByAny(kept)) {
                kept.add(kind);
            }
        }
        return kept.stream()
                .map(Kind::capacity)
                .sorted(Comparator.comparingInt(Fit.Capacity::machine))
                .map(capacity -> new Fit(packing, capacity))
                .toList();
    }

    private record Kind(Packing.Machine machine, Fit.Capacity capacity, long[] held, long[] usable, double roominess)
            implements Comparable<Kind> {
        Kind(Packing packing, Fit.Capacity capacity) {
            Packing.Machine machine = packing.machines().get(capacity.machine());
            long[] usable = usable(packing, capacity, machine.room());
            double roominess = 0;
            for (long room : usable) {
                roominess += Math.log1p((double) room);
            }
            this(machine, capacity, held(packing, capacity), usable, roominess);
        }

        private static long[] held(Packing packing, Fit.Capacity capacity) {
            long[] held = Bits.none(packing.items().size());
            for (int item : capacity.items()) {
                Bits.set(held, item);
            }
            return held;
        }

        /** The room, cut down to what everything together would take; a sum too large to count leaves the room as it is. */
        private static long[] usable(Packing packing, Fit.Capacity capacity, long[] room) {
            int[] items = capacity.items();
            long[] usable = new long[room.length];
            for (int r = 0; r < room.length; r++) {
                long load = 0;
                for (int i = 0; i < items.length && load < room[r]; i++) {
                    // one product is at most the room, and the sum before it is below the room
                    load += packing.items().get(items[i]).load()[r] * capacity.most()[i];
                    load = load < 0 ? room[r] : load;
                }
                usable[r] = Math.min(load, room[r]);
            }
            return usable;
        }

        /** Who can stand in for whom comes before. */
        @Override
        public int compareTo(Kind other) {
            int order = Long.compare(machine.price(), other.machine.price());
            order = order != 0
                    ? order
                    : Integer.compare(
                            machine.draws().size(), other.machine.draws().size());
            order = order != 0 ? order : Double.compare(other.roominess, roominess);
            return order != 0 ? order : Integer.compare(capacity.machine(), other.capacity.machine());
        }

        boolean canBeReplacedByAny(List<Kind> others) {
            for (Kind other : others) {
                if (canBeReplacedBy(other)) {
                    return true;
                }
            }
            return false;
        }

        private boolean canBeReplacedBy(Kind other) {
            if (other.machine.price() > machine.price()) {
                return false;
            }
            for (int r = 0; r < usable.length; r++) {
                if (other.machine.room()[r] < usable[r]) {
                    return false;
                }
            }
            for (int w = 0; w < held.length; w++) {
                if ((held[w] & ~other.held[w]) != 0) {
                    return false;
                }
            }
            return other.machine.draws().isEmpty()
                    || other.machine.draws().stream().allMatch(this::drawsAsMuch);
        }

        private boolean drawsAsMuch(Packing.Draw draw) {
            return machine.draws().stream()
                    .anyMatch(own -> own.budget() == draw.budget() && own.amount() >= draw.amount());
        }
    }
}
