package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether given machines can hold everything, for machines that would have to be nearly full: machine after machine is
 * filled, in every way that leaves no more room unused than all machines together have to spare (bin completion: Martello
 * and Toth 1990, Korf 2002). The small ones come first, because there are few ways of filling them.
 *
 * <p>{@link Loading} is quicker where there is room to spare; this where there is next to none.
 */
final class Completion implements Loader {
    private static final int MOST_KNOWN = 300_000;

    private final Packing packing;
    private final List<Fit> fits;
    private final Steps steps;
    /** The position of each machine's kind, the smallest machine first. */
    private final int[] kinds;
    /** The items, the large ones first. */
    private final int[] order;

    private final int resources;
    /** By item, how many are left, and by resource what those take. */
    private final int[] left;

    private final long[] total;
    /** By machine and resource, the room of this machine and those after it, as far as there is use for it. */
    private final long[][] ahead;
    /** By machine and item. */
    private final int[][] taken;

    private final Set<Key> impossible = new HashSet<>();
    private boolean gaveUp;
    private long work;

    private record Key(int machine, int[] left) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && machine == key.machine && Arrays.equals(left, key.left);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(left) + machine;
        }
    }

    /** @param kinds the position of each machine's kind */
    Completion(Packing packing, List<Fit> fits, int[] kinds, Steps steps) {
        this.packing = packing;
        this.fits = fits;
        this.steps = steps;
        resources = packing.resources();
        left = packing.items().stream().mapToInt(Packing.Item::count).toArray();
        total = new long[resources];
        for (int k = 0; k < left.length; k++) {
            for (int r = 0; r < resources; r++) {
                total[r] += packing.items().get(k).load()[r] * left[k];
            }
        }
        this.kinds = Arrays.stream(kinds)
                .boxed()
                .sorted(Comparator.comparingDouble(kind -> size(ofKind(kind).room())))
                .mapToInt(Integer::intValue)
                .toArray();
        order = IntStream.range(0, left.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer k) -> -size(packing.items().get(k).load()))
                        .thenComparing(k -> k))
                .mapToInt(Integer::intValue)
                .toArray();
        ahead = new long[kinds.length + 1][resources];
        for (int b = kinds.length - 1; b >= 0; b--) {
            for (int r = 0; r < resources; r++) {
                ahead[b][r] = ahead[b + 1][r] + useful(b, r);
            }
        }
        taken = new int[kinds.length][left.length];
    }

    private Packing.Machine ofKind(int kind) {
        return packing.machines().get(fits.get(kind).machine);
    }

    private Packing.Machine machine(int b) {
        return ofKind(kinds[b]);
    }

    /** The largest part of all that is asked for of any resource. */
    private double size(long[] amounts) {
        double size = 0;
        for (int r = 0; r < resources; r++) {
            size = Math.max(size, (double) amounts[r] / Math.max(1, total[r]));
        }
        return size;
    }

    /** A machine's room, or what the items that it admits take if that is less. */
    private long useful(int b, int r) {
        long asked = 0;
        for (int k = 0; k < left.length; k++) {
            if (Bits.has(machine(b).admits(), k)) {
                asked += packing.items().get(k).load()[r] * left[k];
            }
        }
        return Math.min(asked, machine(b).room()[r]);
    }

    @Override
    public Answer answer() {
        if (fill(0)) {
            return Answer.YES;
        }
        return gaveUp ? Answer.UNKNOWN : Answer.NO;
    }

    @Override
    public List<Pattern> patterns() {
        return Loader.patterns(fits, kinds, taken);
    }

    /** Whether what is left goes on a machine and those after it. */
    private boolean fill(int b) {
        if (Arrays.stream(left).allMatch(count -> count == 0)) {
            return true;
        }
        if (b == kinds.length || !isRoomAhead(b)) {
            return false;
        }
        var key = new Key(b, left.clone());
        work += left.length;
        if (impossible.contains(key)) {
            return false;
        }
        var filling = new Filling(b);
        if (filling.choose(0)) {
            return true;
        }
        if (!gaveUp && impossible.size() < MOST_KNOWN) {
            impossible.add(key);
        }
        return false;
    }

    private boolean isRoomAhead(int b) {
        for (int r = 0; r < resources; r++) {
            if (ahead[b][r] < total[r]) {
                return false;
            }
        }
        return true;
    }

    /** One machine being filled. */
    private final class Filling {
        private final int b;
        private final Packing.Machine machine;
        /** By resource what is left of the machine, and how much of it may stay empty: the others cannot hold more. */
        private final long[] free;

        private final long[] mayStay;
        /** By place in the order and resource, what the items from there on that it admits take. */
        private final long[][] offered;

        private final long[] held;

        Filling(int b) {
            this.b = b;
            machine = machine(b);
            free = machine.room().clone();
            mayStay = new long[resources];
            offered = new long[order.length + 1][resources];
            held = Bits.none(left.length);
            for (int r = 0; r < resources; r++) {
                mayStay[r] = free[r] - total[r] + ahead[b + 1][r];
            }
            for (int i = order.length - 1; i >= 0; i--) {
                int k = order[i];
                long[] load = packing.items().get(k).load();
                int most = Bits.has(machine.admits(), k) ? left[k] : 0;
                for (int r = 0; r < resources; r++) {
                    offered[i][r] = offered[i + 1][r] + load[r] * most;
                }
            }
            work += (long) order.length * resources;
        }

        /** Chooses how many of each item from a place in the order on; true when everything else then went elsewhere. */
        boolean choose(int at) {
            if (isOutOfWork() || !canBeEnough(at)) {
                return false;
            }
            if (at == order.length) {
                return isFull() && fill(b + 1);
            }
            int k = order[at];
            int most = fitting(k);
            for (int amount = most; amount >= 0; amount--) {
                put(k, amount);
                if (choose(at + 1)) {
                    return true;
                }
                put(k, -amount);
            }
            return false;
        }

        private boolean isOutOfWork() {
            work += 3L + resources;
            if (work > 1000) {
                steps.take(work / 1000);
                work %= 1000;
            }
            gaveUp |= steps.areSpent();
            return gaveUp;
        }

        private boolean canBeEnough(int at) {
            for (int r = 0; r < resources; r++) {
                if (free[r] - offered[at][r] > mayStay[r]) {
                    return false;
                }
            }
            return true;
        }

        /** Whether nothing more goes on the machine: what does might as well be on it. */
        private boolean isFull() {
            work += order.length;
            for (int k : order) {
                if (fitting(k) > 0) {
                    return false;
                }
            }
            return true;
        }

        private int fitting(int k) {
            Packing.Item item = packing.items().get(k);
            int most = Math.min(left[k], item.perMachine() - taken[b][k]);
            if (most <= 0 || !Bits.has(machine.admits(), k) || Bits.intersects(item.conflicts(), held)) {
                return 0;
            }
            return Math.min(most, Fit.most(item, free));
        }

        private void put(int k, int amount) {
            if (amount == 0) {
                return;
            }
            long[] load = packing.items().get(k).load();
            for (int r = 0; r < resources; r++) {
                free[r] -= amount * load[r];
                total[r] -= amount * load[r];
            }
            left[k] -= amount;
            taken[b][k] += amount;
            if (taken[b][k] > 0) {
                Bits.set(held, k);
            } else {
                Bits.clear(held, k);
            }
        }
    }
}
