package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Label selectors, and whether one selects given labels. */
final class SelectorRules {
    private SelectorRules() {}

    static void check(Tree.Mapping selector, Path path, Problems problems) {
        Grammar.labels(selector.mapping("matchLabels"), path.field("matchLabels"), problems);
        Values.eachItem(selector, "matchExpressions", path, (expression, at) -> {
            problems.add(at.field("key"), expression, Grammar.qualifiedName(expression.text("key", "")));
            List<Tree> values = expression.items("values");
            switch (expression.text("operator", "")) {
                case "In", "NotIn" -> {
                    if (values.isEmpty()) {
                        problems.add(at.field("values"), expression, "required: In and NotIn need at least one value");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!values.isEmpty()) {
                        problems.add(at.field("values"), expression, "must be absent with Exists and DoesNotExist");
                    }
                }
                default ->
                    problems.add(
                            at.field("operator"),
                            expression,
                            "must be one of \"In\", \"NotIn\", \"Exists\", \"DoesNotExist\", got "
                                    + Grammar.quoted(expression.text("operator", "")));
            }
            for (Tree value : values) {
                problems.add(at.field("values"), value, Grammar.labelValue(Values.text(value)));
            }
        });
    }

    /** A selector that is absent or empty where the kind needs one that selects something. */
    static boolean isEmpty(Tree.Mapping selector) {
        return selector.mapping("matchLabels").isEmpty()
                && selector.items("matchExpressions").isEmpty();
    }

    static boolean selects(Tree.Mapping selector, Tree.Mapping labels) {
        for (var wanted : selector.mapping("matchLabels").fields().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Tree expression : selector.items("matchExpressions")) {
            if (!holds(Values.mapping(expression), labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Tree.Mapping expression, Tree.Mapping labels) {
        Tree label = labels.get(expression.text("key", ""));
        boolean listed = label != null && expression.items("values").contains(label);
        return switch (expression.text("operator", "")) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> label != null;
            case "DoesNotExist" -> label == null;
            default -> false;
        };
    }
}
