package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final int SEEDS = 3000;

    @Test
    void noFillingIsWorthMoreThanItSays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 6, 4);
            long[] values = dice.longs(packing.items().size(), 0, 1000).toArray();
            var fit = new Fit(packing, 0);
            var grid = new Grid(values.length);
            if (fit.size() > 0 && grid.solve(fit, values, fit.most, ones(fit))) {
                for (int[] filling : Questions.fillings(packing, 0)) {
                    assertThat(worth(filling, values)).as("seed %d", seed).isLessThanOrEqualTo(grid.upper());
                    for (int p = 0; p < fit.size(); p++) {
                        if (filling[fit.items[p]] > 0) {
                            assertThat(worth(filling, values))
                                    .as("seed %d with item %d", seed, p)
                                    .isLessThanOrEqualTo(grid.upperWith(p, values[fit.items[p]]));
                        }
                    }
                }
            }
        }
    }

    @Test
    void findsTheBestFillingOfTwoResources() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = plentiful(dice);
            long[] values = dice.longs(packing.items().size(), 1, 1000).toArray();
            var fit = new Fit(packing, 0);
            var grid = new Grid(values.length);
            if (fit.rows() == 0) {
                continue;
            }
            assertThat(grid.solve(fit, values, fit.most, ones(fit))).isTrue();
            boolean manyOfEach = fit.rows() == 2 && Arrays.stream(fit.most).allMatch(most -> most > 1);
            if (manyOfEach) {
                assertThat(worthOf(grid.counts(), fit, values))
                        .as("seed %d", seed)
                        .isEqualTo(grid.upper());
            }
            assertFits(grid.counts(), fit, seed);
            for (int p = 0; p < fit.size(); p++) {
                int[] counts = grid.countsWith(p);
                assertThat(counts[p]).as("seed %d", seed).isPositive();
                assertThat(worthOf(counts, fit, values))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(grid.upperWith(p, values[fit.items[p]]));
                assertFits(counts, fit, seed);
            }
        }
    }

    @Test
    void leavesLargeMachinesToOthers() {
        var items = List.of(
                new Packing.Item(90_000, new long[] {7, 11}, 90_000, new long[1]),
                new Packing.Item(90_000, new long[] {5, 3}, 90_000, new long[1]));
        var machine = new Packing.Machine(new long[] {100_003, 100_003}, 1, new long[] {3}, List.of());
        var fit = new Fit(new Packing(items, List.of(machine), List.of()), 0);
        assertThat(new Grid(2).solve(fit, new long[] {1, 1}, fit.most, new double[] {1, 1}))
                .isFalse();
    }

    /** More of each item than a machine holds, so that both resources bind and nothing else does. */
    private static Packing plentiful(Random dice) {
        var items = IntStream.range(0, 1 + dice.nextInt(6))
                .mapToObj(k -> new Packing.Item(
                        100, new long[] {1 + dice.nextInt(20), 1 + dice.nextInt(20)}, 100, new long[1]))
                .toList();
        long[] room = {20 + dice.nextInt(60), 20 + dice.nextInt(60)};
        var machine = new Packing.Machine(room, 1, new long[] {(1L << items.size()) - 1}, List.of());
        return new Packing(items, List.of(machine), List.of());
    }

    private static void assertFits(int[] counts, Fit fit, int seed) {
        for (int j = 0; j < fit.rows(); j++) {
            long load = 0;
            for (int p = 0; p < fit.size(); p++) {
                load += counts[p] * fit.load[p * fit.rows() + j];
            }
            assertThat(load).as("seed %d", seed).isLessThanOrEqualTo(fit.room[j]);
        }
    }

    private static long worth(int[] filling, long[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(k -> filling[k] * values[k])
                .sum();
    }

    private static long worthOf(int[] counts, Fit fit, long[] values) {
        return IntStream.range(0, counts.length)
                .mapToLong(p -> counts[p] * values[fit.items[p]])
                .sum();
    }

    private static double[] ones(Fit fit) {
        var ones = new double[fit.rows()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
