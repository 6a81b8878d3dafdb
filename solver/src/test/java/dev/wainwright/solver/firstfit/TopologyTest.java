package dev.wainwright.solver.firstfit;

import static dev.wainwright.solver.firstfit.Situation.affinity;
import static dev.wainwright.solver.firstfit.Situation.all;
import static dev.wainwright.solver.firstfit.Situation.awayFrom;
import static dev.wainwright.solver.firstfit.Situation.near;
import static dev.wainwright.solver.firstfit.Situation.resources;
import static dev.wainwright.solver.firstfit.Situation.selecting;
import static dev.wainwright.solver.firstfit.Situation.spread;
import static dev.wainwright.solver.firstfit.Situation.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.Namespaces;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.taint.Effect;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static Situation general() {
        var situation = new Situation().usualTypes();
        situation.pool("general");
        return situation;
    }

    @Test
    void aZoneSpreadOpensANodeInEveryZone() {
        var decision = general()
                .pods(6, "web", "1", "1Gi", spread(Labels.ZONE, "web", 1))
                .decide();

        assertThat(decision.zones()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(decision.podsPerLaunch()).containsOnly(2);
    }

    @Test
    void aSpreadCountsThePodsThatRunAlready() {
        var decision = general()
                .node("old", "a", resources("0", "0"), "web", "web")
                .pods(4, "web", "1", "1Gi", spread(Labels.ZONE, "web", 1))
                .decide();

        assertThat(decision.zones()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aZoneWithoutRoomForMoreEndsTheSpread() {
        var situation = new Situation().usualTypes();
        situation.pool("a").where(Requirement.in(Labels.ZONE, "a")).limit("nodes", "1");
        situation.pool("b").where(Requirement.in(Labels.ZONE, "b"));

        var decision = situation
                .pods(6, "web", "10", "1Gi", spread(Labels.ZONE, "web", 1))
                .decide();

        assertThat(decision.zones()).containsExactlyInAnyOrder("a", "b", "b");
        assertThat(decision.unplaced()).hasSize(3);
        assertThat(decision.reasons(decision.unplaced().getFirst()))
                .contains("topology.kubernetes.io/zone b is full by maxSkew 1: it has 2 matching pods, "
                        + "the emptiest domain 1");
    }

    @Test
    void tooFewDomainsCountAsAnEmptyOne() {
        var situation = new Situation().usualTypes();
        situation.pool("two").where(Requirement.in(Labels.ZONE, "a", "b"));
        var wish = with(TopologyTerm.spread(Labels.ZONE, LabelSelector.matching("app", "web"), "default", 1, 3));

        var decision = situation.pods(4, "web", "1", "1Gi", wish).decide();

        assertThat(decision.unplaced()).hasSize(2);
    }

    @Test
    void podsThatDifferOnlyInMinDomainsAreCountedApart() {
        var situation = new Situation().usualTypes();
        situation.pool("two").where(Requirement.in(Labels.ZONE, "a", "b"));
        var selector = LabelSelector.matching("app", "web");

        var decision = situation
                .pods(2, "web", "2", "1Gi", with(TopologyTerm.spread(Labels.ZONE, selector, "default", 1, 3)))
                .pods(4, "web", "1", "1Gi", with(TopologyTerm.spread(Labels.ZONE, selector, "default", 1, 0)))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
    }

    @Test
    void aSpreadOverCapacityTypesUsesBoth() {
        var decision = general()
                .pods(4, "web", "1", "1Gi", spread(Labels.CAPACITY_TYPE, "web", 1))
                .decide();

        assertThat(decision.launches()).containsExactlyInAnyOrder("small spot", "small on-demand");
    }

    @Test
    void aHostSpreadPutsAsManyOnANodeAsTheSkewAllows() {
        var decision = general()
                .pods(5, "web", "100m", "100Mi", spread(Labels.HOSTNAME, "web", 2))
                .decide();

        assertThat(decision.podsPerLaunch()).containsExactly(2, 2, 1);
    }

    @Test
    void twoSpreadsOverOneKeyAreSatisfiedTogether() {
        var decision = general()
                .node("old", "a", resources("0", "0"), "api")
                .pods(3, "web", "1", "1Gi", all(spread(Labels.ZONE, "web", 1), spread(Labels.ZONE, "api", 1)))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.zones()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void antiAffinityOverHostsGivesEachPodANode() {
        var decision = general()
                .pods(4, "db", "100m", "100Mi", awayFrom(Labels.HOSTNAME, "db"))
                .decide();

        assertThat(decision.podsPerLaunch()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void antiAffinityOverZonesUsesEachZoneOnce() {
        var decision = general()
                .pods(4, "db", "100m", "100Mi", awayFrom(Labels.ZONE, "db"))
                .decide();

        assertThat(decision.zones()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(decision.unplaced()).hasSize(1);
        assertThat(decision.reasons(decision.unplaced().getFirst())).contains("anti-affinity");
    }

    @Test
    void antiAffinityWorksInBothDirections() {
        var decision = general()
                .pods(1, "shy", "2", "1Gi", awayFrom(Labels.HOSTNAME, "web"))
                .pods(1, "web", "1", "1Gi")
                .decide();

        assertThat(decision.podsPerLaunch()).containsExactly(1, 1);
    }

    @Test
    void preferredAntiAffinityOpensNodesButDoesNotKeepOthersOut() {
        var wish = with(affinity(Kind.ANTI_AFFINITY, 10, Labels.HOSTNAME, "web"));

        var decision = general().pods(3, "web", "1", "1Gi", wish).decide();

        assertThat(decision.podsPerLaunch()).containsExactly(1, 1, 1);
        assertThat(general()
                        .pods(3, "web", "1", "1Gi", wish)
                        .ignoringPreferences()
                        .decide()
                        .podsPerLaunch())
                .containsExactly(3);
    }

    @Test
    void aGroupWithAffinityToItselfStaysInOneZone() {
        var decision = general()
                .pods(30, "ring", "1", "1Gi", near(Labels.ZONE, "ring"))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.zones()).containsOnly("a");
    }

    @Test
    void aGroupThatSharesANodeStartsWhereItFitsWhole() {
        var decision = general()
                .pods(1, "big", "12", "1Gi")
                .pods(5, "ring", "1", "1Gi", near(Labels.HOSTNAME, "ring"))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.podsPerLaunch()).containsExactly(1, 5);
    }

    @Test
    void aSpreadMayBeMeasuredAlsoOnNodesThatThePodCannotGoTo() {
        var selector = LabelSelector.matching("app", "web");
        var everyNode =
                new TopologyTerm(Kind.SPREAD, 0, Labels.ZONE, selector, Namespaces.of("default"), 1, 0, false, false);
        var wishes = all(selecting(Requirement.in(Labels.ZONE, "a", "b")), with(everyNode));

        assertThat(general().pods(4, "web", "1", "1Gi", wishes).decide().unplaced())
                .isEmpty();
        assertThat(general()
                        .node("old", "c", resources("0", "0"))
                        .pods(4, "web", "1", "1Gi", wishes)
                        .decide()
                        .unplaced())
                .hasSize(2);
    }

    @Test
    void affinityFollowsAPodThatIsPlacedLater() {
        var decision = general()
                .pods(2, "sidekick", "2", "1Gi", near(Labels.HOSTNAME, "hero"))
                .pods(1, "hero", "1", "1Gi")
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.podsPerLaunch()).containsExactly(3);
    }

    @Test
    void aNodeSettlesOnAZoneWhenAPodWantsToBeNearOneOfItsPods() {
        var decision = general()
                .pods(1, "hero", "16", "1Gi")
                .pods(2, "fan", "10", "1Gi", near(Labels.ZONE, "hero"))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.zones()).hasSize(3).containsOnly("a");
    }

    @Test
    void affinityToNobodyIsExplained() {
        var decision = general()
                .pods(1, "fan", "1", "1Gi", near(Labels.HOSTNAME, "star"))
                .decide();

        assertThat(decision.reasons("fan-0")).contains("no node has a pod that its affinity asks for");
    }

    @Test
    void affinityReachesOnlyTheNamespacesItNames() {
        var elsewhere = TopologyTerm.affinity(
                Kind.AFFINITY, 0, Labels.ZONE, LabelSelector.matching("app", "web"), Namespaces.of("other"));

        var decision = general()
                .pods(1, "web", "1", "1Gi")
                .pods(1, "fan", "1", "1Gi", with(elsewhere))
                .decide();

        assertThat(decision.unplaced()).containsExactly("fan-0");
    }

    @Test
    void aNodeWhoseZoneIsSettledLaterCountsItsEarlierPodsThen() {
        var decision = general()
                .pods(1, "web", "2", "1Gi")
                .pods(1, "pin", "1", "1Gi", selecting(Requirement.in(Labels.ZONE, "b")))
                .pods(2, "web", "1", "1Gi", spread(Labels.ZONE, "web", 1))
                .decide();

        assertThat(decision.zones()).containsExactly("b", "a", "c");
    }

    @Test
    void aSpreadMayCountOnlyPoolsWhoseTaintsItTolerates() {
        var situation = new Situation().usualTypes();
        situation.pool("plain").where(Requirement.in(Labels.ZONE, "a"));
        situation.pool("tainted").where(Requirement.in(Labels.ZONE, "b")).taint("x", Effect.NO_SCHEDULE);
        var selector = LabelSelector.matching("app", "web");
        var honoring =
                new TopologyTerm(Kind.SPREAD, 0, Labels.ZONE, selector, Namespaces.of("default"), 1, 0, true, true);

        assertThat(situation.pods(3, "web", "1", "1Gi", with(honoring)).decide().unplaced())
                .isEmpty();
        assertThat(situation
                        .pods(3, "api", "1", "1Gi", spread(Labels.ZONE, "api", 1))
                        .decide()
                        .unplaced())
                .containsExactly("api-1", "api-2");
    }

    @Test
    void aSpreadThatThePodCannotReachIsMeasuredOnlyWhereItCanGo() {
        var decision = general()
                .pods(
                        4,
                        "web",
                        "1",
                        "1Gi",
                        all(
                                selecting(Requirement.of(Labels.ZONE, Operator.NOT_IN, "c")),
                                spread(Labels.ZONE, "web", 1)))
                .decide();

        assertThat(decision.unplaced()).isEmpty();
        assertThat(decision.zones()).containsExactlyInAnyOrder("a", "b");
    }
}
