package dev.wainwright.checker;

import static dev.wainwright.checker.PodBuilder.expression;
import static dev.wainwright.checker.PodBuilder.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may be where: fates, names, selectors, taints. */
class PlacementRulesTest {
    private static final Taint GPU = new Taint("gpu", "yes", Effect.NO_SCHEDULE);

    @Test
    void aPlanThatPlacesEveryPodOnceIsFaultless() {
        assertThat(Scene.withPool()
                        .given(pod("x"), pod("y"), pod("z").cpu("100"))
                        .launch("n1", "big", "a", "x", "y")
                        .refuse("z")
                        .judge())
                .isEmpty();
    }

    @Test
    void aForgottenPodIsFound() {
        assertThat(Scene.withPool().given(pod("x")).rules()).containsExactly(Rule.ASSIGNMENT);
    }

    @Test
    void aPodInTwoPlacesIsFound() {
        assertThat(Scene.withPool()
                        .given(pod("x"))
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "a", "x")
                        .rules())
                .containsExactly(Rule.ASSIGNMENT);
    }

    @Test
    void podsThatDoNotWaitNeedNoFate() {
        assertThat(Scene.withPool()
                        .given(
                                pod("gated").gated(),
                                pod("bound").on("n"),
                                pod("done").phase("Succeeded"),
                                pod("daemon").ownedBy("DaemonSet", "d"),
                                pod("static").ownedBy("Node", "n"),
                                pod("nominated").nominatedFor("n"))
                        .rules())
                .isEmpty();
    }

    @Test
    void podsThatDoNotWaitMustNotBePlaced() {
        assertThat(Scene.withPool()
                        .given(
                                pod("gated").gated(),
                                pod("bound").on("n"),
                                pod("done").phase("Failed"),
                                pod("daemon").ownedBy("DaemonSet", "d"))
                        .launch("n1", "big", "a", "gated", "bound", "done", "daemon")
                        .rules())
                .containsExactly(Rule.ELIGIBILITY, Rule.ELIGIBILITY, Rule.ELIGIBILITY, Rule.ELIGIBILITY);
    }

    @Test
    void namesThatLeadNowhereAreFound() {
        assertThat(Scene.withPool()
                        .given(pod("x"), pod("y"))
                        .launch("n1", "huge", "a", "x", "ghost")
                        .launch("nopool", "n2", List.of("big"), "a", "y")
                        .put("nonode")
                        .rules())
                .contains(Rule.NAMES, Rule.NAMES, Rule.NAMES, Rule.NAMES, Rule.OFFERING);
    }

    @Test
    void aNodeSelectorDecidesBetweenZones() {
        Scene right = Scene.withPool().given(pod("x").select(Labels.ZONE, "b"));
        assertThat(right.launch("n1", "big", "b", "x").rules()).isEmpty();

        Scene wrong = Scene.withPool().given(pod("x").select(Labels.ZONE, "b"));
        assertThat(wrong.launch("n1", "big", "a", "x").rules()).containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void anOldZoneLabelMeansTheNewOne() {
        assertThat(Scene.withPool()
                        .given(pod("x").select("failure-domain.beta.kubernetes.io/zone", "b"))
                        .launch("n1", "big", "b", "x")
                        .rules())
                .isEmpty();
    }

    @Test
    void oneOfSeveralNodeTermsIsEnough() {
        var x = pod("x").require(expression(Labels.ZONE, Operator.IN, "nowhere"))
                .require(expression(Labels.ZONE, Operator.IN, "c"));
        assertThat(Scene.withPool().given(x).launch("n1", "big", "c", "x").rules())
                .isEmpty();
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void podsOfOneNodeMustAgreeOnLabelsThatAreStillOpen() {
        var team = new NodeRequirement("team", Operator.IN, List.of("red", "blue"), null);
        Scene scene =
                new Scene().pool("pool", team).given(pod("x").select("team", "red"), pod("y").select("team", "blue"));
        assertThat(scene.launch("n1", "big", "a", "x", "y").rules()).contains(Rule.NODE_SELECTION);
    }

    @Test
    void alternativesAreChosenSoThatPodsAgree() {
        var team = new NodeRequirement("team", Operator.IN, List.of("red", "blue"), null);
        Scene scene = new Scene()
                .pool("pool", team)
                .given(
                        pod("x").require(expression("team", Operator.IN, "red"))
                                .require(expression("team", Operator.IN, "blue")),
                        pod("y").select("team", "blue"));
        assertThat(scene.launch("n1", "big", "a", "x", "y").rules()).isEmpty();
    }

    @Test
    void aLabelThatNobodyGivesCannotBeSelected() {
        var x = pod("x").select("team", "red");
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .contains(Rule.NODE_SELECTION);
        var labelled = Scene.pool("pool", Map.of("team", "red"), List.of(), Map.of());
        assertThat(new Scene()
                        .given(labelled)
                        .given(x)
                        .launch("n1", "big", "a", "x")
                        .rules())
                .isEmpty();
    }

    @Test
    void existsTogetherWithNotInStillNeedsTheLabel() {
        var x = pod("x").require(expression("team", Operator.EXISTS), expression("team", Operator.NOT_IN, "red"));
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .contains(Rule.NODE_SELECTION);
        assertThat(Scene.withPool()
                        .given(x)
                        .given(Scene.node("n", "a", "8", Map.of()))
                        .put("n", "x")
                        .rules())
                .containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void everyOptionMustMeetTheSelector() {
        var x = pod("x").select(Labels.INSTANCE_TYPE, "small");
        assertThat(Scene.withPool()
                        .given(x)
                        .launch("pool", "n1", List.of("small", "big"), "a", "x")
                        .rules())
                .containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void anOptionThatThePoolForbidsIsFound() {
        var onlyBig = new NodeRequirement(Labels.INSTANCE_TYPE, Operator.IN, List.of("big"), null);
        assertThat(new Scene()
                        .pool("pool", onlyBig)
                        .given(pod("x"))
                        .launch("pool", "n1", List.of("big", "small"), "a", "x")
                        .rules())
                .containsExactly(Rule.OFFERING);
    }

    @Test
    void anOptionThatIsSoldOutIsFound() {
        var soldOut = Scene.type("gone", 4);
        var none = new dev.wainwright.model.instance.InstanceType(
                "gone",
                soldOut.requirements(),
                soldOut.offerings().stream()
                        .map(offering -> Scene.offering(offering.zone(), offering.capacityType(), 1, false))
                        .toList(),
                soldOut.capacity(),
                soldOut.overhead());
        assertThat(Scene.withPool()
                        .type(none)
                        .given(pod("x"))
                        .launch("pool", "n1", List.of("big", "gone"), "a", "x")
                        .rules())
                .containsExactly(Rule.OFFERING);
    }

    @Test
    void labelsOfAnExistingNodeAreTakenLiterally() {
        var node = Scene.node("n", "a", "8", Map.of("cores", "8", "team", "red"));
        var fits = pod("x").require(expression("cores", Operator.GT, "4"), expression("team", Operator.NOT_IN, "blue"));
        var misses = pod("y").require(expression("cores", Operator.LT, "4"));
        assertThat(Scene.withPool()
                        .given(node)
                        .given(fits, misses)
                        .put("n", "x", "y")
                        .judge())
                .extracting(Violation::rule, Violation::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Rule.NODE_SELECTION, "default/y"));
    }

    @Test
    void hardTaintsNeedAToleration() {
        var tainted = Scene.pool("pool", Map.of(), List.of(GPU), Map.of());
        var tolerating = pod("y").tolerate(new Toleration("gpu", Toleration.Kind.EXISTS, "", null, null));
        assertThat(new Scene()
                        .given(tainted)
                        .given(pod("x"), tolerating)
                        .launch("n1", "big", "a", "x", "y")
                        .judge())
                .extracting(Violation::subject)
                .containsExactly("default/x");
    }

    @Test
    void softTaintsAreOnlyPreferences() {
        var soft = new Taint("gpu", "yes", Effect.PREFER_NO_SCHEDULE);
        var found = new Scene()
                .given(Scene.pool("pool", Map.of(), List.of(soft), Map.of()))
                .given(pod("x"))
                .launch("n1", "big", "a", "x")
                .judge();
        assertThat(found).extracting(Violation::rule).containsExactly(Rule.PREFERENCE);
        assertThat(found).noneMatch(Violation::isHard);
    }

    @Test
    void taintsOfExistingNodesCount() {
        assertThat(Scene.withPool()
                        .given(Scene.node("n", "a", "8", Map.of(), GPU))
                        .given(pod("x"))
                        .put("n", "x")
                        .rules())
                .containsExactly(Rule.TAINTS);
    }

    @Test
    void aPriceThatIsNotTheOfferingsIsFound() {
        var dear = new JudgedPlan.NewNode(
                "n1", "pool", "big", "a", Labels.SPOT, 8, List.of("big"), List.of("default/x"), Map.of());
        assertThat(Scene.withPool().given(pod("x")).launch(dear).rules()).containsExactly(Rule.PRICE);
    }

    @Test
    void preferredNodesThatWereMissedAreToldSoftly() {
        var x = pod("x").prefer(5, expression(Labels.ZONE, Operator.IN, "b"));
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .containsExactly(Rule.PREFERENCE);
        assertThat(Scene.withPool().given(x).launch("n1", "big", "b", "x").rules())
                .isEmpty();
    }
}
