package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Item;
import dev.wainwright.solver.packing.Packing.Machine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which two machines a single one can stand in for, whatever they hold, for no more money: two of a size for one of the
 * next, as machines are priced by size and larger ones keep less for themselves. Every fleet can be merged until there is no
 * such pair in it, so only fleets without one need be looked at.
 *
 * <p>Cost: a pair is looked into when it is first asked about, kinds × (resources + items).
 */
final class Merging {
    private final Packing packing;
    private final List<Fit> fits;
    /** The positions of the kinds by price. */
    private final int[] byPrice;
    /** By pair, what has been found out. */
    private final Boolean[][] known;

    private final long[][] held;
    private long work;

    /** @param fits the kinds that may be bought, by position */
    Merging(Packing packing, List<Fit> fits) {
        this.packing = packing;
        this.fits = fits;
        byPrice = IntStream.range(0, fits.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer kind) -> machine(kind).price()))
                .mapToInt(Integer::intValue)
                .toArray();
        known = new Boolean[fits.size()][fits.size()];
        held = new long[fits.size()][];
        for (int kind = 0; kind < held.length; kind++) {
            held[kind] = Bits.none(packing.items().size());
            for (int item : fits.get(kind).items) {
                Bits.set(held[kind], item);
            }
        }
    }

    private Machine machine(int kind) {
        return packing.machines().get(fits.get(kind).machine);
    }

    /** Whether any of some machines and one more need not be two, by the positions of their kinds. */
    boolean isMergeable(int[] kinds, int more) {
        for (int i = 0; i < kinds.length; i++) {
            if ((i == 0 || kinds[i] != kinds[i - 1]) && isMergeable(kinds[i], more)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMergeable(int a, int b) {
        if (known[a][b] == null) {
            known[a][b] = find(a, b);
            known[b][a] = known[a][b];
        }
        return known[a][b];
    }

    /** Elementary operations since the last call of this method. */
    long work() {
        long done = work;
        work = 0;
        return done;
    }

    private boolean find(int a, int b) {
        work += 5L * (fits.get(a).size() + fits.get(b).size());
        if (!canShare(a, b) || !canShare(b, a)) {
            return false;
        }
        long price = machine(a).price() + machine(b).price();
        long[] need = need(a, b);
        // one for less than either would be known to be better than it
        for (int i = firstAt(Math.max(machine(a).price(), machine(b).price())); i < byPrice.length; i++) {
            if (machine(byPrice[i]).price() > price) {
                return false;
            }
            work += 5;
            if (suffices(byPrice[i], need, a, b)) {
                return true;
            }
        }
        return false;
    }

    private int firstAt(long price) {
        int from = 0;
        int to = byPrice.length;
        while (from < to) {
            int middle = (from + to) / 2;
            if (machine(byPrice[middle]).price() < price) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Whether one machine may hold all that one of a kind holds beside all that one of another does. */
    private boolean canShare(int a, int b) {
        Fit fit = fits.get(a);
        for (int i = 0; i < fit.size(); i++) {
            Item item = packing.items().get(fit.items[i]);
            int there = Arrays.binarySearch(fits.get(b).items, fit.items[i]);
            int together = fit.most[i] + (there < 0 ? 0 : fits.get(b).most[there]);
            if (item.perMachine() < Math.min(item.count(), together) || Bits.intersects(item.conflicts(), held[b])) {
                return false;
            }
        }
        return true;
    }

    /** The room that both have together, as far as there is something to fill it. */
    private long[] need(int a, int b) {
        long[] all = held[a].clone();
        Bits.or(all, held[b]);
        long[] need = new long[packing.resources()];
        for (int r = 0; r < need.length; r++) {
            long room = Packer.plus(machine(a).room()[r], machine(b).room()[r]);
            long load = 0;
            for (int k = Bits.next(all, 0); k >= 0 && load < room; k = Bits.next(all, k + 1)) {
                Item item = packing.items().get(k);
                load = item.load()[r] > room / item.count() ? room : Packer.plus(load, item.load()[r] * item.count());
            }
            need[r] = Math.min(room, load);
        }
        return need;
    }

    private boolean suffices(int kind, long[] need, int a, int b) {
        for (int r = 0; r < need.length; r++) {
            if (machine(kind).room()[r] < need[r]) {
                return false;
            }
        }
        for (int w = 0; w < held[a].length; w++) {
            if (((held[a][w] | held[b][w]) & ~machine(kind).admits()[w]) != 0) {
                return false;
            }
        }
        return machine(kind).draws().stream()
                .allMatch(draw -> draw.amount() <= drawn(a, draw.budget()) + drawn(b, draw.budget()));
    }

    private long drawn(int kind, int budget) {
        return machine(kind).draws().stream()
                .filter(draw -> draw.budget() == budget)
                .mapToLong(Draw::amount)
                .sum();
    }
}
