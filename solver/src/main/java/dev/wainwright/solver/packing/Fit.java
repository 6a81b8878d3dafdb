package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;

/** What one kind of machine can hold of each item, and which of its resources can run short at all. */
final class Fit {
    static final Fit NOTHING = new Fit();

    final int machine;
    /** The items of which at least one fits, ascending. */
    final int[] items;
    /** How many of each fit when the machine holds nothing else; never more than there are. */
    final int[] most;
    /** The resources that everything together would overfill; the others need no watching. */
    final int[] resources;
    /** Room by position in {@link #resources}. */
    final long[] room;
    /** Whether two items among {@link #items} refuse to share a machine. */
    final boolean conflicts;

    private Fit() {
        machine = -1;
        items = new int[0];
        most = items;
        resources = items;
        room = new long[0];
        conflicts = false;
    }

    Fit(Packing packing, int machine) {
        Packing.Machine kind = packing.machines().get(machine);
        this.machine = machine;
        int[] found = new int[packing.items().size()];
        int[] amounts = new int[found.length];
        int size = 0;
        for (int k = 0; k < found.length; k++) {
            int amount = Bits.has(kind.admits(), k) ? most(packing.items().get(k), kind.room()) : 0;
            if (amount > 0) {
                found[size] = k;
                amounts[size++] = amount;
            }
        }
        items = Arrays.copyOf(found, size);
        most = Arrays.copyOf(amounts, size);
        resources = scarce(packing, kind);
        room = Arrays.stream(resources).mapToLong(r -> kind.room()[r]).toArray();
        conflicts = anyConflict(packing);
    }

    int size() {
        return items.length;
    }

    /** How many of an item fit into {@code room}, at most as many as there are and as one machine may hold. */
    static int most(Packing.Item item, long[] room) {
        long most = Math.min(item.count(), item.perMachine());
        for (int r = 0; r < room.length && most > 0; r++) {
            if (item.load()[r] > 0) {
                most = Math.min(most, room[r] / item.load()[r]);
            }
        }
        return (int) most;
    }

    private int[] scarce(Packing packing, Packing.Machine kind) {
        int[] scarce = new int[kind.room().length];
        int size = 0;
        for (int r = 0; r < kind.room().length; r++) {
            double load = 0;
            for (int i = 0; i < items.length; i++) {
                load += (double) packing.items().get(items[i]).load()[r] * most[i];
            }
            if (load * (1 + 1e-9) > kind.room()[r] && load > 0) {
                scarce[size++] = r;
            }
        }
        return Arrays.copyOf(scarce, size);
    }

    private boolean anyConflict(Packing packing) {
        long[] held = Bits.none(packing.items().size());
        for (int item : items) {
            Bits.set(held, item);
        }
        for (int item : items) {
            long[] against = packing.items().get(item).conflicts();
            for (int w = 0; w < Math.min(against.length, held.length); w++) {
                if ((against[w] & held[w]) != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
