package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;

/** What one kind of machine can hold of each item, and which of its resources can run short at all. */
final class Fit {
    /** How many rows may be cuts. */
    static final int CUTS = 10;

    /** Into how many pieces a resource is cut at most to look for a cut. */
    private static final int PIECES = 64;
    /** A cut has to take off at least this part of what it bounds. */
    private static final double WORTHWHILE = 0.001;

    static final Fit NOTHING = new Fit();

    final int machine;
    /** The items of which at least one fits, ascending. */
    final int[] items;
    /** How many of each fit when the machine holds nothing else; never more than there are. */
    final int[] most;
    /** Room in each of the rows to watch: the resources that everything together would overfill, and cuts. */
    long[] room;
    /** What one of each item takes, by position × rows + row. */
    long[] load;

    /** How many of the rows are resources; the cuts come after them. What fits the resources fits the cuts. */
    final int resources;
    /** Whether two items among {@link #items} refuse to share a machine. */
    final boolean conflicts;

    private Fit() {
        machine = -1;
        items = new int[0];
        most = items;
        resources = 0;
        room = new long[0];
        load = room;
        conflicts = false;
    }

    /**
     * Which items a machine can hold, each by itself; all that it takes to know whether another one can stand in for it.
     *
     * @param items those of which at least one fits, ascending
     * @param most how many of each
     */
    record Capacity(int machine, int[] items, int[] most) {
        static Capacity of(Packing packing, int machine) {
            Packing.Machine kind = packing.machines().get(machine);
            int[] found = new int[packing.items().size()];
            int[] amounts = new int[found.length];
            int size = 0;
            for (int k = 0; k < found.length; k++) {
                int amount =
                        Bits.has(kind.admits(), k) ? Fit.most(packing.items().get(k), kind.room()) : 0;
                if (amount > 0) {
                    found[size] = k;
                    amounts[size++] = amount;
                }
            }
            return new Capacity(machine, Arrays.copyOf(found, size), Arrays.copyOf(amounts, size));
        }
    }

    Fit(Packing packing, int machine) {
        this(packing, Capacity.of(packing, machine));
    }

    Fit(Packing packing, Capacity capacity) {
        machine = capacity.machine();
        items = capacity.items();
        most = capacity.most();
        Packing.Machine kind = packing.machines().get(machine);
        int[] scarce = scarce(packing, kind);
        resources = scarce.length;
        room = Arrays.stream(scarce).mapToLong(r -> kind.room()[r]).toArray();
        load = new long[items.length * resources];
        for (int i = 0; i < items.length; i++) {
            for (int j = 0; j < resources; j++) {
                load[i * resources + j] = packing.items().get(items[i]).load()[scarce[j]];
            }
        }
        conflicts = anyConflict(packing);
    }

    int size() {
        return items.length;
    }

    /** The same machine for some of its items only. */
    Fit only(int[] positions) {
        return new Fit(this, positions);
    }

    private Fit(Fit whole, int[] positions) {
        machine = whole.machine;
        resources = whole.resources;
        room = whole.room;
        conflicts = whole.conflicts;
        int rows = whole.rows();
        items = new int[positions.length];
        most = new int[positions.length];
        load = new long[positions.length * rows];
        for (int i = 0; i < positions.length; i++) {
            items[i] = whole.items[positions[i]];
            most[i] = whole.most[positions[i]];
            System.arraycopy(whole.load, positions[i] * rows, load, i * rows, rows);
        }
    }

    int rows() {
        return room.length;
    }

    /**
     * Adds the row that cuts off most of a fractional filling: in pieces of size d no more than ⌊room / d⌋ fit, and an item
     * takes ⌊load / d⌋ of them (Gomory 1958). What fits without the row fits with it.
     *
     * @param amounts of each item, by position
     * @return whether there was a row that cuts off a worthwhile part
     */
    boolean cut(double[] amounts) {
        if (rows() == resources + CUTS) {
            return false;
        }
        double most = 1 + WORTHWHILE;
        long piece = 0;
        int row = 0;
        for (int j = 0; j < resources; j++) {
            for (int pieces = 2; pieces <= PIECES; pieces++) {
                long size = room[j] / pieces + 1;
                double share = pieces(amounts, j, size) / Math.max(1, room[j] / size);
                if (room[j] / size > 0 && share > most) {
                    most = share;
                    piece = size;
                    row = j;
                }
            }
        }
        if (piece > 0) {
            add(row, piece);
        }
        return piece > 0;
    }

    private double pieces(double[] amounts, int j, long size) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            if (amounts[i] > 0) {
                long whole = load[i * rows() + j] / size;
                sum += amounts[i] * whole;
            }
        }
        return sum;
    }

    private void add(int j, long piece) {
        int rows = rows();
        var wider = new long[items.length * (rows + 1)];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(load, i * rows, wider, i * (rows + 1), rows);
            wider[i * (rows + 1) + rows] = load[i * rows + j] / piece;
        }
        load = wider;
        room = Arrays.copyOf(room, rows + 1);
        room[rows] = room[j] / piece;
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
