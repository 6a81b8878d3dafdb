package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills machine after machine until every item is on one, each time the machine and the filling that are worth most for
 * their cost at given values (sequential value correction, Haessler 1975, without the correction).
 *
 * <p>Its patterns complement each other, which those of a round of pricing do not: with them the master knows a whole plan
 * near the values, and needs far fewer rounds.
 */
final class Cover {
    private final Packing packing;
    private final List<Fit> fits;
    private final Pricing pricing;

    Cover(Packing packing, List<Fit> fits) {
        this.packing = packing;
        this.fits = fits;
        pricing = new Pricing(packing);
    }

    /**
     * The patterns of one plan, each once; budgets are not looked at.
     *
     * @param values of one of each item, as for {@link Pricing#fill}; items worth nothing are left out
     * @param promising the positions of the machines to use, as long as they hold anything that is left
     */
    List<Pattern> patterns(long[] values, int[] promising, Steps steps) {
        int[] left = packing.items().stream().mapToInt(Packing.Item::count).toArray();
        var patterns = new ArrayList<Pattern>();
        int[] all = IntStream.range(0, fits.size()).toArray();
        while (!steps.areSpent()) {
            Pattern best = best(values, promising, left);
            if (best == null) {
                best = best(values, all, left);
            }
            steps.take(pricing.work());
            if (best == null) {
                break;
            }
            patterns.add(best);
            takeOften(best, left);
        }
        return patterns;
    }

    private @Nullable Pattern best(long[] values, int[] machines, int[] left) {
        Pattern best = null;
        double most = 0;
        for (int m : machines) {
            long value = pricing.fill(fits.get(m), values, left);
            double price = packing.machines().get(fits.get(m).machine).price();
            if (value > 0 && (best == null || value / (price + 1) > most)) {
                most = value / (price + 1);
                best = pricing.pattern();
            }
        }
        return best;
    }

    private static void takeOften(Pattern pattern, int[] left) {
        int times = Integer.MAX_VALUE;
        for (int i = 0; i < pattern.items().length; i++) {
            times = Math.min(times, left[pattern.items()[i]] / pattern.counts()[i]);
        }
        for (int i = 0; i < pattern.items().length; i++) {
            left[pattern.items()[i]] -= times * pattern.counts()[i];
        }
    }
}
