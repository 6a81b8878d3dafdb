package dev.wainwright.api.karpenter;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The published rules about requirements and labels, in Java. */
final class RequirementChecks {
    private static final Set<String> NUMERIC = Set.of("Gt", "Lt", "Gte", "Lte");

    private RequirementChecks() {}

    static Check notEmpty(String what) {
        return Check.that(
                self -> !Check.text(self).isEmpty(), "must not be empty; name the " + what + " of the node class");
    }

    static Check isNot(String key) {
        return Check.that(
                self -> !Check.text(self).equals(key),
                "the label " + key + " is set by Karpenter; take the requirement out or use a label of your own");
    }

    static Check domain(String domain, List<String> allowed) {
        return Check.about(
                self -> RestrictedLabels.passes(Check.text(self), domain, allowed),
                self -> restricted(Check.text(self), domain, allowed));
    }

    /** Why a label of a restricted domain was refused, with the closest allowed one where there is one. */
    static String restricted(String key, String domain, List<String> allowed) {
        return "the label \"" + key + "\" is in the domain " + domain + ", which is Karpenter's; "
                + nearest(key, allowed)
                + "use a label of a domain of your own";
    }

    static Check needsValues(String operator) {
        return Check.items(
                item -> !item.text("operator", "").equals(operator)
                        || !item.items("values").isEmpty(),
                "values",
                item -> "the operator " + operator + " needs at least one value for \"" + item.text("key", "")
                        + "\"; list the values, or use "
                        + (operator.equals("In") ? "Exists" : "DoesNotExist"));
    }

    static Check oneNumber() {
        return Check.items(
                item -> !NUMERIC.contains(item.text("operator", "")) || isOneNumber(item.items("values")),
                "values",
                item -> "the operator " + item.text("operator", "")
                        + " needs exactly one whole number not below 0 for \"" + item.text("key", "") + "\", got "
                        + written(item.items("values")));
    }

    static Check enoughValues() {
        return Check.items(
                RequirementChecks::hasEnoughValues,
                "minValues",
                item -> "minValues asks for more different values than the "
                        + item.items("values").size() + " listed for \"" + item.text("key", "")
                        + "\"; list more values or lower minValues");
    }

    private static boolean hasEnoughValues(Tree.Mapping item) {
        return !item.text("operator", "").equals("In")
                || !(item.get("minValues") instanceof Tree.Numeral least)
                || (Check.has(item, "values")
                        && least.value()
                                        .compareTo(java.math.BigDecimal.valueOf(
                                                item.items("values").size()))
                                <= 0);
    }

    /** Whether the list is one number as Go reads it: an optional sign and digits, within 64 bits. */
    static boolean isOneNumber(List<Tree> values) {
        if (values.size() != 1 || !Check.text(values.getFirst()).matches("[+-]?[0-9]+")) {
            return false;
        }
        try {
            return Long.parseLong(Check.text(values.getFirst())) >= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String written(List<Tree> values) {
        return values.isEmpty()
                ? "none"
                : values.stream()
                        .map(value -> '"' + Check.text(value) + '"')
                        .toList()
                        .toString();
    }

    private static String nearest(String key, List<String> allowed) {
        String tail = key.substring(key.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        for (String candidate : allowed) {
            String name = candidate.substring(candidate.indexOf('/') + 1);
            if (tail.length() > 2 && (name.contains(tail) || tail.contains(name))) {
                return "did you mean " + candidate + "? Otherwise ";
            }
        }
        return "";
    }
}
