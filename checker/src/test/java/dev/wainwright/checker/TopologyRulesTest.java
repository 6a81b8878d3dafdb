package dev.wainwright.checker;

import static dev.wainwright.checker.PodBuilder.expression;
import static dev.wainwright.checker.PodBuilder.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Affinity.PodAffinityTerm;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is with whom: spreading, affinity, anti-affinity. */
class TopologyRulesTest {
    private static final LabelSelector WEB = LabelSelector.matching("app", "web");
    private static final LabelSelector DB = LabelSelector.matching("app", "db");

    private static PodBuilder web(String name) {
        return pod(name).label("app", "web").cpu("100m");
    }

    private static PodBuilder spreadWeb(String name) {
        return web(name).spread(Labels.ZONE, 1, WEB);
    }

    @Test
    void evenSpreadIsFine() {
        assertThat(Scene.withPool()
                        .given(spreadWeb("x"), spreadWeb("y"), spreadWeb("z"), spreadWeb("w"))
                        .launch("n1", "big", "a", "x", "w")
                        .launch("n2", "big", "b", "y")
                        .launch("n3", "big", "c", "z")
                        .rules())
                .isEmpty();
    }

    @Test
    void aZoneThatCouldBeUsedCountsAsEmpty() {
        assertThat(Scene.withPool()
                        .given(spreadWeb("x"), spreadWeb("y"))
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void zonesThatThePodsCannotUseDoNotCount() {
        Scene scene = Scene.withPool()
                .given(spreadWeb("x").select(Labels.ZONE, "a"), spreadWeb("y").select(Labels.ZONE, "a"));
        assertThat(scene.launch("n1", "big", "a", "x", "y").rules()).isEmpty();
    }

    @Test
    void anImbalanceThatWasThereBlamesNobody() {
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(web("old1").on("n"), web("old2").on("n"), web("old3").on("n"), spreadWeb("x"));
        assertThat(scene.launch("n1", "big", "b", "x").rules()).isEmpty();
    }

    @Test
    void addingToTheFullerZoneIsBlamed() {
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(web("old1").on("n"), spreadWeb("x"));
        assertThat(scene.put("n", "x").rules()).containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void podsThatOnlyCountMayComeLast() {
        // y and z match the selector without owning the constraint; x went first, they piled up on it afterwards.
        assertThat(Scene.withPool()
                        .given(spreadWeb("x"), web("y"), web("z"))
                        .launch("n1", "big", "a", "x", "y", "z")
                        .rules())
                .isEmpty();
    }

    @Test
    void podsThatOnlyCountMayRaiseTheMinimum() {
        Scene scene = Scene.withPool()
                .given(spreadWeb("x1"), spreadWeb("x2"), web("y"), web("z"))
                .launch("n1", "big", "a", "x1", "x2")
                .launch("n2", "big", "b", "y")
                .launch("n3", "big", "c", "z");
        assertThat(scene.rules()).isEmpty();
    }

    @Test
    void anOwnerThatDoesNotCountNeedsRoomAllTheSame() {
        var stranger = pod("s").label("app", "other").cpu("100m").spread(Labels.ZONE, 1, WEB);
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(web("old1").on("n"), web("old2").on("n"))
                .given(stranger);
        assertThat(scene.put("n", "s").rules()).containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void hostNamesHaveRoomForMaxSkewEach() {
        var x = web("x").spread(Labels.HOSTNAME, 1, WEB);
        var y = web("y").spread(Labels.HOSTNAME, 1, WEB);
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .containsExactly(Rule.TOPOLOGY_SPREAD);
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "a", "y")
                        .rules())
                .isEmpty();
    }

    @Test
    void aNewNodeIsAnotherHostThanAnExistingOneOfItsName() {
        var x = web("x").spread(Labels.HOSTNAME, 1, WEB);
        Scene scene = Scene.withPool()
                .given(Scene.node("n1", "a", "64", Map.of()))
                .given(web("old").on("n1"), x);
        assertThat(scene.launch("n1", "big", "a", "x").rules()).isEmpty();
    }

    @Test
    void capacityTypesAreATopologyAndDecideTheOptions() {
        var x = web("x").spread(Labels.CAPACITY_TYPE, 1, WEB);
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .isEmpty();
        var spotOnly = new dev.wainwright.model.instance.InstanceType(
                "spotty",
                Scene.type("spotty", 8).requirements(),
                List.of(Scene.offering("a", Labels.SPOT, 1, true)),
                Scene.type("spotty", 8).capacity(),
                Scene.type("spotty", 8).overhead());
        assertThat(Scene.withPool()
                        .type(spotOnly)
                        .given(x)
                        .launch("pool", "n1", List.of("big", "spotty"), "a", "x")
                        .rules())
                .containsExactly(Rule.OFFERING);
    }

    @Test
    void tooFewDomainsMeanThatNoneMayBeFuller() {
        var constraint = new TopologySpreadConstraint(1, Labels.ZONE, "DoNotSchedule", WEB, 5, "", "", List.of());
        Scene scene = Scene.withPool();
        for (int i = 0; i < 6; i++) {
            scene.given(web("x" + i).spread(constraint));
        }
        scene.launch("n1", "big", "a", "x0", "x1").launch("n2", "big", "b", "x2", "x3");
        assertThat(scene.launch("n3", "big", "c", "x4", "x5").rules())
                .containsExactly(Rule.TOPOLOGY_SPREAD, Rule.TOPOLOGY_SPREAD, Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void matchLabelKeysSeparateTheRevisions() {
        var constraint =
                new TopologySpreadConstraint(1, Labels.ZONE, "DoNotSchedule", WEB, null, "", "", List.of("revision"));
        Scene scene = Scene.withPool()
                .given(
                        web("x").label("revision", "1").spread(constraint),
                        web("y").label("revision", "2").spread(constraint));
        assertThat(scene.launch("n1", "big", "a", "x", "y").rules()).isEmpty();
    }

    @Test
    void nodesOutsideOfTheAffinityCountOnlyWhenItIsIgnored() {
        var node = Scene.node("n", "d", "64", Map.of());
        var inA = expression(Labels.ZONE, Operator.IN, "a");
        Scene honored = Scene.withPool()
                .given(node)
                .given(spreadWeb("x").require(inA), spreadWeb("y").require(inA))
                .launch("n1", "big", "a", "x", "y");
        assertThat(honored.rules()).isEmpty();

        var ignoring =
                new TopologySpreadConstraint(1, Labels.ZONE, "DoNotSchedule", WEB, null, "Ignore", "", List.of());
        Scene ignored = Scene.withPool()
                .given(node)
                .given(
                        web("x").spread(ignoring).require(inA),
                        web("y").spread(ignoring).require(inA))
                .launch("n1", "big", "a", "x", "y");
        assertThat(ignored.rules()).containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void taintedNodesCountUnlessTaintsAreHonored() {
        var tainted = Scene.node("n", "d", "64", Map.of(), new Taint("t", "", Effect.NO_SCHEDULE));
        var inA = new NodeRequirement(Labels.ZONE, Operator.IN, List.of("a"), null);
        var honoring = new TopologySpreadConstraint(1, Labels.ZONE, "DoNotSchedule", WEB, null, "", "Honor", List.of());
        Scene honored = new Scene()
                .pool("pool", inA)
                .given(tainted)
                .given(web("x").spread(honoring), web("y").spread(honoring));
        assertThat(honored.launch("n1", "big", "a", "x", "y").rules()).isEmpty();
        Scene ignored = new Scene().pool("pool", inA).given(tainted).given(spreadWeb("x"), spreadWeb("y"));
        assertThat(ignored.launch("n1", "big", "a", "x", "y").rules()).containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void aNodeWithoutTheTopologyTakesNoPodThatIsSpreadOverIt() {
        var x = web("x").spread("rack", 1, WEB);
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .containsExactly(Rule.TOPOLOGY_SPREAD);
    }

    @Test
    void softSpreadIsOnlyAPreference() {
        var soft = new TopologySpreadConstraint(1, Labels.ZONE, "ScheduleAnyway", WEB, null, "", "", List.of());
        assertThat(Scene.withPool()
                        .given(web("x").spread(soft), web("y").spread(soft))
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .containsExactly(Rule.PREFERENCE);
    }

    @Test
    void podsThatSelectThemselvesShareOneDomain() {
        var x = web("x").near(Labels.ZONE, WEB);
        var y = web("y").near(Labels.ZONE, WEB);
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "a", "y")
                        .rules())
                .isEmpty();
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "b", "y")
                        .rules())
                .containsExactly(Rule.POD_AFFINITY);
    }

    @Test
    void whereCompanyIsAlreadyNoOtherDomainMayBeOpened() {
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(web("old").on("n"), web("x").near(Labels.ZONE, WEB));
        assertThat(scene.launch("n1", "big", "b", "x").rules()).containsExactly(Rule.POD_AFFINITY);
    }

    @Test
    void affinityToOthersNeedsOneOfThem() {
        var x = web("x").near(Labels.ZONE, DB);
        var db = pod("db").label("app", "db").cpu("100m");
        assertThat(Scene.withPool()
                        .given(x, db)
                        .launch("n1", "big", "a", "x", "db")
                        .rules())
                .isEmpty();
        assertThat(Scene.withPool()
                        .given(x, db)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "b", "db")
                        .rules())
                .containsExactly(Rule.POD_AFFINITY);
    }

    @Test
    void podsThatWaitForEachOtherNeverCome() {
        assertThat(Scene.withPool()
                        .given(web("x").near(Labels.ZONE, DB))
                        .given(pod("db").label("app", "db").near(Labels.ZONE, WEB))
                        .launch("n1", "big", "a", "x", "db")
                        .rules())
                .containsExactly(Rule.POD_AFFINITY);
    }

    @Test
    void affinityStaysInItsNamespacesUnlessItNamesOthers() {
        var other = pod("db").in("shop").label("app", "db").cpu("100m");
        Scene own = Scene.withPool().given(web("x").near(Labels.ZONE, DB), other);
        assertThat(own.launch("n1", "big", "a", "x", "shop/db").rules()).containsExactly(Rule.POD_AFFINITY);

        var named = new PodAffinityTerm(DB, List.of("shop"), null, Labels.ZONE, List.of(), List.of());
        assertThat(Scene.withPool()
                        .given(web("x").near(named), other)
                        .launch("n1", "big", "a", "x", "shop/db")
                        .rules())
                .isEmpty();
    }

    @Test
    void namespacesAreSelectedByTheirLabels() {
        var selecting = new PodAffinityTerm(
                DB, List.of(), LabelSelector.matching("tier", "data"), Labels.ZONE, List.of(), List.of());
        var shop = new Namespace(ObjectMeta.named("", "shop").withLabels(Map.of("tier", "data")), Tree.Mapping.EMPTY);
        Scene scene = Scene.withPool()
                .given(shop)
                .given(
                        web("x").near(selecting),
                        pod("db").in("shop").label("app", "db").cpu("100m"));
        assertThat(scene.launch("n1", "big", "a", "x", "shop/db").rules()).isEmpty();
    }

    @Test
    void podsThatAvoidEachOtherShareNoDomain() {
        var x = web("x").away(Labels.ZONE, WEB);
        var y = web("y").away(Labels.ZONE, WEB);
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "a", "y")
                        .rules())
                .containsExactly(Rule.POD_ANTI_AFFINITY, Rule.POD_ANTI_AFFINITY);
        assertThat(Scene.withPool()
                        .given(x, y)
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "b", "y")
                        .rules())
                .isEmpty();
    }

    @Test
    void anExistingPodsAntiAffinityBindsNewPods() {
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(pod("db").label("app", "db").away(Labels.HOSTNAME, WEB).on("n"), web("x"));
        assertThat(scene.put("n", "x").rules()).containsExactly(Rule.POD_ANTI_AFFINITY);
    }

    @Test
    void oldQuarrelsBlameNobody() {
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "64", Map.of()))
                .given(
                        pod("db").label("app", "db").away(Labels.HOSTNAME, WEB).on("n"),
                        web("old").on("n"),
                        pod("x"));
        assertThat(scene.put("n", "x").rules()).isEmpty();
    }

    @Test
    void softAntiAffinityIsOnlyAPreference() {
        Scene scene = Scene.withPool().given(web("x").ratherAway(Labels.HOSTNAME, WEB), web("y"));
        assertThat(scene.launch("n1", "big", "a", "x", "y").rules()).containsExactly(Rule.PREFERENCE);
    }
}
