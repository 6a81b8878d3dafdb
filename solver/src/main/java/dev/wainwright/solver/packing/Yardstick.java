package dev.wainwright.solver.packing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all items measure by some sizes, and how much of it one machine of each kind can hold at most. A machine costs its
 * price, however little is missing, so what is missing costs at least the cheapest machine that holds all of it, or its part
 * of one that does not.
 */
final class Yardstick {
    /** What all items measure, less what the machines hold that are given. */
    private final long missing;
    /** By the position of a machine's kind, what one can hold at most. */
    private final long[] most;

    private final long[] prices;
    /** By the position of the first kind that may be bought; filled when asked for. */
    private final @Nullable Offers[] offers;

    /** @param prices by position, of the kinds that may be bought; each times anything that is missing is below 2⁶² */
    Yardstick(long missing, long[] most, long[] prices) {
        this.missing = missing;
        this.most = most;
        this.prices = prices;
        offers = new Offers[prices.length];
    }

    /** What some machines lack, by the positions of their kinds; 0 or less when they lack nothing. */
    long missing(int[] kinds) {
        long left = missing;
        for (int kind : kinds) {
            left -= most[kind];
        }
        return left;
    }

    /** What one machine of a kind can hold at most. */
    long most(int kind) {
        return most[kind];
    }

    /**
     * What it costs at least to hold what is missing; {@link Long#MAX_VALUE} when nothing holds any of it.
     *
     * @param from the position of the first kind that may be bought for it
     */
    long cost(long missing, int from) {
        if (from == offers.length) {
            return Long.MAX_VALUE;
        }
        Offers known = offers[from];
        if (known == null) {
            known = new Offers(from);
            offers[from] = known;
        }
        return known.cost(missing);
    }

    /** The kinds from one on that hold anything, by what they hold. */
    private final class Offers {
        private final long[] holds;
        /** By place, the price of the cheapest that holds as much or more. */
        private final long[] whole;
        /** By place, of those up to there the kind that holds most for its price. */
        private final int[] best;

        Offers(int from) {
            int[] kinds = IntStream.range(from, prices.length)
                    .filter(kind -> most[kind] > 0)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer kind) -> most[kind])
                            .thenComparing(kind -> kind))
                    .mapToInt(Integer::intValue)
                    .toArray();
            holds = Arrays.stream(kinds).mapToLong(kind -> most[kind]).toArray();
            whole = new long[kinds.length];
            best = new int[kinds.length];
            for (int i = kinds.length - 1; i >= 0; i--) {
                long price = prices[kinds[i]];
                whole[i] = i + 1 < kinds.length ? Math.min(price, whole[i + 1]) : price;
            }
            for (int i = 0; i < kinds.length; i++) {
                best[i] = i == 0 || isCheaper(kinds[i], best[i - 1]) ? kinds[i] : best[i - 1];
            }
        }

        /** In proportion to what they hold. */
        private boolean isCheaper(int a, int b) {
            return prices[a] * most[b] < prices[b] * most[a];
        }

        long cost(long missing) {
            int found = Arrays.binarySearch(holds, missing);
            int first = found < 0 ? -1 - found : found;
            // of several that hold the same, any may have been found
            while (first > 0 && holds[first - 1] == missing) {
                first--;
            }
            long least = first < whole.length ? whole[first] : Long.MAX_VALUE;
            if (first > 0) {
                int kind = best[first - 1];
                least = Math.min(least, Math.ceilDiv(missing * prices[kind], most[kind]));
            }
            return least;
        }
    }
}
