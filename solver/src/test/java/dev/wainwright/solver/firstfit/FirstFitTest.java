package dev.wainwright.solver.firstfit;

import static dev.wainwright.solver.firstfit.Situation.all;
import static dev.wainwright.solver.firstfit.Situation.asking;
import static dev.wainwright.solver.firstfit.Situation.hostPort;
import static dev.wainwright.solver.firstfit.Situation.offering;
import static dev.wainwright.solver.firstfit.Situation.oneOf;
import static dev.wainwright.solver.firstfit.Situation.preferring;
import static dev.wainwright.solver.firstfit.Situation.reserved;
import static dev.wainwright.solver.firstfit.Situation.resources;
import static dev.wainwright.solver.firstfit.Situation.selecting;
import static dev.wainwright.solver.firstfit.Situation.tolerating;
import static dev.wainwright.solver.firstfit.Situation.volumeIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstFitTest {
    @Test
    void aPodGetsTheCheapestTypeThatCarriesIt() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(1, "web", "3", "1Gi")
                .decide();

        assertThat(decision.launches()).containsExactly("medium on-demand");
        assertThat(decision.solution().hourlyPrice()).isEqualTo(0.2);
    }

    @Test
    void spotIsChosenWhereThePoolAllowsBoth() {
        var situation = new Situation().usualTypes();
        situation.pool("general");

        assertThat(situation.pods(1, "web", "1", "1Gi").decide().launches()).containsExactly("small spot");
    }

    @Test
    void podsShareANodeUntilTheLargestTypeIsFull() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(17, "web", "1", "1Gi")
                .decide();

        assertThat(decision.podsPerLaunch()).containsExactly(16, 1);
        assertThat(decision.launches()).containsExactly("large on-demand", "small on-demand");
    }

    @Test
    void daemonsTakeRoomOnEveryNewNode() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .daemon("500m", "256Mi")
                .pods(1, "web", "2", "1Gi")
                .decide();

        assertThat(decision.launches()).containsExactly("medium on-demand");
    }

    @Test
    void existingNodesGoBeforeNewOnes() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .node("old", "a", resources("2", "4Gi"))
                .pods(3, "web", "1", "1Gi")
                .decide();

        assertThat(decision.node("web-0")).isEqualTo("old");
        assertThat(decision.node("web-1")).isEqualTo("old");
        assertThat(decision.node("web-2")).isEmpty();
        assertThat(decision.podsPerLaunch()).containsExactly(1);
    }

    @Test
    void anOvercommittedNodeTakesNothing() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .node("old", "a", resources("-100m", "4Gi"))
                .pods(1, "web", "0", "0")
                .decide();

        assertThat(decision.node("web-0")).isEmpty();
    }

    @Test
    void theHeaviestPoolGoesFirstWhateverItCosts() {
        var situation = new Situation().usualTypes().onDemandPool("cheap");
        situation.pool("dear").weight(10).where(Requirement.in(Labels.INSTANCE_TYPE, "large"));

        assertThat(situation.pods(1, "web", "1", "1Gi").decide().pools()).containsExactly("dear");
    }

    @Test
    void equalWeightsAreTriedByNameFromTheEnd() {
        var situation = new Situation().usualTypes().onDemandPool("alpha").onDemandPool("omega");

        assertThat(situation.pods(1, "web", "1", "1Gi").decide().pools()).containsExactly("omega");
    }

    @Test
    void aPoolsTaintKeepsPodsOutThatDoNotTolerateIt() {
        var situation = new Situation().usualTypes();
        situation.pool("batch").taint("spot", Effect.NO_SCHEDULE);

        var decision = situation
                .pods(1, "web", "1", "1Gi")
                .pods(1, "job", "1", "1Gi", tolerating("spot"))
                .decide();

        assertThat(decision.unplaced()).containsExactly("web-0");
        assertThat(decision.reasons("web-0")).contains("taint spot:NoSchedule is not tolerated");
    }

    @Test
    void aDislikedPoolIsUsedWhenThereIsNoOther() {
        var situation = new Situation().usualTypes();
        situation.pool("disliked").taint("slow", Effect.PREFER_NO_SCHEDULE).weight(100);

        assertThat(situation.pods(1, "web", "1", "1Gi").decide().pools()).containsExactly("disliked");
        assertThat(situation.onDemandPool("liked").decide().pools()).containsExactly("liked");
    }

    @Test
    void limitsAreChargedWithTheLargestTypeStillPossible() {
        var situation = new Situation().usualTypes();
        situation.pool("limited").limit("cpu", "20").where(Requirement.in(Labels.INSTANCE_TYPE, "large", "medium"));

        var decision = situation.pods(2, "web", "15", "1Gi").decide();

        assertThat(decision.unplaced()).containsExactly("web-1");
        assertThat(decision.reasons("web-1")).contains("limits leave no room").contains("4 cpu");
    }

    @Test
    void theLimitOfNodesCountsWithinOneDecision() {
        var situation = new Situation().usualTypes();
        situation.pool("two").limit("nodes", "2");

        var decision = situation.pods(3, "web", "10", "1Gi").decide();

        assertThat(decision.launches()).hasSize(2);
        assertThat(decision.unplaced()).containsExactly("web-2");
    }

    @Test
    void selectorsNarrowTheNodeThatPodsShare() {
        var situation = new Situation().usualTypes();
        situation.pool("general");

        var decision = situation
                .pods(1, "a", "500m", "1Gi", selecting(Requirement.in(Labels.ZONE, "b")))
                .pods(1, "b", "500m", "1Gi", selecting(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)))
                .decide();

        assertThat(decision.launches()).containsExactly("small on-demand");
        assertThat(decision.zones()).containsExactly("b");
    }

    @Test
    void conflictingSelectorsNeedTwoNodes() {
        var situation = new Situation().usualTypes();
        situation.pool("general");

        var decision = situation
                .pods(1, "a", "500m", "1Gi", selecting(Requirement.in(Labels.ZONE, "b")))
                .pods(1, "b", "500m", "1Gi", selecting(Requirement.in(Labels.ZONE, "c")))
                .decide();

        assertThat(decision.zones()).containsExactly("b", "c");
    }

    @Test
    void aLabelThatNoPoolGivesIsExplained() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(1, "web", "1", "1Gi", selecting(Requirement.in("team", "red")))
                .decide();

        assertThat(decision.reasons("web-0")).contains("team In [red]").contains("do not get");
    }

    @Test
    void alternativesAreTriedInTheirOrder() {
        var situation = new Situation().usualTypes();
        situation.pool("general");

        var decision = situation
                .pods(
                        1,
                        "web",
                        "1",
                        "1Gi",
                        oneOf(
                                Requirements.of(Requirement.in(Labels.ZONE, "nowhere")),
                                Requirements.of(Requirement.in(Labels.ZONE, "c"))))
                .decide();

        assertThat(decision.zones()).containsExactly("c");
    }

    @Test
    void preferencesAreKeptWhenTheyCanBeAndGivenUpWhenNot() {
        var situation = new Situation().usualTypes();
        situation.pool("general");
        var wishes = all(
                preferring(50, Requirement.in(Labels.INSTANCE_TYPE, "nothing-like-it")),
                preferring(10, Requirement.in(Labels.ZONE, "c")));

        assertThat(situation.pods(1, "web", "1", "1Gi", wishes).decide().zones())
                .containsExactly("c");
        assertThat(situation.ignoringPreferences().decide().zones()).containsExactly("a");
    }

    @Test
    void theNearestMissIsNamed() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(1, "web", "22", "1Gi")
                .decide();

        assertThat(decision.reasons("web-0")).contains("large, needs 6 cpu more");
    }

    @Test
    void gpusAreFoundWhereTheyAre() {
        var decision = new Situation()
                .usualTypes()
                .type("gpu", "8", "32Gi", 3, Map.of("nvidia.com/gpu", 1L))
                .onDemandPool("general")
                .pods(2, "train", "1", "1Gi", asking("nvidia.com/gpu", 1))
                .decide();

        assertThat(decision.launches()).containsExactly("gpu on-demand", "gpu on-demand");
    }

    @Test
    void aHostPortIsTakenOncePerNode() {
        var decision = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(2, "edge", "100m", "1Gi", hostPort(443))
                .pods(1, "other", "100m", "1Gi", hostPort(80))
                .decide();

        assertThat(decision.podsPerLaunch()).containsExactly(2, 1);
    }

    @Test
    void aVolumePinsItsPodToTheFirstZoneThatWorks() {
        var situation = new Situation().usualTypes();
        situation.pool("general");

        assertThat(situation
                        .pods(1, "db", "1", "1Gi", volumeIn("nowhere", "b"))
                        .decide()
                        .zones())
                .containsExactly("b");
    }

    @Test
    void minValuesKeepTypesOpen() {
        var situation = new Situation().usualTypes();
        situation.pool("flexible").where(Requirement.of(Labels.INSTANCE_TYPE, Operator.EXISTS, List.of(), 2));

        var decision = situation
                .pods(1, "fits-two", "4", "1Gi")
                .pods(1, "fits-one", "5", "1Gi")
                .decide();

        assertThat(decision.unplaced()).containsExactly("fits-one-0");
        assertThat(situation.bestEffortMinValues().decide().unplaced()).isEmpty();
    }

    @Test
    void reservedCapacityGoesFirstAndOnlyAsOftenAsThereIsSome() {
        var situation = new Situation()
                .type(
                        "large",
                        "16",
                        "32Gi",
                        Map.of(),
                        List.of(offering("a", Labels.ON_DEMAND, 0.8), reserved("a", "cr-1", 1)));
        situation.pool("general");

        var decision = situation.pods(3, "web", "10", "1Gi").decide();

        assertThat(decision.launches()).containsExactly("large reserved", "large on-demand", "large on-demand");
    }

    @Test
    void aTypeThatIsSoldOutIsNotOffered() {
        var situation = new Situation()
                .type("only-a", "2", "4Gi", Map.of(), List.of(offering("a", Labels.ON_DEMAND, 0.1)))
                .type("everywhere", "2", "4Gi", 0.5)
                .onDemandPool("general");

        var decision = situation
                .pods(1, "web", "1", "1Gi", selecting(Requirement.in(Labels.ZONE, "b")))
                .decide();

        assertThat(decision.launches()).containsExactly("everywhere on-demand");
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        var situation = new Situation().usualTypes().onDemandPool("general");
        situation.pods(40, "web", "700m", "1Gi").pods(40, "api", "300m", "3Gi");

        assertThat(situation.decide().podsPerLaunch())
                .isEqualTo(situation.decide().podsPerLaunch());
    }
}
