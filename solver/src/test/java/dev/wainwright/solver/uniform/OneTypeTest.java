package dev.wainwright.solver.uniform;

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
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Pool;
import dev.wainwright.solver.problem.SpotChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One machine type for everything. */
class OneTypeTest {
    private static final InstanceType SMALL = type("small", 2, 0.1, "a", "b");
    private static final InstanceType MEDIUM = type("medium", 4, 0.2, "a", "b");
    private static final InstanceType LARGE = type("large", 16, 0.8, "a", "b");
    private static final List<InstanceType> ALL = List.of(SMALL, MEDIUM, LARGE);

    @Test
    void theTypeIsTheOneThatPacksCheapest() {
        Problem problem = problem(List.of(pool("general", ALL)), pods(5, 3000));
        assertThat(typesOf(OneType.solve(problem))).containsExactly("large");
        assertThat(OneType.solve(problem).hourlyPrice()).isEqualTo(0.8);
    }

    @Test
    void aSinglePodGetsTheSmallestThatHoldsIt() {
        Problem problem = problem(List.of(pool("general", ALL)), pods(1, 3000));
        assertThat(typesOf(OneType.solve(problem))).containsExactly("medium");
    }

    @Test
    void placingAllPodsGoesBeforeTheLowerPrice() {
        var pods = pods(20, 1900);
        pods.addAll(pods(1, 15_000));
        Solution solution = OneType.solve(problem(List.of(pool("general", ALL)), pods));
        assertThat(solution.unplaced()).isZero();
        assertThat(typesOf(solution)).containsExactly("large");
    }

    @Test
    void aPodThatFitsNowhereDoesNotChangeTheChoice() {
        var pods = pods(1, 3000);
        pods.addAll(pods(1, 900_000));
        Solution solution = OneType.solve(problem(List.of(pool("general", ALL)), pods));
        assertThat(solution.unplaced()).isEqualTo(1);
        assertThat(typesOf(solution)).containsExactly("medium");
    }

    @Test
    void poolsUseTheSameType() {
        var first = new Pool(
                "first",
                10,
                named("first"),
                List.of(),
                Resources.of("cpu", 9000),
                List.of(MEDIUM, LARGE),
                0,
                SpotChoice.ANY);
        Problem problem = problem(List.of(first, pool("rest", ALL)), pods(10, 3000));
        Solution solution = OneType.solve(problem);
        assertThat(typesOf(solution)).containsExactly("large");
        assertThat(solution.claims())
                .allMatch(claim -> claim.pool().pool().name().equals("rest"));
    }

    @Test
    void zonesInWhichTheTypeIsNotSoldStillCountForSpreading() {
        InstanceType onlyInA = type("cheap", 2, 0.01, "a");
        PodDemand spread = plain(1500)
                .withTopologyTerms(List.of(TopologyTerm.spread(
                        Labels.ZONE, new LabelSelector(Map.of("app", "web"), List.of()), "default", 1, 0)));
        Solution solution =
                OneType.solve(problem(List.of(pool("general", List.of(onlyInA, SMALL))), List.of(spread, spread)));
        assertThat(solution.unplaced()).isZero();
        assertThat(typesOf(solution)).containsExactly("small");
    }

    @Test
    void nothingIsLaunchedWhenExistingNodesTakeAll() {
        Solution solution = OneType.solve(problem(List.of(pool("general", ALL)), List.of(emptyNode()), pods(2, 3000)));
        assertThat(solution.claims()).isEmpty();
        assertThat(solution.unplaced()).isZero();
    }

    @Test
    void withoutTypesThereIsAnAnswerWithoutNodes() {
        Solution solution = OneType.solve(problem(List.of(), pods(2, 3000)));
        assertThat(solution.claims()).isEmpty();
        assertThat(solution.unplaced()).isEqualTo(2);
    }

    @Test
    void leavingOutUnpromisingTypesMissesNothing() {
        for (int seed = 1; seed <= 40; seed++) {
            Problem problem = random(new Random(seed));
            Solution found = OneType.solve(problem);
            double best = Double.POSITIVE_INFINITY;
            int unplaced = Integer.MAX_VALUE;
            for (String name : names(problem)) {
                Solution tried = FirstFit.solve(new Problem(
                        problem.catalogue().only(name),
                        problem.nodes(),
                        problem.classes(),
                        problem.queue(),
                        false,
                        true));
                if (tried.unplaced() < unplaced || (tried.unplaced() == unplaced && tried.hourlyPrice() < best)) {
                    unplaced = tried.unplaced();
                    best = tried.hourlyPrice();
                }
            }
            assertThat(found.unplaced()).as("seed %d", seed).isEqualTo(unplaced);
            assertThat(found.hourlyPrice()).as("seed %d", seed).isEqualTo(best);
        }
    }

    private static Set<String> names(Problem problem) {
        return problem.catalogue().pools().getFirst().pool().instanceTypes().stream()
                .map(InstanceType::name)
                .collect(Collectors.toSet());
    }

    private static Problem random(Random random) {
        var types = new ArrayList<InstanceType>();
        for (int i = 0; i < 12; i++) {
            int cpu = 2 << random.nextInt(5);
            types.add(type("type-" + i, cpu, cpu * (0.03 + 0.03 * random.nextDouble()), "a", "b"));
        }
        var pods = new ArrayList<PodDemand>();
        for (int i = 0; i < 6; i++) {
            pods.addAll(pods(1 + random.nextInt(9), 100L * (1 + random.nextInt(60))));
        }
        return problem(List.of(pool("general", types)), pods);
    }

    private static Set<String> typesOf(Solution solution) {
        return solution.claims().stream()
                .map(claim -> solution.options(claim))
                .peek(options -> assertThat(options).hasSize(1))
                .map(options -> options.getFirst().type())
                .collect(Collectors.toSet());
    }
}
