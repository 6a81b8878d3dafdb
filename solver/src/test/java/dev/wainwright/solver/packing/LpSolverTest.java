package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Solvers of linear programs are not believed. */
class LpSolverTest {
    private static final int SEEDS = 140;
    private static final int STEPS = 2000;

    private static final List<UnaryOperator<double[]>> LIES = List.of(
            duals -> each(duals, dual -> 10 * dual),
            duals -> each(duals, dual -> -dual),
            duals -> each(duals, dual -> 0),
            duals -> each(duals, dual -> dual * 1.001 + 1e-4),
            duals -> each(duals, dual -> Double.NaN),
            duals -> each(duals, dual -> Double.POSITIVE_INFINITY),
            duals -> each(duals, dual -> 1e300));

    @Test
    void wrongDualsNeverMakeABoundTooHigh() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            long cheapest = Questions.cheapest(packing);
            var liar = new Liar(LIES.get(seed % LIES.size()));
            assertThat(Relaxation.solve(packing, List.of(), liar, new Steps(STEPS))
                            .bound())
                    .as("seed %d", seed)
                    .isBetween(0L, cheapest);
            assertThat(Packer.bound(
                            packing, new double[packing.items().size()], Long.MAX_VALUE, liar, new Steps(STEPS)))
                    .as("seed %d", seed)
                    .isBetween(0L, cheapest);
        }
    }

    @Test
    void wrongAnswersCostNoItemItsPlace() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new Random(seed);
            Packing packing = Questions.random(dice, 5, 3);
            List<Pattern> known = Packer.pack(packing, List.of(), LpSolver.OWN, new Steps(STEPS))
                    .patterns();
            Packer.Packed packed =
                    Packer.pack(packing, known, new Liar(LIES.get(seed % LIES.size())), new Steps(STEPS));
            assertThat(Improve.items(packed.patterns())).as("seed %d", seed).isEqualTo(Improve.items(known));
            assertThat(Improve.price(packing, packed.patterns()))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(Improve.price(packing, known));
            assertThat(packed.bound()).as("seed %d", seed).isBetween(0L, Questions.cheapest(packing));
        }
    }

    private static double[] each(double[] figures, DoubleUnaryOperator change) {
        return Arrays.stream(figures).map(change).toArray();
    }

    /** Our own solver, with its answers twisted. */
    private record Liar(UnaryOperator<double[]> lie) implements LpSolver {
        @Override
        public String name() {
            return "liar";
        }

        @Override
        public Program open(double[] right) {
            return new Twisted(new Simplex(right), lie);
        }
    }

    private record Twisted(LpSolver.Program honest, UnaryOperator<double[]> lie) implements LpSolver.Program {
        @Override
        public int add(int[] rows, double[] entries, double cost) {
            return honest.add(rows, entries, cost);
        }

        @Override
        public void startWith(int column) {
            honest.startWith(column);
        }

        @Override
        public void start() {
            honest.start();
        }

        @Override
        public void setCost(int column, double cost) {
            honest.setCost(column, cost);
        }

        @Override
        public double cost(int column) {
            return honest.cost(column);
        }

        @Override
        public boolean solve(Steps steps) {
            return honest.solve(steps);
        }

        @Override
        public double objective() {
            return honest.objective() / 7;
        }

        @Override
        public double[] duals() {
            return lie.apply(honest.duals());
        }

        @Override
        public double[] amounts() {
            return lie.apply(honest.amounts());
        }
    }
}
