package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final int SEEDS = 400;
    private static final long[] NO_CONFLICTS = {0};

    @Test
    void anOutlineCostsNoMoreThanTheWholeProgramOverTheSamePatterns() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = Questions.random(new Random(seed), 6, 4);
            List<Fit> fits = Dominance.undominated(packing);
            var master = new Master(packing, fits, patterns(packing, fits));
            assertThat(master.solve(new Steps(100_000))).isTrue();
            Groups groups = groups(packing, fits, master.price(), 1 + seed % 4);
            if (!master.somethingIsLeftBehind()) {
                assertThat(groups.price()).as("seed %d", seed).isLessThanOrEqualTo(master.price() * (1 + 1e-6) + 1e-3);
            }
        }
    }

    @Test
    void noPatternIsWorthMoreThanItCosts() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = Questions.random(new Random(seed), 6, 4);
            List<Fit> fits = Dominance.undominated(packing);
            Groups groups = groups(packing, fits, 1e6, 2);
            double[] values = groups.itemDuals();
            double[] prices = groups.budgetDuals();
            for (Pattern pattern : groups.patterns()) {
                double cost = packing.machines().get(pattern.machine()).cost(prices);
                assertThat(pattern.worth(values)).as("seed %d", seed).isLessThanOrEqualTo(cost * (1 + 1e-6) + 1e-2);
            }
        }
    }

    @Test
    void withinAGroupAnItemIsWorthWhatItTakes() {
        var small = new Packing.Item(10, new long[] {100}, 10, NO_CONFLICTS);
        var larger = new Packing.Item(10, new long[] {110}, 10, NO_CONFLICTS);
        var machine = new Packing.Machine(new long[] {1000}, 500, new long[] {3}, List.of());
        var packing = new Packing(List.of(small, larger), List.of(machine), List.of());
        double[] values =
                groups(packing, Dominance.undominated(packing), 10_000, 1).itemDuals();
        assertThat(values[0]).isPositive();
        assertThat(values[1] / values[0]).isCloseTo(1.1, within(1e-9));
    }

    @Test
    void itemsThatOtherMachinesAdmitAreAnotherGroup() {
        var here = new Packing.Item(10, new long[] {100}, 10, NO_CONFLICTS);
        var there = new Packing.Item(10, new long[] {100}, 10, NO_CONFLICTS);
        var cheap = new Packing.Machine(new long[] {1000}, 500, new long[] {1}, List.of());
        var dear = new Packing.Machine(new long[] {1000}, 900, new long[] {2}, List.of());
        var packing = new Packing(List.of(here, there), List.of(cheap, dear), List.of());
        double[] values =
                groups(packing, Dominance.undominated(packing), 10_000, 1).itemDuals();
        assertThat(values[0]).isCloseTo(50, within(1e-6));
        assertThat(values[1]).isCloseTo(90, within(1e-6));
    }

    private static Groups groups(Packing packing, List<Fit> fits, double dearest, double fineness) {
        var groups = new Groups(packing, fits, dearest, fineness);
        patterns(packing, fits).forEach(groups::add);
        assertThat(groups.solve(new Steps(100_000))).isTrue();
        return groups;
    }

    private static List<Pattern> patterns(Packing packing, List<Fit> fits) {
        var patterns = new ArrayList<Pattern>();
        for (Fit fit : fits) {
            for (int[] filling : Questions.fillings(packing, fit.machine)) {
                int[] items = IntStream.range(0, filling.length)
                        .filter(k -> filling[k] > 0)
                        .toArray();
                if (items.length > 0) {
                    int[] counts = Arrays.stream(items).map(k -> filling[k]).toArray();
                    patterns.add(new Pattern(fit.machine, items, counts));
                }
            }
        }
        return patterns;
    }
}
