package dev.wainwright.bench.optimality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.checker.Rule;
import dev.wainwright.checker.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the report says of plans and bounds. */
class LineTest {
    private static final Spec SPEC = Family.PLAIN_MIDDLE.specs(1).getFirst();
    private static final Outcome TEN = outcome(10, 1.0);

    @Test
    void aPriceIsHeldAgainstTheBoundWhenAllPodsArePlacedAndNoRuleIsBroken() {
        Line line = line(TEN, outcome(10, 1.5), OptionalDouble.of(0.8));
        assertThat(line.overBound(line.costOptimal())).hasValue(1.25);
        assertThat(line.overBound(line.firstFit())).hasValue(1.875);
        assertThat(line.overBound(outcome(9, 0.9))).isEmpty();
        assertThat(line.overBound(new Outcome(1, 10, 1.0, List.of(violation()), 0)))
                .isEmpty();
    }

    @Test
    void thePlanIsProvenOptimalWhenItCostsWhatTheBoundSays() {
        assertThat(line(TEN, TEN, OptionalDouble.of(1.0)).isProven()).isTrue();
        assertThat(line(TEN, TEN, OptionalDouble.of(0.99)).isProven()).isFalse();
        assertThat(line(TEN, TEN, OptionalDouble.empty()).isProven()).isFalse();
    }

    @Test
    void placingFewerPodsIsALossWhateverItCosts() {
        assertThat(line(outcome(9, 0.1), TEN, OptionalDouble.empty()).against(TEN))
                .isNegative();
        assertThat(line(outcome(10, 0.9), TEN, OptionalDouble.empty()).against(TEN))
                .isPositive();
        assertThat(line(outcome(10, 1.1), TEN, OptionalDouble.empty()).against(TEN))
                .isNegative();
        assertThat(line(TEN, TEN, OptionalDouble.empty()).against(TEN)).isZero();
    }

    @Test
    void thePageTellsLossesAndBrokenRules() {
        var broken = new Outcome(1, 10, 1.2, List.of(violation()), 0.01);
        String page =
                new OptimalityReport(List.of(line(broken, TEN, OptionalDouble.of(1.0)))).markdown("# Head\n\n", "");
        assertThat(page)
                .startsWith("# Head")
                .contains("| never above FirstFit | dearer 1 times, cheaper 0 times, the same 0 times |")
                .contains("| no rule broken | 1 breaks |")
                .contains("- plain-middle-01-10, CostOptimal: 1, such as");
    }

    @Test
    void aPercentileIsTheFigureThatSoManyDoNotExceed() {
        var spread = new Spread(new double[] {1, 2, 3, 4});
        assertThat(spread.median()).isEqualTo(2);
        assertThat(spread.at(0.95)).isEqualTo(4);
        assertThat(new Spread(new double[0]).text("%.1f")).isEqualTo("–");
    }

    private static Violation violation() {
        return new Violation(Rule.RESOURCES, "node", "too full");
    }

    private static Outcome outcome(int placed, double price) {
        return new Outcome(1, placed, price, List.of(), 0.01);
    }

    private static Line line(Outcome costOptimal, Outcome firstFit, OptionalDouble bound) {
        return new Line(SPEC, firstFit, costOptimal, Optional.empty(), bound, List.of());
    }
}
