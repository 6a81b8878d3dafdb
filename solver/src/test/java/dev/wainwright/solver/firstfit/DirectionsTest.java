package dev.wainwright.solver.firstfit;

import static dev.wainwright.solver.firstfit.Situation.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.Directions.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionsTest {
    private static Slot slot(Problem problem, Requirements pin) {
        return new Slot(0, pin, problem.catalogue().pools().getFirst().candidates());
    }

    @Test
    void everyPodGoesWhereItIsTold() {
        Problem problem = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(3, "web", "500m", "500Mi")
                .problem();
        var slots = List.of(slot(problem, Requirements.NONE), slot(problem, Requirements.NONE));

        Solution solution =
                FirstFit.follow(problem, new Directions(new int[] {0, 1, 2}, new int[] {0, 1, 0}, new int[3], slots));

        assertThat(solution.claims()).hasSize(2);
        assertThat(solution.host(0)).isEqualTo(solution.host(2)).isNotEqualTo(solution.host(1));
    }

    @Test
    void aPinnedSlotIsLaunchedWhereItIsPinned() {
        Problem problem = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .pods(1, "web", "500m", "500Mi")
                .problem();
        var slots = List.of(slot(problem, Requirements.of(Requirement.in(Labels.ZONE, "c"))));

        Solution solution = FirstFit.follow(problem, new Directions(new int[] {0}, new int[1], new int[1], slots));

        assertThat(solution.options(solution.claims().getFirst()).getFirst().zone())
                .isEqualTo("c");
    }

    @Test
    void whoCannotGoWhereItIsToldIsPlacedAsUsual() {
        Problem problem = new Situation()
                .usualTypes()
                .onDemandPool("general")
                .node("old", "a", resources("1", "1Gi"))
                .pods(2, "web", "1", "1Gi")
                .problem();

        Solution solution =
                FirstFit.follow(problem, new Directions(new int[] {0, 1}, new int[] {0, 0}, new int[2], List.of()));

        assertThat(solution.host(0)).isZero();
        assertThat(solution.host(1)).isEqualTo(solution.firstClaim());
        assertThat(solution.unplaced()).isZero();
    }
}
