package dev.wainwright.autoscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is remembered of what was decided, and what is forgotten. */
class DecisionLogTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final DecisionLog log = new DecisionLog(Runnable::run);

    /** A plan that makes a node for a pod, or has no place for it. */
    private static Plan plan(String pod, boolean fits) {
        var node = new Plan.NewNode(
                "default-1",
                "default",
                "m7g.large",
                "us-east-1a",
                "spot",
                0.05,
                false,
                List.of("m7g.large"),
                List.of(pod),
                Resources.NONE,
                Resources.NONE,
                Requirements.NONE,
                Map.of());
        return new Plan(
                1,
                fits ? List.of(node) : List.of(),
                List.of(),
                fits ? List.of() : List.of(new Plan.Unschedulable(pod, List.of(Reason.of("nothing is big enough")))),
                List.of(),
                List.of(),
                Policy.FIRST_FIT,
                Optional.empty(),
                OptionalDouble.empty(),
                new Plan.Explanations(
                        name -> Optional.of(Reason.of(name)).filter(any -> name.equals(pod)),
                        name -> Optional.of(Reason.of("the cheapest for " + pod))));
    }

    private void decide(int number) {
        Plan plan = plan("default/p" + number, true);
        log.planned(NOON.plusSeconds(number), Duration.ZERO, plan);
        log.claimed(NOON.plusSeconds(number), plan, plan.newNodes().getFirst(), "claim-" + number);
    }

    @Test
    void aClaimIsKnownByItsReasonAndByItsPods() {
        decide(1);

        assertThat(log.origin("claim-1").map(origin -> origin.reason().text())).contains("the cheapest for default/p1");
        assertThat(log.claimFor("default/p1")).contains("claim-1");
        assertThat(log.place("default/p1").map(DecisionLog.Place::claim)).contains("claim-1");
        assertThat(log.about("NodeClaim", "claim-1"))
                .extracting(Decision::why)
                .containsExactly("m7g.large in us-east-1a (spot) for 1 pod");
    }

    @Test
    void theLastThousandDecisionsAreRemembered() {
        for (int i = 0; i < 1_100; i++) {
            log.acted(NOON, "NodeClaim", "claim-" + i, "expired", "it is old");
        }

        assertThat(log.decisions()).hasSize(1_000);
        assertThat(log.decisions().getFirst().name()).isEqualTo("claim-100");
    }

    @Test
    void onlyTheLastPlansAreRememberedForEachHoldsAWholeCluster() {
        for (int i = 0; i < 9; i++) {
            decide(i);
        }

        assertThat(log.place("default/p0")).isEmpty();
        assertThat(log.place("default/p1")).isPresent();
        assertThat(log.origin("claim-0")).isPresent();
    }

    @Test
    void ofVeryManyClaimsTheEldestAreForgotten() {
        for (int i = 0; i <= 2_000; i++) {
            decide(i);
        }

        assertThat(log.origin("claim-0")).isEmpty();
        assertThat(log.origin("claim-1")).isPresent();
        assertThat(log.origin("claim-2000")).isPresent();
    }

    @Test
    void aPodThatFindsNoPlaceAgainAndAgainIsToldOnce() {
        for (int i = 0; i < 5; i++) {
            log.planned(NOON.plusSeconds(i), Duration.ZERO, plan("default/big", false));
        }

        assertThat(log.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.why()).isEqualTo("nothing is big enough"));
    }
}
