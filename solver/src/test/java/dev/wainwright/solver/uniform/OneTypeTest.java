package dev.wainwright.solver.uniform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Pool;
import dev.wainwright.solver.problem.SpotChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
        var node = new ExistingNode(
                "there",
                true,
                Map.of(Labels.HOSTNAME, "there"),
                List.of(),
                Resources.of(Map.of("cpu", 8000L, "memory", 64L << 30, "pods", 100L)),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
        Solution solution = OneType.solve(problem(List.of(pool("general", ALL)), List.of(node), pods(2, 3000)));
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

    private static Pool pool(String name, List<InstanceType> types) {
        return new Pool(name, 0, named(name), List.of(), null, types, SpotChoice.ANY);
    }

    private static Requirements named(String pool) {
        return Requirements.of(Requirement.in(Labels.NODE_POOL, pool));
    }

    private static List<PodDemand> pods(int count, long milli) {
        var pods = new ArrayList<PodDemand>();
        for (int i = 0; i < count; i++) {
            pods.add(plain(milli));
        }
        return pods;
    }

    private static PodDemand plain(long milli) {
        return PodDemand.plain(
                "default", Map.of("app", "web"), Resources.of(Map.of("cpu", milli, "memory", 1L << 30, "pods", 1L)));
    }

    private static Problem problem(List<Pool> pools, List<PodDemand> pods) {
        return problem(pools, List.of(), pods);
    }

    /** Pods in the order of their size, as they are served. */
    private static Problem problem(List<Pool> pools, List<ExistingNode> nodes, List<PodDemand> pods) {
        List<PodDemand> classes = pods.stream().distinct().toList();
        int[] queue = pods.stream().mapToInt(classes::indexOf).toArray();
        Integer[] bySize = Arrays.stream(queue).boxed().toArray(Integer[]::new);
        Arrays.sort(
                bySize,
                (a, b) -> Long.compare(
                        classes.get(b).requests().get("cpu"),
                        classes.get(a).requests().get("cpu")));
        return new Problem(
                Catalogue.compile(pools, List.<Daemon>of()),
                nodes,
                classes,
                Arrays.stream(bySize).mapToInt(Integer::intValue).toArray(),
                false,
                false);
    }

    private static InstanceType type(String name, int cpu, double price, String... zones) {
        var offerings = Arrays.stream(zones)
                .map(zone -> new Offering(
                        Requirements.of(
                                Requirement.in(Labels.ZONE, zone),
                                Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                        price,
                        false,
                        true,
                        OptionalInt.empty()))
                .toList();
        return new InstanceType(
                name,
                Requirements.of(
                        Requirement.in(Labels.INSTANCE_TYPE, name),
                        Requirement.in(Labels.ZONE, zones),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", (4L * cpu) << 30, "pods", 110L)),
                Resources.NONE);
    }
}
