package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Label selectors, and whether one selects given labels. */
final class SelectorRules {
    private SelectorRules() {}

    static void check(Tree.Mapping selector, Path path, Problems problems) {
        Grammar.labels(selector.mapping("matchLabels"), path.field("matchLabels"), problems);
        Values.eachItem(selector, "matchExpressions", path, (expression, at) -> {
            List<Tree> values = expression.items("values");
            Tree operator = Values.at(expression, "operator");
            switch (expression.text("operator", "")) {
                case "In", "NotIn" -> {
                    if (values.isEmpty()) {
                        problems.required(
                                at.field("values"), expression, "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!values.isEmpty()) {
                        problems.forbidden(
                                at.field("values"),
                                expression,
                                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                }
                default ->
                    problems.invalid(
                                    at.field("operator"),
                                    operator,
                                    Tree.text(Values.text(operator)),
                                    "not a valid selector operator")
                            .hint("In, NotIn, Exists and DoesNotExist are");
            }
            String key = expression.text("key", "");
            problems.invalid(at.field("key"), expression, key, Grammar.labelKey(key));
            int position = 0;
            for (Tree value : values) {
                problems.invalid(at.field("values").item(position++), value, Grammar.labelValue(Values.text(value)));
            }
        });
    }

    /** Whether every expression has an operator that there is, and values to go with it. */
    static boolean isSound(Tree.Mapping selector) {
        var problems = new Problems();
        check(selector, Path.of(""), problems);
        return problems.all().isEmpty();
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
