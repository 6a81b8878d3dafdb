package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which items can take another's place: several of {@code inside}, together no larger than one {@code outside} and allowed
 * wherever that is. Then one {@code outside} is worth at least as much as they are.
 *
 * <p>Telling the master so (dual inequalities, Valério de Carvalho 2005) keeps its duals from jumping about while it knows
 * few patterns. Where there are few pieces of an item the exchange promises too much, which is why the master forgets the
 * exchanges before it is done.
 */
record Exchange(int outside, int inside, int count) {
    private static final int PER_ITEM = 6;

    /** Up to a few for each item, those first that waste least. */
    static List<Exchange> among(Packing packing, List<Fit> fits, double[] worths) {
        boolean[][] barred = bars(packing, fits);
        var found = new ArrayList<Exchange>();
        for (int k = 0; k < worths.length; k++) {
            var own = new ArrayList<Exchange>();
            for (int j = 0; j < worths.length; j++) {
                int count = j == k || barred[j][k]
                        ? 0
                        : times(packing.items().get(j), packing.items().get(k));
                if (count > 0) {
                    own.add(new Exchange(k, j, count));
                }
            }
            own.sort(Comparator.comparingDouble(exchange -> -worths[exchange.inside] * exchange.count));
            found.addAll(own.subList(0, Math.min(PER_ITEM, own.size())));
        }
        return found;
    }

    private static boolean[][] bars(Packing packing, List<Fit> fits) {
        int n = packing.items().size();
        var barred = new boolean[n][n];
        for (Fit fit : fits) {
            var in = new boolean[n];
            for (int item : fit.items) {
                in[item] = true;
            }
            for (int k : fit.items) {
                for (int j = 0; j < n; j++) {
                    barred[j][k] |= !in[j];
                }
            }
        }
        return barred;
    }

    private static int times(Packing.Item inside, Packing.Item outside) {
        if (inside.perMachine() < outside.perMachine()) {
            return 0;
        }
        long times = Math.min(Math.min(inside.count(), inside.perMachine()), 1000);
        boolean loads = false;
        for (int r = 0; r < inside.load().length && times > 0; r++) {
            if (inside.load()[r] > 0) {
                times = Math.min(times, outside.load()[r] / inside.load()[r]);
                loads = true;
            }
        }
        return loads ? (int) times : 0;
    }
}
