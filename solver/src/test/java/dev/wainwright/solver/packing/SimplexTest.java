package dev.wainwright.solver.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimplexTest {
    @Test
    void primalAndDualAgreeAndNothingIsLeftToGain() {
        for (int seed = 0; seed < 300; seed++) {
            var dice = new Random(seed);
            int rows = 1 + dice.nextInt(25);
            // small whole numbers, so that many bases are degenerate
            double[] right = dice.ints(rows, 0, 5).asDoubleStream().toArray();
            var simplex = new Simplex(right);
            for (int r = 0; r < rows; r++) {
                simplex.add(new int[] {r}, new double[] {-1}, 0);
                simplex.startWith(simplex.add(new int[] {r}, new double[] {1}, 1000));
            }
            simplex.start();
            double[][] columns = new double[3 * rows][rows];
            double[] costs = new double[columns.length];
            for (int c = 0; c < columns.length; c++) {
                int[] all = new int[rows];
                for (int r = 0; r < rows; r++) {
                    all[r] = r;
                    columns[c][r] = dice.nextInt(3) == 0 ? 1 + dice.nextInt(3) : 0;
                }
                costs[c] = 1 + dice.nextInt(4);
                simplex.add(all, columns[c], costs[c]);
                if (c % rows == 0) {
                    assertThat(simplex.solve(new Steps(1_000_000))).isTrue();
                }
            }
            assertThat(simplex.solve(new Steps(1_000_000))).as("seed %d", seed).isTrue();
            assertOptimal(simplex, right, columns, costs, "seed " + seed);
        }
    }

    private static void assertOptimal(
            Simplex simplex, double[] right, double[][] columns, double[] costs, String about) {
        double[] duals = simplex.duals();
        double[] amounts = simplex.amounts();
        double dual = 0;
        for (int r = 0; r < right.length; r++) {
            dual += duals[r] * right[r];
            assertThat(duals[r]).as(about).isGreaterThan(-1e-6);
            double covered = amounts[2 * r + 1] - amounts[2 * r];
            for (int c = 0; c < columns.length; c++) {
                covered += columns[c][r] * amounts[2 * right.length + c];
            }
            assertThat(covered).as(about).isCloseTo(right[r], within(1e-6));
        }
        assertThat(simplex.objective()).as(about).isCloseTo(dual, within(1e-5));
        for (int c = 0; c < columns.length; c++) {
            double reduced = costs[c];
            for (int r = 0; r < right.length; r++) {
                reduced -= duals[r] * columns[c][r];
            }
            assertThat(reduced).as(about).isGreaterThan(-1e-6);
            assertThat(reduced * amounts[2 * right.length + c]).as(about).isCloseTo(0, within(1e-5));
        }
    }
}
