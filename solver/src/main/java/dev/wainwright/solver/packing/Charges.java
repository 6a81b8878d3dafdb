package dev.wainwright.solver.packing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What machines cost when budgets have prices. A budget that only one machine draws on (that of a node that is there
 * already) is that machine's own: its price is made up afterwards, by {@link Proof}, and is no part of the cost here.
 */
final class Charges {
    /** Binary places of a budget's price. */
    static final int PLACES = 24;

    private static final long STEPS = 2_000;
    private static final double LEFT_BEHIND = 1e6;

    final Packing packing;
    final List<Fit> fits;
    /** Of each machine the budget that no other machine draws on, or -1. */
    private final int[] own;
    /** The budgets that several machines draw on. */
    private final int[] shared;

    Charges(Packing packing, List<Fit> fits) {
        this.packing = packing;
        this.fits = fits;
        var users = new int[packing.budgets().size()];
        for (Fit fit : fits) {
            draws(fit).forEach(draw -> users[draw.budget()]++);
        }
        own = fits.stream()
                .mapToInt(fit -> draws(fit).stream()
                        .mapToInt(Packing.Draw::budget)
                        .filter(budget -> users[budget] == 1)
                        .findFirst()
                        .orElse(-1))
                .toArray();
        shared = IntStream.range(0, users.length)
                .filter(budget -> users[budget] > 1)
                .toArray();
    }

    private List<Packing.Draw> draws(Fit fit) {
        return packing.machines().get(fit.machine).draws();
    }

    int ownBudget(int m) {
        return own[m];
    }

    boolean hasOwnBudget(int m) {
        return own[m] >= 0;
    }

    /** Whether several machines draw on one budget. */
    boolean areShared() {
        return shared.length > 0;
    }

    /** How much a machine draws on its own budget. */
    long ownDraw(int m) {
        return draw(m, own[m]);
    }

    private long draw(int m, int budget) {
        for (Packing.Draw draw : draws(fits.get(m))) {
            if (draw.budget() == budget) {
                return draw.amount();
            }
        }
        return 0;
    }

    /** The price of a machine and of what it draws of budgets that are not its own, in nano-dollars, rounded down. */
    long cost(int m, BigInteger[] prices) {
        Fit fit = fits.get(m);
        BigInteger sum =
                BigInteger.valueOf(packing.machines().get(fit.machine).price()).shiftLeft(PLACES);
        for (Packing.Draw draw : draws(fit)) {
            if (draw.budget() != own[m]) {
                sum = sum.add(prices[draw.budget()].multiply(BigInteger.valueOf(draw.amount())));
            }
        }
        return sum.shiftRight(PLACES).min(BigInteger.valueOf(Pricing.MOST)).longValueExact();
    }

    /**
     * The prices of shared budgets that make the bound best when all values are multiplied by one factor t: the most of
     * t × Σ values − Σ prices × limits, with no filling worth more than its machine costs. That is a linear program with a
     * column for each machine and a row for each budget in its dual form. What it says is a suggestion like any other.
     *
     * @param values of one of each item
     * @param uppers what fillings are worth at most, by machine
     * @param before the prices so far; those of budgets that are not shared stay
     */
    BigInteger[] best(long[] values, long[] uppers, BigInteger[] before) {
        double all = worth(values, uppers);
        if (all <= 0) {
            return before;
        }
        var ones = new double[1 + shared.length];
        Arrays.fill(ones, 1);
        var simplex = new Simplex(ones);
        double scale = 1;
        for (Fit fit : fits) {
            scale = Math.max(scale, (double) packing.machines().get(fit.machine).price());
        }
        simplex.add(new int[] {0}, new double[] {-1}, 0);
        simplex.startWith(simplex.add(new int[] {0}, new double[] {1}, LEFT_BEHIND));
        for (int s = 0; s < shared.length; s++) {
            simplex.startWith(simplex.add(new int[] {1 + s}, new double[] {1}, 0));
        }
        simplex.start();
        for (int m = 0; m < uppers.length; m++) {
            if (!hasOwnBudget(m) && uppers[m] > 0) {
                add(simplex, m, uppers[m] / all, scale);
            }
        }
        simplex.solve(new Steps(STEPS));
        double[] duals = simplex.duals();
        BigInteger[] prices = before.clone();
        for (int s = 0; s < shared.length; s++) {
            double price = Math.max(0, -duals[1 + s]) * scale / limit(shared[s]);
            prices[shared[s]] = BigInteger.valueOf(Math.round(Math.scalb(price, PLACES)));
        }
        return prices;
    }

    /** What all items are worth, less what is made up to machines with a budget of their own. */
    private double worth(long[] values, long[] uppers) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += (double) values[k] * packing.items().get(k).count();
        }
        for (int m = 0; m < uppers.length; m++) {
            if (hasOwnBudget(m)) {
                sum -= (double) uppers[m] * packing.budgets().get(own[m]).limit() / ownDraw(m);
            }
        }
        return sum;
    }

    private double limit(int budget) {
        return Math.max(1, packing.budgets().get(budget).limit());
    }

    private void add(Simplex simplex, int m, double share, double scale) {
        var rows = new int[1 + shared.length];
        var entries = new double[rows.length];
        entries[0] = share;
        int size = 1;
        for (int s = 0; s < shared.length; s++) {
            long amount = draw(m, shared[s]);
            if (amount > 0) {
                rows[size] = 1 + s;
                entries[size++] = amount / limit(shared[s]);
            }
        }
        double price = packing.machines().get(fits.get(m).machine).price() / scale;
        simplex.add(Arrays.copyOf(rows, size), Arrays.copyOf(entries, size), price);
    }
}
