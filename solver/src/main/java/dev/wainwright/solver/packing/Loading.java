package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether given machines can hold everything, by trying: item after item, the large ones first, is shared out among the
 * machines, the fullest first. Machines that are alike are filled in one order only, and what was found impossible once is
 * not tried again: what counts is the room that is left, as far as those still to come could use it.
 */
final class Loading implements Loader {
    private static final int MOST_KNOWN = 300_000;

    private final Packing packing;
    private final List<Fit> fits;
    private final Steps steps;
    private final int[] kinds;
    /** The items, by the order in which they are shared out. */
    private final int[] order;
    /** By machine and resource. */
    private final long[][] left;

    private final long[][] held;
    private final int[][] taken;
    /** Load of the items from a place in the order on, by place and resource. */
    private final long[][] rest;

    private final Set<Key> impossible = new HashSet<>();
    private boolean gaveUp;
    private long work;

    private record Key(long[] state) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(state, key.state);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(state);
        }
    }

    /** @param kinds the position of each machine's kind, ascending */
    Loading(Packing packing, List<Fit> fits, int[] kinds, Steps steps) {
        this.packing = packing;
        this.fits = fits;
        this.steps = steps;
        this.kinds = kinds;
        left = new long[kinds.length][];
        held = new long[kinds.length][];
        taken = new int[kinds.length][packing.items().size()];
        for (int b = 0; b < kinds.length; b++) {
            left[b] = machine(b).room().clone();
            held[b] = Bits.none(packing.items().size());
        }
        order = order();
        rest = new long[order.length + 1][packing.resources()];
        for (int i = order.length - 1; i >= 0; i--) {
            Packing.Item item = packing.items().get(order[i]);
            for (int r = 0; r < packing.resources(); r++) {
                rest[i][r] = rest[i + 1][r] + item.load()[r] * item.count();
            }
        }
    }

    private Packing.Machine machine(int b) {
        return packing.machines().get(fits.get(kinds[b]).machine);
    }

    @Override
    public Answer answer() {
        if (place(0)) {
            return Answer.YES;
        }
        return gaveUp ? Answer.UNKNOWN : Answer.NO;
    }

    @Override
    public List<Pattern> patterns() {
        return Loader.patterns(fits, kinds, taken);
    }

    /** Those first that take much of what there is, and that few machines admit. */
    private int[] order() {
        double[] room = new double[packing.resources()];
        for (long[] one : left) {
            for (int r = 0; r < room.length; r++) {
                room[r] += one[r];
            }
        }
        double[] size = new double[packing.items().size()];
        for (int k = 0; k < size.length; k++) {
            long[] load = packing.items().get(k).load();
            for (int r = 0; r < room.length; r++) {
                size[k] = Math.max(size[k], load[r] / Math.max(1, room[r]));
            }
            int admitting = 0;
            for (int b = 0; b < kinds.length; b++) {
                admitting += Bits.has(machine(b).admits(), k) ? 1 : 0;
            }
            size[k] *= (double) kinds.length / Math.max(1, admitting);
        }
        return IntStream.range(0, size.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -size[k]).thenComparing(k -> k))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean place(int at) {
        if (at == order.length) {
            return true;
        }
        if (work > 1000) {
            steps.take(work / 1000);
            work %= 1000;
        }
        if (steps.areSpent()) {
            gaveUp = true;
            return false;
        }
        Integer[] open = open(at);
        if (isHopeless(at, open)) {
            return false;
        }
        var key = key(at, open);
        if (impossible.contains(key)) {
            return false;
        }
        var sharing = new Sharing(at, order[at], open, alike(open, at));
        if (share(sharing, 0, packing.items().get(order[at]).count(), 0)) {
            return true;
        }
        if (!gaveUp && impossible.size() < MOST_KNOWN) {
            impossible.add(key);
        }
        return false;
    }

    /** The machines that can still hold something, the fullest first, like ones side by side. */
    private Integer[] open(int at) {
        int bins = kinds.length;
        Integer[] open = IntStream.range(0, bins)
                .filter(b -> canHoldSomething(b, at))
                .boxed()
                .toArray(Integer[]::new);
        double[] free = new double[bins];
        for (int b : open) {
            for (int r = 0; r < left[b].length; r++) {
                free[b] += (double) usable(b, r, at) / Math.max(1, rest[0][r]);
            }
        }
        Arrays.sort(
                open, Comparator.comparingDouble((Integer b) -> free[b]).thenComparing((a, b) -> compare(a, b, at)));
        work += 20L * bins;
        return open;
    }

    private boolean canHoldSomething(int b, int at) {
        for (int i = order.length - 1; i >= at; i--) {
            work += 5;
            if (fitting(b, order[i]) > 0) {
                return true;
            }
        }
        return false;
    }

    private int fitting(int b, int k) {
        Packing.Item item = packing.items().get(k);
        if (!Bits.has(machine(b).admits(), k) || Bits.intersects(item.conflicts(), held[b])) {
            return 0;
        }
        return Fit.most(item, left[b]);
    }

    /** Whether two machines differ in anything that matters to the items from a place on. */
    private int compare(int a, int b, int at) {
        if (kinds[a] != kinds[b]) {
            return Integer.compare(kinds[a], kinds[b]);
        }
        for (int r = 0; r < rest[at].length; r++) {
            int byRoom = Long.compare(usable(a, r, at), usable(b, r, at));
            if (byRoom != 0) {
                return byRoom;
            }
        }
        return Arrays.compare(held[a], held[b]);
    }

    private long usable(int b, int r, int at) {
        return Math.min(left[b][r], rest[at][r]);
    }

    private boolean isHopeless(int at, Integer[] open) {
        for (int r = 0; r < rest[at].length; r++) {
            long room = 0;
            for (int b : open) {
                room += usable(b, r, at);
            }
            if (room < rest[at][r]) {
                return true;
            }
        }
        for (int i = at; i < order.length; i++) {
            int room = 0;
            int count = packing.items().get(order[i]).count();
            for (int j = open.length - 1; j >= 0 && room < count; j--) {
                room += fitting(open[j], order[i]);
                work += 5;
            }
            if (room < count) {
                return true;
            }
        }
        return false;
    }

    private Key key(int at, Integer[] open) {
        int width = 1 + rest[at].length + held[0].length;
        long[] state = new long[1 + open.length * width];
        state[0] = at;
        int next = 1;
        for (int b : open) {
            state[next++] = kinds[b];
            for (int r = 0; r < rest[at].length; r++) {
                state[next++] = usable(b, r, at);
            }
            for (long word : held[b]) {
                state[next++] = word;
            }
        }
        work += state.length;
        return new Key(state);
    }

    /** By place in the order of the machines, whether one is like the one before. */
    private boolean[] alike(Integer[] open, int at) {
        boolean[] alike = new boolean[open.length];
        for (int j = 1; j < open.length; j++) {
            alike[j] = compare(open[j - 1], open[j], at) == 0;
        }
        return alike;
    }

    /** An item being shared out. */
    private record Sharing(int at, int item, Integer[] open, boolean[] alike) {}

    /** Shares out {@code count} of an item among the machines from a place on; the one before got {@code before}. */
    private boolean share(Sharing sharing, int from, int count, int before) {
        if (count == 0) {
            return place(sharing.at + 1);
        }
        if (from == sharing.open.length || gaveUp) {
            return false;
        }
        int b = sharing.open[from];
        int most = Math.min(count, fitting(b, sharing.item));
        if (sharing.alike[from]) {
            most = Math.min(most, before);
        }
        work += 20;
        for (int amount = most; amount >= 0; amount--) {
            load(b, sharing.item, amount);
            if (share(sharing, from + 1, count - amount, amount)) {
                return true;
            }
            load(b, sharing.item, -amount);
        }
        return false;
    }

    private void load(int b, int k, int amount) {
        if (amount == 0) {
            return;
        }
        long[] load = packing.items().get(k).load();
        for (int r = 0; r < load.length; r++) {
            left[b][r] -= amount * load[r];
        }
        taken[b][k] += amount;
        if (taken[b][k] > 0) {
            Bits.set(held[b], k);
        } else {
            Bits.clear(held[b], k);
        }
    }
}
