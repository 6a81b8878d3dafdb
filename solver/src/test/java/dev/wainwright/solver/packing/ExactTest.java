package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactTest {
    private static final int SEEDS = 1500;

    @Test
    void findsTheCheapestPackingAndProvesIt() {
        int closed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = withoutTheImpossible(Questions.random(new Random(seed), 6, 4));
            long cheapest = Questions.cheapest(packing);
            if (cheapest < Long.MAX_VALUE && isInOrder(packing)) {
                Exact.Closed answer = closed(packing, 1_000_000);
                assertThat(answer.bound()).as("seed %d", seed).isEqualTo(cheapest);
                assertIsPacking(packing, answer.patterns(), "seed " + seed);
                assertThat(Improve.price(packing, answer.patterns()))
                        .as("seed %d", seed)
                        .isEqualTo(cheapest);
                closed++;
            }
        }
        assertThat(closed).isGreaterThan(SEEDS / 2);
    }

    /** Two machines of a size are often as good as one of the next, but not where it may hold no more of an item than each. */
    @Test
    void findsTheCheapestAmongMachinesOfManySizes() {
        int mergeable = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = withoutTheImpossible(withLargerMachines(Questions.random(dice, 5, 3), dice));
            long cheapest = Questions.cheapest(packing);
            if (cheapest < Long.MAX_VALUE && isInOrder(packing)) {
                assertThat(closed(packing, 1_000_000).bound())
                        .as("seed %d", seed)
                        .isEqualTo(cheapest);
                List<Fit> fits = Dominance.undominated(packing);
                var merging = new Merging(packing, fits);
                int[] kinds = IntStream.range(0, fits.size()).toArray();
                mergeable += Arrays.stream(kinds).anyMatch(kind -> merging.isMergeable(kinds, kind)) ? 1 : 0;
            }
        }
        assertThat(mergeable).isGreaterThan(SEEDS / 10);
    }

    private static Packing withLargerMachines(Packing packing, Random dice) {
        var machines = new ArrayList<>(packing.machines());
        for (Packing.Machine small : packing.machines()) {
            long[] room = Arrays.stream(small.room())
                    .map(amount -> 2 * amount + dice.nextInt(3) - (dice.nextBoolean() ? 0 : 2))
                    .map(amount -> Math.max(0, amount))
                    .toArray();
            long[] admits = {
                small.admits()[0] | (dice.nextLong() & ((1L << packing.items().size()) - 1))
            };
            machines.add(new Packing.Machine(room, 2 * small.price(), admits, small.draws()));
        }
        return new Packing(packing.items(), machines, packing.budgets());
    }

    @Test
    void looksNoFurtherThanItIsAsked() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = withoutTheImpossible(Questions.random(new Random(seed), 5, 3));
            long cheapest = Questions.cheapest(packing);
            if (cheapest < Long.MAX_VALUE && isInOrder(packing)) {
                for (long limit : new long[] {cheapest / 2, cheapest, cheapest + 1}) {
                    Relaxed relaxed = Relaxation.solve(packing, List.of(), new Steps(10_000));
                    long bound = Exact.close(packing, List.of(), limit, relaxed, new Steps(1_000_000))
                            .bound();
                    // what fractions prove may be more than was asked for
                    assertThat(bound).as("seed %d", seed).isBetween(Math.min(limit, cheapest), cheapest);
                }
            }
        }
    }

    @Test
    void itsBoundHoldsHoweverFewTheSteps() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = withoutTheImpossible(Questions.random(new Random(seed), 5, 3));
            long cheapest = Questions.cheapest(packing);
            for (int steps : new int[] {0, 1, 2, 4, 8, 16, 32, 64}) {
                Exact.Closed answer = closed(packing, steps);
                assertThat(answer.bound()).as("seed %d, %d steps", seed, steps).isLessThanOrEqualTo(cheapest);
                assertIsPacking(packing, answer.patterns(), "seed " + seed);
            }
        }
    }

    /** Four pieces, three to a large machine: fractions take 4/3 of it, whole ones cost a small one more. */
    @Test
    void takesNoPartsOfMachines() {
        var item = new Packing.Item(4, new long[] {6}, 9, new long[1]);
        var large = new Packing.Machine(new long[] {20}, 1000, new long[] {1}, List.of());
        var small = new Packing.Machine(new long[] {10}, 700, new long[] {1}, List.of());
        var packing = new Packing(List.of(item), List.of(large, small), List.of());
        assertThat(Relaxation.solve(packing, List.of(), new Steps(1000)).bound())
                .isLessThan(1340);
        assertThat(closed(packing, 1000).bound()).isEqualTo(1700);
    }

    /** The machine that is there holds three of the five, whether or not that suits the others. */
    @Test
    void usesWhatIsThereFirst() {
        var item = new Packing.Item(5, new long[] {10}, 5, new long[1]);
        var node = new Packing.Machine(new long[] {35}, 0, new long[] {1}, List.of(new Packing.Draw(0, 1)));
        var bought = new Packing.Machine(new long[] {15}, 100, new long[] {1}, List.of());
        var packing = new Packing(List.of(item), List.of(node, bought), List.of(new Packing.Budget(1)));
        Exact.Closed answer = closed(packing, 1000);
        assertThat(answer.bound()).isEqualTo(200);
        assertIsPacking(packing, answer.patterns(), "");
    }

    private static Exact.Closed closed(Packing packing, int steps) {
        Relaxed relaxed = Relaxation.solve(packing, List.of(), new Steps(10_000));
        return Exact.close(packing, List.of(), Long.MAX_VALUE, relaxed, new Steps(steps));
    }

    /** No machine is free in any number, and every item fits somewhere within the budgets. */
    private static boolean isInOrder(Packing packing) {
        boolean isFree = packing.machines().stream()
                .anyMatch(machine -> machine.price() == 0 && machine.draws().isEmpty());
        long fitting = Dominance.undominated(packing).stream()
                .flatMapToInt(fit -> Arrays.stream(fit.items))
                .distinct()
                .count();
        return !isFree && fitting == packing.items().size();
    }

    /** Exact is asked about components, and what no machine can hold is in none. */
    private static Packing withoutTheImpossible(Packing packing) {
        List<Fit> fits = Dominance.undominated(packing);
        int[] kinds = fits.stream().mapToInt(fit -> fit.machine).toArray();
        int[] counts = new int[packing.items().size()];
        Components.of(packing, fits).forEach(component -> Arrays.setAll(counts, k -> counts[k] + component[k]));
        return new Remainder(packing, counts, new Stock(packing).budgets, kinds).packing();
    }

    /** Nothing is placed twice, no machine holds too much, no budget is overdrawn. */
    private static void assertIsPacking(Packing packing, List<Pattern> patterns, String about) {
        var stock = new Stock(packing);
        for (Pattern pattern : patterns) {
            assertThat(stock.copies(pattern)).as(about).isPositive();
            stock.take(pattern);
            int[] filling = new int[packing.items().size()];
            for (int i = 0; i < pattern.items().length; i++) {
                filling[pattern.items()[i]] = pattern.counts()[i];
            }
            assertThat(Questions.fillings(packing, pattern.machine()))
                    .as(about)
                    .anyMatch(it -> Arrays.equals(it, filling));
        }
        assertThat(patterns.isEmpty() || !stock.hasItems()).as(about).isTrue();
    }
}
