package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.ArrayList;
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
            var fit = new Fit(packing, m);
            if (fit.size() > 0) {
                all.add(new Kind(packing, fit));
            }
        }
        all.sort(Comparator.comparingLong((Kind kind) -> kind.machine.price())
                .thenComparingInt(kind -> kind.machine.draws().size())
                .thenComparing(Comparator.comparingDouble((Kind kind) -> kind.roominess)
                        .reversed())
                .thenComparingInt(kind -> kind.fit.machine));
        var kept = new ArrayList<Kind>();
        for (Kind kind : all) {
            if (kept.stream().noneMatch(kind::canBeReplacedBy)) {
                kept.add(kind);
            }
        }
        return kept.stream()
                .map(Kind::fit)
                .sorted(Comparator.comparingInt(fit -> fit.machine))
                .toList();
    }

    private record Kind(Packing.Machine machine, Fit fit, long[] held, long[] usable, double roominess) {
        Kind(Packing packing, Fit fit) {
            Packing.Machine machine = packing.machines().get(fit.machine);
            long[] usable = usable(packing, fit, machine.room());
            double roominess = 0;
            for (long room : usable) {
                roominess += Math.log1p((double) room);
            }
            this(machine, fit, held(packing, fit), usable, roominess);
        }

        private static long[] held(Packing packing, Fit fit) {
            long[] held = Bits.none(packing.items().size());
            for (int item : fit.items) {
                Bits.set(held, item);
            }
            return held;
        }

        /** The room, cut down to what everything together would take; a sum too large to count leaves the room as it is. */
        private static long[] usable(Packing packing, Fit fit, long[] room) {
            long[] usable = new long[room.length];
            for (int r = 0; r < room.length; r++) {
                long load = 0;
                for (int i = 0; i < fit.size() && load < room[r]; i++) {
                    // one product is at most the room, and the sum before it is below the room
                    load += packing.items().get(fit.items[i]).load()[r] * fit.most[i];
                    load = load < 0 ? room[r] : load;
                }
                usable[r] = Math.min(load, room[r]);
            }
            return usable;
        }

        boolean canBeReplacedBy(Kind other) {
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
            return other.machine.draws().stream().allMatch(this::drawsAsMuch);
        }

        private boolean drawsAsMuch(Packing.Draw draw) {
            return machine.draws().stream()
                    .anyMatch(own -> own.budget() == draw.budget() && own.amount() >= draw.amount());
        }
    }
}
