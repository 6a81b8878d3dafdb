package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.explanation.Explanation;
import dev.wainwright.solver.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void podOnANewNodeIsToldWhyThatNodeIsWhatItIs() {
        Scene scene = Scene.ready().pods("web", 3, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();

        Explanation told = scene.explainer.pod("default", "web-1").orElseThrow();

        assertThat(told.summary())
                .startsWith("default/web-1 is on node ")
                .contains(scene.claim().status().nodeName());
        assertThat(lines(told))
                .anyMatch(line -> line.startsWith("default/web-1 goes to new node"))
                .anyMatch(line -> line.contains("is the cheapest of") && line.contains("its 3 pods"))
                .contains("NodeClaim " + scene.claim().name() + " was made for it and 2 more")
                .endsWith("the scheduler bound it to a node");
    }

    @Test
    void podThatIsTooBigIsToldWhatItLacks() {
        Scene scene = Scene.ready().pods("huge", 1, 5_000_000).passes(Duration.ofMinutes(1));

        Explanation told = scene.explainer.pod("default", "huge-0").orElseThrow();

        assertThat(told.summary()).isEqualTo("default/huge-0 fits nowhere; it is tried again");
        assertThat(lines(told)).anyMatch(line -> line.contains("no instance type is large enough"));
        assertThat(scene.log.decisions())
                .filteredOn(decision -> decision.name().equals("huge-0"))
                .as("it is tried again and again, and told once")
                .hasSize(1);
    }

    @Test
    void podIsNotToldOfPlansForAnEarlierOneOfItsName() {
        Scene scene = Scene.ready().pods("web", 1, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.delete(scene.all(Pod.class).getFirst()).passes(Duration.ofSeconds(40));
        scene.pods("web", 1, 500);

        Explanation told = scene.explainer.pod("default", "web-0").orElseThrow();

        assertThat(told.summary()).isEqualTo("default/web-0 has not been looked at by the scheduler yet");
        assertThat(told.statements()).isEmpty();
    }

    @Test
    void podFallsBackOnItsNodeClaimWhenItsPlanIsForgotten() {
        Scene scene = Scene.ready().pods("web", 1, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        for (int i = 0; i < 9; i++) {
            scene.pods("other-" + i, 1, 300_000 + i).passes(Duration.ofMinutes(2));
        }

        Explanation told = scene.explainer.pod("default", "web-0").orElseThrow();

        assertThat(lines(told))
                .noneMatch(line -> line.startsWith("default/web-0 goes to"))
                .anyMatch(line -> line.endsWith(" was made for it alone"))
                .anyMatch(line -> line.contains("is the cheapest of"));
    }

    @Test
    void nodeAndItsClaimTellTheirLifeAndWhatKeepsThem() {
        Scene scene = Scene.ready().pods("web", 2, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofMinutes(2));
        NodeClaim claim = scene.claim();

        Explanation told = scene.explainer.claim(claim.name()).orElseThrow();

        assertThat(told.summary())
                .contains(" is ready, as node " + claim.status().nodeName());
        assertThat(lines(told))
                .startsWith("it was made for default/web-0, default/web-1", "pool general")
                .contains(
                        "its machine was launched: " + claim.status().providerID(),
                        "its machine joined as node " + claim.status().nodeName(),
                        "its node was ready, with all that it should have",
                        "it stays: 2 pods run on it, such as default/web-0");
        assertThat(scene.explainer.node(claim.status().nodeName()).orElseThrow().statements())
                .isEqualTo(told.statements());
    }

    @Test
    void nodeThatWentIsToldOfByNameWithTheReason() {
        Scene scene = Scene.ready().pods("web", 1, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        String node = scene.claim().status().nodeName();
        scene.delete(scene.all(Pod.class).getFirst());
        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();

        Explanation told = scene.explainer.node(node).orElseThrow();

        assertThat(told.summary()).endsWith(" is gone");
        assertThat(lines(told)).contains("disrupted: its node is empty");
    }

    @Test
    void claimThatSomebodyDeletedIsNotBlamedOnTheAutoscaler() {
        Scene scene = Scene.ready().pods("web", 1, 500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        NodeClaim claim = scene.claim();
        scene.delete(claim).delete(scene.all(Pod.class).getFirst());
        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();

        assertThat(lines(scene.explainer.claim(claim.name()).orElseThrow()))
                .contains("it was not the autoscaler that deleted it");
    }

    @Test
    void unknownNamesHaveNoExplanation() {
        Scene scene = Scene.ready();

        assertThat(scene.explainer.pod("default", "web-0")).isEmpty();
        assertThat(scene.explainer.node("n")).isEmpty();
        assertThat(scene.explainer.claim("c")).isEmpty();
    }

    private static List<String> lines(Explanation told) {
        return told.statements().stream()
                .flatMap(statement -> flat(statement.reason()))
                .toList();
    }

    private static Stream<String> flat(Reason reason) {
        return Stream.concat(Stream.of(reason.text()), reason.because().stream().flatMap(ExplanationTest::flat));
    }
}
