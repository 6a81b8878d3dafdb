package dev.wainwright.model.requirement;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects objects by their labels; the empty selector selects everything. (An absent selector selects nothing, which the
 * holder of the reference knows.)
 */
public record LabelSelector(Map<String, String> matchLabels, List<Expression> matchExpressions) {
    public static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

    public LabelSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** One condition; only the four set operators occur. */
    public record Expression(String key, Operator operator, List<String> values) {
        public Expression {
            values = List.copyOf(values);
        }

        boolean matches(@Nullable String value) {
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
                case GT, LT, GTE, LTE ->
                    throw new IllegalStateException("label selectors have no operator " + operator);
            };
        }
    }

    public static LabelSelector matching(String key, String value) {
        return new LabelSelector(Map.of(key, value), List.of());
    }

    public boolean matches(Map<String, String> labels) {
        for (var wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Expression expression : matchExpressions) {
            if (!expression.matches(labels.get(expression.key()))) {
                return false;
            }
        }
        return true;
    }
}
