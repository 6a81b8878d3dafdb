package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final int SEEDS = 4000;

    @Test
    void boundsEveryFillingAndFindsTheBestWithEnoughEffort() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 6, 4);
            long[] values = values(dice, packing.items().size());
            var pricing = new Pricing(packing);
            for (int m = 0; m < packing.machines().size(); m++) {
                long best = best(packing, m, values);
                var fit = new Fit(packing, m);
                pricing.fill(fit, values, new Fractional.Start());
                assertBetween(pricing, best, values, "seed " + seed + " at once");
                pricing.search(0, dice.nextInt(40));
                assertBetween(pricing, best, values, "seed " + seed + " with little effort");
                pricing.search(0, 1_000_000);
                assertBetween(pricing, best, values, "seed " + seed + " with much effort");
                assertThat(pricing.upper()).as("seed %d", seed).isLessThanOrEqualTo(best + 2L * values.length);
            }
        }
    }

    @Test
    void neverFallsBelowWhatIsEnoughNorBelowTheTruth() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 6, 4);
            long[] values = values(dice, packing.items().size());
            var pricing = new Pricing(packing);
            for (int m = 0; m < packing.machines().size(); m++) {
                long best = best(packing, m, values);
                pricing.fill(new Fit(packing, m), values, new Fractional.Start());
                pricing.search((long) (best * dice.nextDouble() * 1.2), 1 + dice.nextInt(60));
                assertBetween(pricing, best, values, "seed " + seed);
            }
        }
    }

    @Test
    void whatWasWorthSomethingBeforeBoundsOtherValuesToo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 6, 4);
            var pricing = new Pricing(packing);
            var start = new Fractional.Start();
            var fit = new Fit(packing, 0);
            pricing.fill(fit, values(dice, packing.items().size()), start);
            long[] values = values(dice, packing.items().size());
            assertThat(pricing.glance(fit, values, start))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(best(packing, 0, values));
        }
    }

    /** What everything together is worth says nothing about what one piece less would cost; it once did. */
    @Test
    void aSearchCutShortRulesOutNothingThatIsPossible() {
        long[][] loads = {{13, 0}, {19, 15}, {1, 19}, {3, 0}, {20, 0}};
        int[] counts = {1, 2, 1, 3, 1};
        var items = new ArrayList<Packing.Item>();
        for (int k = 0; k < counts.length; k++) {
            items.add(new Packing.Item(counts[k], loads[k], 4, new long[1]));
        }
        var machine = new Packing.Machine(new long[] {39, 45}, 1, new long[] {31}, List.of());
        var packing = new Packing(items, List.of(machine), List.of());
        for (int effort = 0; effort < 60; effort++) {
            var pricing = new Pricing(packing);
            long[] values = {961147, 141417, 29, 541625, 666359};
            pricing.fill(new Fit(packing, 0), values, new Fractional.Start());
            pricing.search(0, effort);
            assertThat(pricing.upper()).as("effort %d", effort).isGreaterThanOrEqualTo(2710756);
        }
    }

    private static void assertBetween(Pricing pricing, long best, long[] values, String about) {
        assertThat(pricing.value()).as(about).isLessThanOrEqualTo(best);
        assertThat(pricing.upper()).as(about).isGreaterThanOrEqualTo(best);
        Pattern pattern = pricing.pattern();
        long worth = 0;
        for (int i = 0; i < pattern.items().length; i++) {
            worth += values[pattern.items()[i]] * pattern.counts()[i];
        }
        assertThat(worth).as(about).isEqualTo(pricing.value());
    }

    private static long[] values(Random dice, int size) {
        long[] values = new long[size];
        for (int k = 0; k < size; k++) {
            values[k] =
                    dice.nextInt(3) == 0 ? 0 : dice.nextInt(2) == 0 ? 1 + dice.nextInt(30) : dice.nextInt(1_000_000);
        }
        return values;
    }

    private static long best(Packing packing, int machine, long[] values) {
        long best = 0;
        for (int[] filling : Questions.fillings(packing, machine)) {
            long worth = 0;
            for (int k = 0; k < values.length; k++) {
                worth += values[k] * filling[k];
            }
            best = Math.max(best, worth);
        }
        return best;
    }
}
