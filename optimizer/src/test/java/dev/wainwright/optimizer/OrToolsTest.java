package dev.wainwright.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.solver.packing.LpSolver;
import dev.wainwright.solver.packing.Packer;
import dev.wainwright.solver.packing.Packing;
import dev.wainwright.solver.packing.Packing.Budget;
import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Item;
import dev.wainwright.solver.packing.Packing.Machine;
import dev.wainwright.solver.packing.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OrToolsTest {
    private static final int SEEDS = 12;
    private static final long STEPS = 3_000_000;

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LpSolver.class))
                .extracting(LpSolver::name)
                .containsExactly("ortools");
    }

    @Test
    void solvesASmallProgramAndGoesOnWhenAColumnComes() {
        // 3x ≥ 6, y ≥ 4 at costs 5 and 1, as equations with slack
        try (LpSolver.Program program = new OrTools().open(new double[] {6, 4})) {
            program.add(new int[] {0}, new double[] {-1}, 0);
            program.add(new int[] {1}, new double[] {-1}, 0);
            int x = program.add(new int[] {0}, new double[] {3}, 5);
            program.add(new int[] {1}, new double[] {1}, 1);
            assertThat(program.solve(new Steps(100))).isTrue();
            assertThat(program.objective()).isCloseTo(14, within());
            assertThat(program.amounts()[x]).isCloseTo(2, within());
            assertThat(program.duals()[0]).isCloseTo(5.0 / 3, within());
            int both = program.add(new int[] {0, 1}, new double[] {3, 2}, 3);
            assertThat(program.solve(new Steps(100))).isTrue();
            assertThat(program.objective()).isCloseTo(6, within());
            assertThat(program.amounts()[both]).isCloseTo(2, within());
            assertThat(program.solve(new Steps(0))).isFalse();
        }
    }

    @Test
    void provesTheSameBoundAsOurOwn() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Packing packing = random(new Random(seed));
            Packer.Packed own = Packer.pack(packing, List.of(), LpSolver.OWN, new Steps(STEPS));
            Packer.Packed clp = Packer.pack(packing, List.of(), new OrTools(), new Steps(STEPS));
            assertThat((double) clp.bound() / own.bound()).as("seed %d", seed).isBetween(0.996, 1.004);
            assertThat(clp.bound()).as("seed %d", seed).isLessThanOrEqualTo(price(packing, own));
            assertThat(own.bound()).as("seed %d", seed).isLessThanOrEqualTo(price(packing, clp));
        }
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        Packing packing = random(new Random(3));
        Packer.Packed once = Packer.pack(packing, List.of(), new OrTools(), new Steps(STEPS));
        Packer.Packed again = Packer.pack(packing, List.of(), new OrTools(), new Steps(STEPS));
        assertThat(again.bound()).isEqualTo(once.bound());
        assertThat(price(packing, again)).isEqualTo(price(packing, once));
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    private static long price(Packing packing, Packer.Packed packed) {
        return packed.patterns().stream()
                .mapToLong(pattern -> packing.machines().get(pattern.machine()).price())
                .sum();
    }

    private static Packing random(Random dice) {
        int classes = 20 + dice.nextInt(40);
        var items = new ArrayList<Item>();
        for (int k = 0; k < classes; k++) {
            long[] load = {50L * (1 + dice.nextInt(60)), 64L * (1 + dice.nextInt(100))};
            items.add(new Item(1 + dice.nextInt(20), load, Integer.MAX_VALUE, new long[1]));
        }
        var machines = new ArrayList<Machine>();
        for (int m = 0; m < 30; m++) {
            long cpu = 1900L << dice.nextInt(4);
            long memory = 3500L << dice.nextInt(5);
            long price = (cpu * 22 + memory * 3) * (900 + dice.nextInt(300));
            boolean isScarce = m >= 25;
            machines.add(new Machine(
                    new long[] {cpu, memory},
                    isScarce ? price / 2 : price,
                    new long[] {-1L >>> (64 - classes)},
                    isScarce ? List.of(new Draw(0, cpu)) : List.of()));
        }
        return new Packing(items, machines, List.of(new Budget(20_000)));
    }
}
