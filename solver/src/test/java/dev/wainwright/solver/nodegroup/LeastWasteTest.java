package dev.wainwright.solver.nodegroup;

import static dev.wainwright.solver.Problems.emptyNode;
import static dev.wainwright.solver.Problems.named;
import static dev.wainwright.solver.Problems.plain;
import static dev.wainwright.solver.Problems.pods;
import static dev.wainwright.solver.Problems.pool;
import static dev.wainwright.solver.Problems.problem;
import static dev.wainwright.solver.Problems.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Pool;
import dev.wainwright.solver.problem.SpotChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Node groups, of which the least wasteful grows. */
class LeastWasteTest {
    private static final InstanceType SMALL = type("small", 2, 0.1, "a", "b");
    private static final InstanceType LARGE = type("large", 16, 0.8, "a", "b");

    /** Cluster Autoscaler's own example: one pod of half a CPU and 1,000 MiB. */
    @Test
    void aPodGrowsTheGroupOfWhichItLeavesLeastIdle() {
        InstanceType balanced = with(16, type("balanced", 8, 0.4, "a"));
        InstanceType highMemory = with(32, type("highmem", 8, 0.4, "a"));
        InstanceType lowCpu = with(16, type("lowcpu", 4, 0.4, "a"));
        List<PodDemand> pod = List.of(PodDemand.plain(
                "default", Map.of(), Resources.of(Map.of("cpu", 500L, "memory", 1000L << 20, "pods", 1L))));
        assertThat(machines(LeastWaste.solve(problem(groups(balanced, highMemory, lowCpu), pod))))
                .containsExactly("lowcpu");
        assertThat(machines(LeastWaste.solve(problem(groups(balanced, highMemory), pod))))
                .containsExactly("balanced");
    }

    @Test
    void aDearGroupGrowsWhenItWastesLess() {
        InstanceType dear = type("dear", 2, 9.9, "a");
        assertThat(machines(LeastWaste.solve(problem(groups(dear, LARGE), pods(1, 1500)))))
                .containsExactly("dear");
    }

    @Test
    void ofEquallyWastefulGroupsTheCheaperGrows() {
        InstanceType cheaper = type("other", 2, 0.09, "a");
        assertThat(machines(LeastWaste.solve(problem(groups(SMALL, cheaper), pods(1, 1500)))))
                .containsExactly("other");
    }

    @Test
    void oneGroupGrowsForAllThatItCanTakeThenAnotherForTheRest() {
        List<PodDemand> all = pods(4, 1900);
        all.addAll(pods(1, 15_000));
        Solution solution = LeastWaste.solve(problem(groups(SMALL, LARGE), all));
        assertThat(solution.unplaced()).isZero();
        assertThat(machines(solution)).containsExactlyInAnyOrder("small", "small", "small", "small", "large");
    }

    @Test
    void whatAnEarlierGroupHasLeftIsFilledBeforeAnotherGrows() {
        var fussy = plain(900)
                .withTopologyTerms(List.of(TopologyTerm.spread(
                        Labels.ZONE, new LabelSelector(Map.of("app", "web"), List.of()), "default", 1, 0)));
        Solution solution = LeastWaste.solve(problem(groups(SMALL, LARGE), List.of(fussy, fussy, fussy, fussy)));
        assertThat(solution.unplaced()).isZero();
        assertThat(machines(solution)).containsExactly("small", "small");
    }

    @Test
    void aGroupStopsAtItsPoolsLimit() {
        var limited = new Pool(
                "first", 0, named("first"), List.of(), Resources.of("cpu", 4000), List.of(SMALL), 0, SpotChoice.ANY);
        Solution solution = LeastWaste.solve(problem(List.of(limited, pool("rest", List.of(LARGE))), pods(5, 1900)));
        assertThat(solution.unplaced()).isZero();
        assertThat(machines(solution)).containsExactlyInAnyOrder("small", "small", "large");
    }

    @Test
    void existingNodesGoFirst() {
        Solution solution = LeastWaste.solve(problem(groups(SMALL), List.of(emptyNode()), pods(5, 1900)));
        assertThat(machines(solution)).containsExactly("small");
    }

    @Test
    void withoutGroupsNothingIsLaunched() {
        Solution solution = LeastWaste.solve(problem(List.of(), pods(2, 1900)));
        assertThat(solution.claims()).isEmpty();
        assertThat(solution.unplaced()).isEqualTo(2);
    }

    @Test
    void everyPodThatSomeGroupCanTakeIsPlaced() {
        for (int seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var groups = new ArrayList<InstanceType>();
            int largest = 0;
            for (int i = 0; i < 4; i++) {
                int cpu = 2 << random.nextInt(4);
                largest = Math.max(largest, cpu);
                groups.add(type("type-" + i, cpu, cpu * 0.05, "a", "b"));
            }
            var all = new ArrayList<PodDemand>();
            for (int i = 0; i < 5; i++) {
                all.addAll(pods(1 + random.nextInt(8), 100L * (1 + random.nextInt(180))));
            }
            long room = largest * 1000L;
            long tooLarge =
                    all.stream().filter(pod -> pod.requests().get("cpu") > room).count();
            Problem problem = problem(groups(groups.toArray(InstanceType[]::new)), all);
            assertThat(LeastWaste.solve(problem).unplaced()).as("seed %d", seed).isEqualTo((int) tooLarge);
        }
    }

    /** A pool of one type each: what Auto Scaling groups are. */
    private static List<Pool> groups(InstanceType... types) {
        var pools = new ArrayList<Pool>();
        for (InstanceType type : types) {
            pools.add(pool("group-" + type.name(), List.of(type)));
        }
        return pools;
    }

    private static InstanceType with(int gibibytes, InstanceType type) {
        return new InstanceType(
                type.name(),
                type.requirements(),
                type.offerings(),
                type.capacity().with("memory", (long) gibibytes << 30),
                type.overhead());
    }

    private static List<String> machines(Solution solution) {
        return solution.claims().stream()
                .map(claim -> solution.options(claim))
                .peek(options -> assertThat(options).hasSize(1))
                .map(options -> options.getFirst().type())
                .toList();
    }
}
