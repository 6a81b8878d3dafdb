package dev.wainwright.model.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.model.requirement.LabelSelector.Expression;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
    private static LabelSelector where(String key, Operator operator, String... values) {
        return new LabelSelector(Map.of(), List.of(new Expression(key, operator, List.of(values))));
    }

    @Test
    void theEmptySelectorSelectsEverything() {
        assertThat(LabelSelector.EVERYTHING.matches(Map.of())).isTrue();
    }

    @Test
    void labelsAndExpressionsMustAllHold() {
        var selector = new LabelSelector(
                Map.of("app", "web"), List.of(new Expression("tier", Operator.IN, List.of("front", "edge"))));

        assertThat(selector.matches(Map.of("app", "web", "tier", "edge"))).isTrue();
        assertThat(selector.matches(Map.of("app", "web"))).isFalse();
        assertThat(selector.matches(Map.of("tier", "edge"))).isFalse();
    }

    @Test
    void absenceSatisfiesTheNegativeOperators() {
        assertThat(where("app", Operator.NOT_IN, "web").matches(Map.of())).isTrue();
        assertThat(where("app", Operator.NOT_IN, "web").matches(Map.of("app", "web")))
                .isFalse();
        assertThat(where("app", Operator.DOES_NOT_EXIST).matches(Map.of())).isTrue();
        assertThat(where("app", Operator.EXISTS).matches(Map.of("app", ""))).isTrue();
    }
}
