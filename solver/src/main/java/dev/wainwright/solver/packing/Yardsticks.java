package dev.wainwright.solver.packing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proofs that some machines cannot hold everything. A yardstick gives each item a size, any size; {@link Pricing} proves
 * how much of it a machine can hold at most, with all its resources, caps and conflicts. Machines that hold less together
 * than all items measure cannot hold them. So one yardstick speaks about every combination of machines.
 */
final class Yardsticks {
    /** What all items measure for {@link Pricing}, which is exact up to a unit for each item, so that it is exact. */
    private static final long FINE = 1L << 44;

    /** The work to spend on what one kind of machine can hold, and the part of all that is left that may go into a yardstick. */
    private static final long EFFORT = 500;

    private static final double SHARE = 0.5;

    private final Packing packing;
    private final List<Fit> fits;
    private final long[] prices;
    private final int[] given;
    private final Pricing pricing;
    /** What all items may measure, so that it can be multiplied by a price. */
    private final long limit;

    private final List<Yardstick> all = new ArrayList<>();

    Yardsticks(Packing packing, Choice choice, Pricing pricing) {
        this.packing = packing;
        fits = choice.fits();
        prices = choice.prices();
        given = choice.given();
        this.pricing = pricing;
        long dearest = 1;
        for (Fit fit : fits) {
            dearest = Math.max(dearest, packing.machines().get(fit.machine).price());
        }
        limit = Math.min(1L << 31, (1L << 61) / dearest);
    }

    List<Yardstick> all() {
        return all;
    }

    /** Measures the items by each resource, each item by itself, and all by what they are worth. */
    void addObvious(double[] values, Steps steps) {
        for (int r = 0; r < packing.resources(); r++) {
            int resource = r;
            add(
                    packing.items().stream()
                            .mapToLong(item -> item.load()[resource])
                            .toArray(),
                    steps);
        }
        for (int k = 0; k < packing.items().size(); k++) {
            addCounting(k);
        }
        add(Arrays.stream(values).mapToLong(value -> (long) Math.max(0, value)).toArray(), steps);
    }

    private void addCounting(int item) {
        var most = new long[fits.size()];
        for (int m = 0; m < most.length; m++) {
            int at = Arrays.binarySearch(fits.get(m).items, item);
            most[m] = at < 0 ? 0 : fits.get(m).most[at];
        }
        add(packing.items().get(item).count(), most);
    }

    private void add(long total, long[] most) {
        long missing = total;
        for (int machine : given) {
            missing -= most[machine];
        }
        all.add(new Yardstick(missing, most, prices));
    }

    /** Adds one by the sizes of one of each item, at least 0; false when they are all too small to be of use. */
    boolean add(long[] asked, Steps steps) {
        long[] sizes = small(asked);
        long total = 0;
        for (int k = 0; k < sizes.length; k++) {
            total += sizes[k] * packing.items().get(k).count();
        }
        if (total == 0) {
            return false;
        }
        long factor = FINE / total;
        long[] fine = Arrays.stream(sizes).map(size -> size * factor).toArray();
        long effort = Math.min(EFFORT, (long) (steps.left() * SHARE / fits.size()));
        var most = new long[fits.size()];
        for (int m = 0; m < most.length; m++) {
            long found = pricing.fill(fits.get(m), fine, new Fractional.Start());
            pricing.search(found + found / 4096, effort);
            most[m] = Math.min(total, pricing.upper() / factor);
        }
        steps.take(1 + pricing.work());
        add(total, most);
        return true;
    }

    /** The same sizes in larger units, rounded down, so that all items measure no more than the limit. */
    private long[] small(long[] sizes) {
        BigInteger divisor = BigInteger.ONE;
        BigInteger total = BigInteger.ZERO;
        for (int k = 0; k < sizes.length; k++) {
            BigInteger size = BigInteger.valueOf(sizes[k]);
            divisor = k == 0 ? size : divisor.gcd(size);
            total = total.add(
                    size.multiply(BigInteger.valueOf(packing.items().get(k).count())));
        }
        BigInteger most = BigInteger.valueOf(limit);
        BigInteger unit = total.add(most)
                .subtract(BigInteger.ONE)
                .divide(most)
                .max(divisor)
                .max(BigInteger.ONE);
        return Arrays.stream(sizes)
                .map(size -> BigInteger.valueOf(size).divide(unit).longValueExact())
                .toArray();
    }
}
