package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Depth-first branch and bound for one machine, largest items first, bounded by {@link Ladder}s over its most contested
 * resources: a node costs a few additions and a look-up.
 */
final class Descent {
    private static final int TUNING = 6;

    private final Packing packing;
    private final Fit fit;
    private final long[] values;
    private final int[] most;
    private final int[] order;
    private final Ladder[] ladders;
    private final long[] rest;
    private final int[] traced;
    private long[] gained = {};
    private final long[] left;
    private final int[] taken;
    private final int[] bestTaken;
    private final long[] held;
    private long best;
    private long floor;
    private long open;
    private long looks;
    private long work;

    /** @param most how many of each item may be taken, by position */
    Descent(Packing packing, Fit fit, long[] values, int[] most, double[] worths) {
        this.packing = packing;
        this.fit = fit;
        this.values = values;
        this.most = most;
        taken = new int[fit.size()];
        bestTaken = new int[fit.size()];
        traced = new int[fit.size()];
        left = fit.room.clone();
        held = Bits.none(packing.items().size());
        order = IntStream.range(0, fit.size())
                .filter(p -> most[p] > 0 && values[fit.items[p]] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -size(p)))
                .mapToInt(Integer::intValue)
                .toArray();
        rest = new long[order.length + 1];
        for (int n = order.length - 1; n >= 0; n--) {
            rest[n] = rest[n + 1] + most[order[n]] * values[fit.items[order[n]]];
        }
        int[] rows = contested(worths);
        ladders = new Ladder[Math.min(2, rows.length)];
        for (int l = 0; l < ladders.length; l++) {
            ladders[l] = tuned(rows[l], rows.length > 1 ? rows[1 - l] : -1, worths);
        }
        gained = new long[ladders.length];
    }

    private double size(int p) {
        double size = 0;
        for (int j = 0; j < fit.resources; j++) {
            size = Math.max(size, (double) fit.load[p * fit.rows() + j] / fit.room[j]);
        }
        return size;
    }

    /** The rows, most worth of room first. */
    private int[] contested(double[] worths) {
        return IntStream.range(0, fit.resources)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -worths[j] * fit.room[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A ladder over a row with the worth of another row chosen so that it proves as much as it can. */
    private Ladder tuned(int row, int other, double[] worths) {
        var ladder = new Ladder(fit, row);
        double[] trial = worths.clone();
        double low = 0;
        double high = other < 0 ? 0 : 2 * worths[other] + 1e-9 * sum() / fit.room[other];
        double least = Double.MAX_VALUE;
        double chosen = other < 0 ? 0 : worths[other];
        for (int n = 0; n < TUNING && other >= 0; n++) {
            ladder.climb(fit, values, order, most, trial);
            work += ladder.work();
            if (ladder.bound() < least) {
                least = ladder.bound();
                chosen = trial[other];
            }
            ladder.trace(order, traced);
            tryTraced();
            if (used(other) > fit.room[other]) {
                low = trial[other];
            } else {
                high = trial[other];
            }
            trial[other] = (low + high) / 2;
        }
        if (other >= 0) {
            trial[other] = chosen;
        }
        ladder.climb(fit, values, order, most, trial);
        work += ladder.work();
        return ladder;
    }

    private double used(int row) {
        double sum = 0;
        for (int p : order) {
            sum += (double) traced[p] * fit.load[p * fit.rows() + row];
        }
        return sum;
    }

    /** Takes of the traced filling what fits, largest first, and then whatever else fits. */
    private void tryTraced() {
        long sum = 0;
        for (int p : order) {
            sum += values[fit.items[p]] * grab(p, traced[p]);
        }
        for (int p : order) {
            sum += values[fit.items[p]] * grab(p, most[p] - taken[p]);
        }
        if (sum > best) {
            best = sum;
            System.arraycopy(taken, 0, bestTaken, 0, taken.length);
        }
        for (int p : order) {
            if (taken[p] > 0) {
                move(p, -taken[p]);
            }
        }
    }

    private int grab(int p, int wanted) {
        int amount = wanted > 0 ? Math.min(wanted, fitting(p)) : 0;
        if (amount > 0) {
            move(p, amount);
        }
        return amount;
    }

    private double sum() {
        double sum = 0;
        for (int p : order) {
            sum += (double) values[fit.items[p]] * most[p];
        }
        return sum;
    }

    /** What no filling is worth more than, before any search. */
    long bound() {
        long bound = rest[0];
        for (Ladder ladder : ladders) {
            bound = Math.min(bound, ladder.bound());
        }
        return bound;
    }

    /**
     * Looks for fillings worth more than {@code atLeast}.
     *
     * @param effort how many nodes to look at
     * @return what no filling is worth more than, unless that is {@code atLeast} or less
     */
    long search(long atLeast, long effort) {
        floor = Math.max(atLeast, best);
        looks = effort;
        if (bound() > floor) {
            descend(0, 0);
        }
        work += (effort - looks) * 150;
        return Math.max(open, Math.max(best, atLeast));
    }

    /** What the best filling found is worth; 0 when none was better than asked for. */
    long best() {
        return best;
    }

    int[] bestTaken() {
        return bestTaken;
    }

    /** Work done, in elementary operations. */
    long work() {
        return work;
    }

    private void descend(int from, long sum) {
        if (sum > floor) {
            floor = sum;
            best = sum;
            System.arraycopy(taken, 0, bestTaken, 0, taken.length);
        }
        for (int n = from; n < order.length && ahead(n, sum) > floor; n++) {
            int p = order[n];
            int amount = fitting(p);
            if (amount == 0) {
                continue;
            }
            move(p, amount);
            for (int t = amount; t > 0; t--) {
                long with = sum + t * values[fit.items[p]];
                long reach = ahead(n + 1, with);
                if (reach > floor) {
                    if (looks-- > 0) {
                        descend(n + 1, with);
                    } else {
                        open = Math.max(open, reach);
                    }
                }
                move(p, -1);
            }
        }
    }

    /** What the fillings can be worth that decide as up to now and go on from the n-th item. */
    private long ahead(int n, long sum) {
        long bound = sum + rest[n];
        for (int l = 0; l < ladders.length; l++) {
            Ladder ladder = ladders[l];
            bound = Math.min(bound, ladder.rent() + gained[l] + ladder.ahead(n, left[ladder.row]));
        }
        return bound;
    }

    private void move(int p, int amount) {
        taken[p] += amount;
        for (int j = 0; j < fit.resources; j++) {
            left[j] -= fit.load[p * fit.rows() + j] * amount;
        }
        for (int l = 0; l < gained.length; l++) {
            gained[l] += ladders[l].gain(p) * amount;
        }
        if (fit.conflicts) {
            if (taken[p] > 0) {
                Bits.set(held, fit.items[p]);
            } else {
                Bits.clear(held, fit.items[p]);
            }
        }
    }

    private int fitting(int p) {
        long amount = most[p];
        for (int j = 0; j < fit.resources; j++) {
            long each = fit.load[p * fit.rows() + j];
            if (each * amount > left[j]) {
                amount = left[j] / each;
            }
        }
        return amount > 0 && fit.conflicts && isBarred(fit.items[p]) ? 0 : (int) amount;
    }

    private boolean isBarred(int item) {
        long[] against = packing.items().get(item).conflicts();
        for (int w = 0; w < Math.min(against.length, held.length); w++) {
            if ((against[w] & held[w]) != 0) {
                return true;
            }
        }
        return false;
    }

}
