package dev.wainwright.solver.costoptimal;

import static dev.wainwright.solver.firstfit.Situation.offering;
import static dev.wainwright.solver.firstfit.Situation.reserved;
import static dev.wainwright.solver.firstfit.Situation.resources;
import static dev.wainwright.solver.firstfit.Situation.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.costoptimal.CostOptimal.Outcome;
import dev.wainwright.solver.firstfit.Situation;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.problem.PodDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostOptimalTest {
    private static Outcome solve(Situation situation) {
        return solve(situation, Knobs.DEFAULT);
    }

    private static Outcome solve(Situation situation, Knobs knobs) {
        return CostOptimal.solve(situation.problem(), Effort.LOW, knobs);
    }

    private static List<String> types(Solution solution) {
        return solution.claims().stream()
                .map(claim -> solution.options(claim).getFirst().type())
                .sorted()
                .toList();
    }

    private static List<String> capacityTypes(Solution solution) {
        return solution.claims().stream()
                .map(claim -> solution.options(claim).getFirst().capacityType())
                .sorted()
                .toList();
    }

    /** A large machine that costs more per CPU than two small ones. */
    private static Situation dearWhenLarge() {
        return new Situation()
                .type("small", "2", "4Gi", 0.1)
                .type("large", "4", "8Gi", 0.3)
                .onDemandPool("general");
    }

    @Test
    void takesSmallMachinesWhereLargeOnesCostMore() {
        Outcome outcome = solve(dearWhenLarge().pods(4, "web", "1", "1Gi"));

        assertThat(types(outcome.firstFit())).containsExactly("large");
        assertThat(types(outcome.solution())).containsExactly("small", "small");
        assertThat(outcome.policy()).isEqualTo(Policy.COST_OPTIMAL);
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void keepsTheFirstFitPlanWhenNothingIsCheaper() {
        Outcome outcome = solve(dearWhenLarge().pods(1, "web", "1", "1Gi"));

        assertThat(outcome.policy()).isEqualTo(Policy.FIRST_FIT);
        assertThat(outcome.solution()).isSameAs(outcome.firstFit());
        assertThat(outcome.bound().gap(outcome.solution().hourlyPrice())).hasValue(0);
    }

    @Test
    void keepsTheFirstFitPlanWhenTheSavingIsTooSmall() {
        var demanding = new Knobs(0, Resources.NONE, Resources.NONE, 0.5, 0, 0.2);

        assertThat(solve(dearWhenLarge().pods(4, "web", "1", "1Gi"), demanding).policy())
                .isEqualTo(Policy.FIRST_FIT);
    }

    @Test
    void existingNodesAreFilledFirstAndAreFree() {
        Outcome outcome =
                solve(dearWhenLarge().node("old", "a", resources("2", "8Gi")).pods(6, "web", "1", "1Gi"));

        assertThat(outcome.solution().claims()).hasSize(2);
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void theBoundIsZeroWhenEverythingFitsOnWhatIsThere() {
        Outcome outcome =
                solve(dearWhenLarge().node("old", "a", resources("8", "8Gi")).pods(2, "web", "1", "1Gi"));

        assertThat(outcome.solution().claims()).isEmpty();
        assertThat(outcome.bound().hourlyPrice()).isZero();
        assertThat(outcome.bound().gap(0)).isEmpty();
    }

    /** The largest machine would be cheapest for all, but nothing else holds them. */
    @Test
    void nodesKeepAsManyTypesOpenAsMinValuesAskFor() {
        assertThat(types(solve(threeSizesWith(0)).solution())).containsExactly("large");

        Solution solution = solve(threeSizesWith(2)).solution();

        assertThat(solution.unplaced()).isZero();
        assertThat(types(solution)).containsExactly("middle", "middle");
        assertThat(solution.claims())
                .allSatisfy(claim -> assertThat(solution.options(claim))
                        .extracting(option -> option.type())
                        .contains("middle", "large"));
    }

    private static Situation threeSizesWith(int minValues) {
        var situation = new Situation()
                .type("small", "2", "4Gi", 0.1)
                .type("middle", "4", "8Gi", 0.15)
                .type("large", "8", "16Gi", 0.2);
        situation
                .pool("flexible")
                .where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND))
                .where(Requirement.of(Labels.INSTANCE_TYPE, Operator.EXISTS, List.of(), minValues));
        return situation.pods(8, "web", "1", "1Gi");
    }

    @Test
    void podsStayInTheZonesTheyAskFor() {
        Situation situation = dearWhenLarge();
        for (String zone : Situation.ZONES) {
            situation.pods(4, "web-" + zone, "1", "1Gi", selecting(Requirement.in(Labels.ZONE, zone)));
        }
        Outcome outcome = solve(situation);

        assertThat(types(outcome.solution())).hasSize(6).containsOnly("small");
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void reservedCapacityGoesFirst() {
        Situation situation = new Situation()
                .type("small", "2", "4Gi", 0.1)
                .type(
                        "large",
                        "4",
                        "8Gi",
                        Map.of(),
                        List.of(offering("a", Labels.ON_DEMAND, 0.3), reserved("a", "r1", 1)));
        situation.pool("general").where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND, Labels.RESERVED));

        Outcome outcome = solve(situation.pods(6, "web", "1", "1Gi"));

        assertThat(capacityTypes(outcome.solution())).containsExactly("on-demand", "reserved");
        assertThat(outcome.solution().hourlyPrice()).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void poolLimitsHold() {
        Situation situation = new Situation().usualTypes();
        situation
                .pool("general")
                .where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND))
                .limit("cpu", "4");

        Outcome outcome = solve(situation.pods(9, "web", "1", "1Gi"));

        assertThat(outcome.solution().unplaced()).isEqualTo(5);
        assertThat(outcome.solution().hourlyPrice()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void aHeavierPoolStillGoesFirst() {
        Situation situation = new Situation().usualTypes().onDemandPool("light");
        situation
                .pool("heavy")
                .where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND))
                .where(Requirement.in(Labels.INSTANCE_TYPE, "large"))
                .weight(10);

        Outcome outcome = solve(situation.pods(1, "web", "1", "1Gi"));

        assertThat(types(outcome.solution())).containsExactly("large");
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.8, within(1e-9));
        assertThat(outcome.bound().ignores()).isEmpty();
    }

    /** A node that is there has the bound ask a question of its own. */
    @Test
    void theBoundKnowsThatAHeavierPoolGoesFirstAsFarAsItsLimitReaches() {
        Situation situation =
                new Situation().usualTypes().onDemandPool("light").node("old", "a", resources("1", "8Gi"));
        situation
                .pool("heavy")
                .where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND))
                .where(Requirement.in(Labels.INSTANCE_TYPE, "large"))
                .limit("cpu", "16")
                .weight(10);

        Outcome outcome = solve(situation.pods(20, "web", "1", "1Gi"));

        assertThat(outcome.solution().hourlyPrice()).isGreaterThan(0.8);
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(outcome.solution().hourlyPrice(), within(1e-9));
        assertThat(outcome.bound().ignores()).isEmpty();
    }

    @Test
    void aCapOnAWorkloadHoldsOnEveryNode() {
        UnaryOperator<PodDemand> capped = pod -> pod.withNodeCap(new NodeCap("web", 2, true));
        Outcome outcome = solve(new Situation()
                .type("huge", "64", "128Gi", 1)
                .onDemandPool("general")
                .pods(6, "web", "1", "1Gi", capped));

        assertThat(outcome.firstFit().claims()).hasSize(3);
        assertThat(outcome.solution().claims()).hasSize(3);
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(3, within(1e-9));
    }

    @Test
    void aCapThatIsNotDemandedNeverMakesThePlanDearerThanFirstFit() {
        UnaryOperator<PodDemand> capped = pod -> pod.withNodeCap(new NodeCap("web", 2, false));
        Outcome outcome = solve(new Situation()
                .type("huge", "64", "128Gi", 1)
                .onDemandPool("general")
                .pods(6, "web", "1", "1Gi", capped));

        assertThat(outcome.solution().claims()).hasSize(1);
    }

    @Test
    void aSpotMachineLeavesRoomForOtherTypesWhenThatIsAskedFor() {
        assertThat(types(solve(spot(0)).solution())).containsExactly("odd", "odd");
        assertThat(types(solve(spot(1)).solution())).containsOnly("small");
    }

    private static Situation spot(int types) {
        Situation situation = new Situation()
                .type("odd", "2", "4Gi", 0.05)
                .type("small", "2", "4Gi", 0.1)
                .type("smalls", "2", "4Gi", 0.105)
                .type("large", "4", "8Gi", 0.3);
        situation
                .pool("general")
                .where(Requirement.in(Labels.CAPACITY_TYPE, Labels.SPOT))
                .spot(types, 0.1);
        return situation.pods(4, "web", "1", "1Gi");
    }

    // ---- degenerate questions ----

    @Test
    void withoutTypesNothingIsPlacedAndNothingCosts() {
        Outcome outcome = solve(new Situation().onDemandPool("general").pods(2, "web", "1", "1Gi"));

        assertThat(outcome.solution().unplaced()).isEqualTo(2);
        assertThat(outcome.bound().hourlyPrice()).isZero();
    }

    @Test
    void withoutPodsNothingIsLaunched() {
        assertThat(solve(dearWhenLarge()).solution().claims()).isEmpty();
    }

    @Test
    void aPodBiggerThanEveryMachineDoesNotStopTheOthers() {
        Outcome outcome = solve(dearWhenLarge().pods(1, "giant", "400", "1Gi").pods(4, "web", "1", "1Gi"));

        assertThat(outcome.solution().unplaced()).isEqualTo(1);
        assertThat(types(outcome.solution())).containsExactly("small", "small");
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void podsThatAskForNothingAreLimitedByTheNumberOfPods() {
        Outcome outcome = solve(dearWhenLarge().pods(220, "idle", "0", "0"));

        assertThat(types(outcome.solution())).containsExactly("small", "small");
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void machinesForNothingCostNothing() {
        Outcome outcome = solve(new Situation()
                .type("free", "2", "4Gi", 0)
                .type("dear", "64", "128Gi", 3)
                .onDemandPool("general")
                .pods(9, "web", "1", "1Gi"));

        assertThat(outcome.solution().hourlyPrice()).isZero();
        assertThat(outcome.bound().hourlyPrice()).isZero();
    }

    @Test
    void equalPricesArePackedOntoTheFewestMachines() {
        Outcome outcome = solve(new Situation()
                .type("small", "2", "4Gi", 1)
                .type("large", "16", "32Gi", 1)
                .onDemandPool("general")
                .pods(32, "web", "1", "1Gi"));

        assertThat(outcome.solution().hourlyPrice()).isCloseTo(2, within(1e-9));
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(2, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void aHundredThousandPodsThatAreAllAlikeArePackedExactly(Effort effort) {
        Problem problem = dearWhenLarge().pods(100_000, "web", "1", "1Gi").problem();

        Outcome outcome = CostOptimal.solve(problem, effort, Knobs.DEFAULT);

        assertThat(outcome.solution().hourlyPrice()).isCloseTo(5_000, within(1e-6));
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(5_000, within(1e-6));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        assertThat(types(solve(mixture(7)).solution()))
                .isEqualTo(types(solve(mixture(7)).solution()));
    }

    @Test
    void isNeverDearerThanFirstFitNorCheaperThanTheBound() {
        for (long seed = 1; seed <= 40; seed++) {
            Outcome outcome = solve(mixture(seed));
            double price = outcome.solution().hourlyPrice();
            assertThat(price)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(outcome.firstFit().hourlyPrice() + 1e-9);
            assertThat(price)
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(outcome.bound().hourlyPrice() - 1e-9);
            assertThat(outcome.solution().unplaced())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(outcome.firstFit().unplaced());
        }
    }

    @Test
    void podsOfASpreadChangeZonesWhereThatIsCheaper() {
        // two pods fill a machine, and first fit puts every workload's fourth in the first zone: an odd one is left in
        // each
        Situation situation = new Situation().type("four", "4", "16Gi", 0.4).onDemandPool("general");
        for (String app : List.of("x", "y", "z")) {
            situation.pods(4, app, "2", "1Gi", Situation.spread(Labels.ZONE, app, 1));
        }
        Outcome outcome = solve(situation);

        assertThat(outcome.firstFit().claims()).hasSize(7);
        assertThat(outcome.solution().claims()).hasSize(6);
        assertThat(outcome.bound().hourlyPrice()).isCloseTo(2.4, within(1e-9));
        assertThat(outcome.bound().ignores()).isEmpty();
    }

    @Test
    void noWayOfSpreadingOverZonesIsCheaper() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            boolean areSomeThere = seed % 2 == 0;
            List<App> apps = List.of(App.random(random, "x", areSomeThere), App.random(random, "y", areSomeThere));
            Situation free = types();
            apps.forEach(app -> app.addThere(free));
            apps.forEach(app -> free.pods(
                    app.pods, app.name, app.cpu, app.memory, Situation.spread(Labels.ZONE, app.name, app.skew)));
            Outcome outcome = solve(free);

            double cheapest = cheapest(types(), apps, 0, new ArrayList<>());
            assertThat(outcome.solution().hourlyPrice()).as("seed %d", seed).isCloseTo(cheapest, within(1e-9));
            if (!areSomeThere) {
                assertThat(outcome.bound().hourlyPrice()).as("seed %d", seed).isCloseTo(cheapest, within(1e-9));
            }
        }
    }

    /** @param there how many of its pods run in each zone already, on full nodes */
    private record App(String name, int[] there, int pods, int skew, String cpu, String memory) {
        static App random(Random random, String name, boolean areSomeThere) {
            return new App(
                    name,
                    random.ints(Situation.ZONES.size(), 0, areSomeThere ? 4 : 1).toArray(),
                    1 + random.nextInt(5),
                    1 + random.nextInt(2),
                    (200 + 100 * random.nextInt(30)) + "m",
                    (256 * (1 + random.nextInt(12))) + "Mi");
        }

        void addThere(Situation situation) {
            for (int z = 0; z < there.length; z++) {
                for (int i = 0; i < there[z]; i++) {
                    String zone = Situation.ZONES.get(z);
                    situation.node(name + zone + i, zone, resources("0", "0"), name);
                }
            }
        }

        /** Whether the spread allows so many more pods per zone. */
        boolean allows(int[] more) {
            int least = IntStream.range(0, more.length)
                    .map(z -> there[z] + more[z])
                    .min()
                    .orElseThrow();
            return IntStream.range(0, more.length).allMatch(z -> more[z] == 0 || there[z] + more[z] <= least + skew);
        }
    }

    private static Situation types() {
        return new Situation()
                .type("c", "2", "4Gi", 0.085)
                .type("m", "4", "16Gi", 0.192)
                .type("r", "8", "64Gi", 0.504)
                .onDemandPool("general");
    }

    /** Of all ways of sharing out every app's pods over the zones that its skew allows, the price of the cheapest. */
    private static double cheapest(Situation fresh, List<App> apps, int from, List<int[]> zones) {
        if (from == apps.size()) {
            for (int a = 0; a < from; a++) {
                App app = apps.get(a);
                for (int z = 0; z < Situation.ZONES.size(); z++) {
                    if (zones.get(a)[z] > 0) {
                        String zone = Situation.ZONES.get(z);
                        fresh.pods(
                                zones.get(a)[z],
                                app.name + zone,
                                app.cpu,
                                app.memory,
                                selecting(Requirement.in(Labels.ZONE, zone)));
                    }
                }
            }
            return solve(fresh).solution().hourlyPrice();
        }
        App app = apps.get(from);
        double cheapest = Double.POSITIVE_INFINITY;
        for (int a = 0; a <= app.pods; a++) {
            for (int b = 0; a + b <= app.pods; b++) {
                int[] share = {a, b, app.pods - a - b};
                if (app.allows(share)) {
                    var with = new ArrayList<>(zones);
                    with.add(share);
                    cheapest = Math.min(cheapest, cheapest(types(), apps, from + 1, with));
                }
            }
        }
        return cheapest;
    }

    private static Situation mixture(long seed) {
        var random = new Random(seed);
        Situation situation = new Situation()
                .type("c", "4", "8Gi", 0.17)
                .type("m", "4", "16Gi", 0.192)
                .type("r", "4", "32Gi", 0.252)
                .type("big", "16", "64Gi", 0.9)
                .daemon("100m", "100Mi")
                .onDemandPool("general");
        for (int c = 0; c < 6; c++) {
            situation.pods(
                    1 + random.nextInt(9),
                    "app" + c,
                    (100 + random.nextInt(2_000)) + "m",
                    (64 + random.nextInt(8_000)) + "Mi");
        }
        return situation;
    }
}
