package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.LabelSelector.Expression;
import dev.wainwright.model.requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors as constraints mean them. */
final class Selectors {
    /** What an absent selector means. */
    private static final LabelSelector NOTHING =
            new LabelSelector(Map.of(), List.of(new Expression("", Operator.IN, List.of())));

    private Selectors() {}

    /**
     * The selector with the owner's own values added: pods must have the same value for {@code matching} keys and another
     * one for {@code mismatching} keys. Keys that the owner does not have are passed over.
     */
    static LabelSelector withKeys(
            @Nullable LabelSelector selector, Pod owner, List<String> matching, List<String> mismatching) {
        if (selector == null) {
            return NOTHING;
        }
        var expressions = new ArrayList<>(selector.matchExpressions());
        add(expressions, owner, matching, Operator.IN);
        add(expressions, owner, mismatching, Operator.NOT_IN);
        return new LabelSelector(selector.matchLabels(), expressions);
    }

    private static void add(List<Expression> expressions, Pod owner, List<String> keys, Operator operator) {
        for (String key : keys) {
            String value = owner.metadata().labels().get(key);
            if (value != null) {
                expressions.add(new Expression(key, operator, List.of(value)));
            }
        }
    }
}
