package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final int SEEDS = 600;

    @Test
    void anyValuesAtAllProveNoMoreThanTheCheapestPacking() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            long cheapest = Questions.cheapest(packing);
            var certificate = new Certificate(packing, Dominance.undominated(packing));
            for (int n = 0; n < 4; n++) {
                long scale = dice.nextBoolean() ? 100_000 : Long.MAX_VALUE;
                long[] values = dice.longs(packing.items().size(), -1, scale).toArray();
                long[] prices = dice.longs(packing.budgets().size(), -1, 1L << dice.nextInt(1, 62))
                        .toArray();
                var probe = new Certificate.Probe(dice.nextDouble(), 0.01 * dice.nextDouble(), 1 + dice.nextInt(100));
                assertThat(certificate.assess(values, prices, probe, new Steps(dice.nextInt(1000))))
                        .as("seed %d", seed)
                        .isBetween(0L, cheapest);
                assertThat(certificate.tighten(probe, new Steps(1000)))
                        .as("seed %d", seed)
                        .isBetween(0L, cheapest);
            }
        }
    }

    @Test
    void mendedValuesProveNoMoreThanTheCheapestPacking() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            long cheapest = Questions.cheapest(packing);
            var certificate = new Certificate(packing, Dominance.undominated(packing));
            int items = packing.items().size();
            for (int n = 0; n < 4; n++) {
                long[] values = dice.longs(items, -1, 100_000).toArray();
                long[] fair = dice.longs(items, -1, 1 + dice.nextInt(100_000)).toArray();
                long[] prices = dice.longs(packing.budgets().size(), -1, 1L << dice.nextInt(1, 62))
                        .toArray();
                assertThat(certificate.mend(values, prices, fair, 0.01 * dice.nextDouble(), new Steps(1000)))
                        .as("seed %d", seed)
                        .isBetween(0L, cheapest);
            }
        }
    }

    /** One item that is worth too much would otherwise make all others worth less. */
    @Test
    void mendingLowersOnlyWhatIsToBlame() {
        long[] none = {0};
        var good = new Packing.Item(10, new long[] {10}, 10, none);
        var bad = new Packing.Item(1, new long[] {10}, 1, none);
        var machines = List.of(
                new Packing.Machine(new long[] {10}, 1000, new long[] {1}, List.of()),
                new Packing.Machine(new long[] {10}, 1000, new long[] {2}, List.of()));
        var packing = new Packing(List.of(good, bad), machines, List.of());
        var certificate = new Certificate(packing, Dominance.undominated(packing));
        long[] suggested = {1000, 2000};
        long[] fair = {900, 900};
        assertThat(certificate.mend(suggested, new long[0], fair, 0, new Steps(1000)))
                .isEqualTo(11_000);
        assertThat(certificate.assess(suggested, new long[0], new Certificate.Probe(0, 0, 100), new Steps(1000)))
                .isEqualTo(6_000);
    }

    @Test
    void theRelaxationsBoundIsBelowTheCheapestPackingHoweverFewTheSteps() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            long cheapest = Questions.cheapest(packing);
            for (int steps : new int[] {0, 1, 3, 10, 30, 100, 100_000}) {
                assertThat(Relaxation.solve(packing, List.of(), new Steps(steps))
                                .bound())
                        .as("seed %d, %d steps", seed, steps)
                        .isBetween(0L, cheapest);
            }
        }
    }

    @Test
    void itsValuesAreFair() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = Questions.random(new Random(seed), 5, 3);
            Relaxed relaxed = Relaxation.solve(packing, List.of(), new Steps(100_000));
            for (int m = 0; m < packing.machines().size(); m++) {
                double cost = packing.machines().get(m).price();
                for (Packing.Draw draw : packing.machines().get(m).draws()) {
                    cost += relaxed.budgetDuals()[draw.budget()] * draw.amount();
                }
                for (int[] filling : Questions.fillings(packing, m)) {
                    double worth = 0;
                    for (int k = 0; k < filling.length; k++) {
                        worth += relaxed.itemDuals()[k] * filling[k];
                    }
                    assertThat(worth).as("seed %d", seed).isLessThanOrEqualTo(cost * (1 + 1e-9) + 1e-3);
                }
            }
        }
    }

    @Test
    void aHundredThousandAlikeCostTheirShareOfTheBestMachine() {
        var item = new Packing.Item(100_000, new long[] {3, 5}, Integer.MAX_VALUE, new long[1]);
        long[] all = {1};
        var machines = List.of(
                new Packing.Machine(new long[] {10, 20}, 400, all, List.of()),
                new Packing.Machine(new long[] {40, 100}, 1300, all, List.of()),
                new Packing.Machine(new long[] {40, 100}, 1300, all, List.of()));
        Relaxed relaxed = Relaxation.solve(new Packing(List.of(item), machines, List.of()), List.of(), new Steps(1000));
        // 13 fit on the larger one for 1300, 3 on the smaller one for 400
        assertThat(relaxed.bound()).isEqualTo(10_000_000);
        assertThat(relaxed.converged()).isTrue();
    }

    @Test
    void whatNoMachineCanHoldAndWhatAFreeOneHoldsCostsNothing() {
        var giant = new Packing.Item(1, new long[] {1000}, 1, new long[1]);
        var small = new Packing.Item(7, new long[] {1}, 9, new long[1]);
        var free = new Packing.Machine(new long[] {10}, 0, new long[] {3}, List.of());
        var packing = new Packing(List.of(giant, small), List.of(free), List.of());
        assertThat(Relaxation.solve(packing, List.of(), new Steps(1000)).bound())
                .isZero();
        assertThat(Relaxation.solve(new Packing(List.of(giant), List.of(), List.of()), List.of(), new Steps(1000))
                        .bound())
                .isZero();
    }

    @Test
    void aNodeThatIsThereHoldsWhatItCanForNothing() {
        var item = new Packing.Item(5, new long[] {10}, 5, new long[1]);
        var node = new Packing.Machine(new long[] {20}, 0, new long[] {1}, List.of(new Packing.Draw(0, 1)));
        var bought = new Packing.Machine(new long[] {10}, 100, new long[] {1}, List.of());
        var packing = new Packing(List.of(item), List.of(node, bought), List.of(new Packing.Budget(1)));
        assertThat(Relaxation.solve(packing, List.of(), new Steps(1000)).bound())
                .isEqualTo(300);
    }

    @Test
    void droppingDominatedMachinesChangesNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = Questions.random(new Random(seed), 5, 3);
            List<Packing.Machine> kept = Dominance.undominated(packing).stream()
                    .map(fit -> packing.machines().get(fit.machine))
                    .toList();
            var fewer = new Packing(packing.items(), kept, packing.budgets());
            assertThat(Questions.cheapest(fewer)).as("seed %d", seed).isEqualTo(Questions.cheapest(packing));
        }
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        Packing packing = Questions.random(new Random(5), 6, 4);
        Relaxed once = Relaxation.solve(packing, List.of(), new Steps(5000));
        Relaxed again = Relaxation.solve(packing, List.of(), new Steps(5000));
        assertThat(again.bound()).isEqualTo(once.bound());
        assertThat(Arrays.equals(again.itemDuals(), once.itemDuals())).isTrue();
        assertThat(again.patterns()).hasSameSizeAs(once.patterns());
    }
}
