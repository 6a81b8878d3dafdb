package dev.wainwright.solver.compile;

import static dev.wainwright.solver.compile.Cluster.podWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolKnobsTest {
    private static final Knobs NOTHING = Knobs.DEFAULT;

    @Test
    void aPoolThatAsksForNothingTakesTheCheapestMachines() {
        assertThat(launched(plan("", NOTHING))).isNotEmpty().doesNotContain("large");
    }

    @Test
    void aPoolLimitsTheSizeOfItsMachines() {
        assertThat(launched(plan("wainwright.dev/min-node-size: 'cpu=4,memory=6Gi'", NOTHING)))
                .isNotEmpty()
                .doesNotContain("small");
        assertThat(launched(plan("wainwright.dev/max-node-size: cpu=1", NOTHING)))
                .isEmpty();
    }

    @Test
    void whoFitsOnNoMachineIsToldThatThereWouldBeOthers() {
        String pool = Cluster.POOL.replace(
                "name: general}", "name: general, annotations: {wainwright.dev/max-node-size: cpu=4}}");
        Plan plan = Cluster.withoutPool(pool).and(pods(1, "6")).plan();

        assertThat(plan.unschedulable().getFirst().reasons().getFirst().because())
                .extracting(Reason::text)
                .contains("1 of 3 instance types removed: smaller or larger than nodes may be");
    }

    @Test
    void aSizeOnTheCommandLineWins() {
        var asked = new Knobs(
                0,
                Resources.NONE,
                Resources.ofQuantities(Map.of("cpu", Quantity.parse("2"))),
                Knobs.UNSAID,
                Knobs.UNSAID,
                Knobs.UNSAID);

        assertThat(launched(plan("wainwright.dev/max-node-size: cpu=1", asked))).containsOnly("small");
    }

    @Test
    void aSavingThatIsTooSmallForThePoolKeepsTheFirstFitPlan() {
        assertThat(launched(plan("wainwright.dev/min-saving: 90%", NOTHING))).containsExactly("large");
        assertThat(launched(plan("wainwright.dev/min-saving: 90%", saving(0)))).doesNotContain("large");
    }

    @Test
    void aWorkloadsLargestShareOfANodeIsThatOfTheStrictestPool() {
        var strict =
                Cluster.POOL.replace("name: general}", "name: strict, annotations: {wainwright.dev/max-share: 34%}}");
        Plan plan = Cluster.with(strict).and(pods(6, "1")).plan();

        assertThat(plan.newNodes()).hasSize(3).allMatch(node -> node.pods().size() == 2);
    }

    private static Knobs saving(double part) {
        return new Knobs(0, Resources.NONE, Resources.NONE, part, Knobs.UNSAID, Knobs.UNSAID);
    }

    /** Three pods that each fill the smallest machine, where first fit takes a large one for all. */
    private static Plan plan(String annotation, Knobs knobs) {
        String pool = Cluster.POOL.replace("name: general}", "name: general, annotations: {" + annotation + "}}");
        return Cluster.withoutPool(pool).and(pods(3, "2")).cheaply(knobs).plan();
    }

    private static String[] pods(int count, String cpu) {
        return IntStream.range(0, count)
                .mapToObj(i -> podWith(
                        "name: web-" + i
                                + ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u,"
                                + " controller: true}]",
                        "resources: {requests: {cpu: " + cpu + ", memory: 1Gi}}"))
                .toArray(String[]::new);
    }

    private static List<String> launched(Plan plan) {
        return plan.newNodes().stream().map(Plan.NewNode::instanceType).toList();
    }
}
