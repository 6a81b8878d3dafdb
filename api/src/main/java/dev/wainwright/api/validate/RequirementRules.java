package dev.wainwright.api.validate;

import dev.wainwright.api.karpenter.RestrictedLabels;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Karpenter's controller asks of requirements, beyond the rules of the CRD (karpenter-core §1.2). A pool or overlay
 * that breaks them is taken by the API server but never becomes ready, so they count as errors here.
 */
final class RequirementRules {
    /** The labels whose values are known. */
    private static final Map<String, List<String>> KNOWN_VALUES = Map.of(
            Labels.CAPACITY_TYPE,
            List.of(Labels.SPOT, Labels.ON_DEMAND, Labels.RESERVED),
            Labels.AWS + "instance-tenancy",
            List.of("default", "dedicated"));

    private static final Set<String> WITHOUT_VALUES = Set.of("Exists", "DoesNotExist");

    private final Problems problems;

    RequirementRules(Problems problems) {
        this.problems = problems;
    }

    void check(List<Tree> requirements, String path) {
        for (int i = 0; i < requirements.size(); i++) {
            if (requirements.get(i) instanceof Tree.Mapping requirement) {
                check(requirement, path + "[" + i + "]");
            }
        }
    }

    private void check(Tree.Mapping requirement, String path) {
        String key = Labels.normalized(requirement.text("key", ""));
        if (!Labelling.isQualifiedName(key)) {
            problems.error(
                    path + ".key",
                    requirement,
                    "\"" + key + "\" is no label: a name of at most 63 letters, digits, -, _ and . is needed, after a"
                            + " domain and a slash if need be");
        } else if (RestrictedLabels.isRestricted(key)) {
            problems.error(path + ".key", requirement, restricted(key));
        }
        checkValues(requirement, path);
        checkKnownValues(requirement, key, path);
    }

    static String restricted(String key) {
        return "the label \"" + key + "\" is in a domain that is Karpenter's, and machines are not chosen by it; use a"
                + " label of a domain of your own";
    }

    private void checkValues(Tree.Mapping requirement, String path) {
        List<Tree> values = requirement.items("values");
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Tree.Text value && !Labelling.isLabelValue(value.value())) {
                problems.error(
                        path + ".values[" + i + "]",
                        value,
                        "\"" + value.value()
                                + "\" is no value of a label: at most 63 letters, digits, -, _ and ., beginning"
                                + " and ending with a letter or digit");
            }
        }
        String operator = requirement.text("operator", "");
        if (WITHOUT_VALUES.contains(operator) && !values.isEmpty()) {
            problems.warning(
                    path + ".values",
                    requirement,
                    "the operator " + operator + " looks at no values; take them out, or use In or NotIn");
        }
    }

    private void checkKnownValues(Tree.Mapping requirement, String key, String path) {
        List<String> known = KNOWN_VALUES.getOrDefault(key, List.of());
        List<String> values = requirement.items("values").stream()
                .map(value -> value instanceof Tree.Text text ? text.value() : "")
                .toList();
        if (known.isEmpty()
                || values.isEmpty()
                || !requirement.text("operator", "").equals("In")) {
            return;
        }
        List<String> unknown =
                values.stream().filter(value -> !known.contains(value)).toList();
        int understood = values.size() - unknown.size();
        String choice = "; there are " + String.join(", ", known);
        if (understood == 0) {
            problems.error(path + ".values", requirement, "no machine has " + key + " " + unknown + choice);
        } else if (requirement.get("minValues") instanceof Tree.Numeral least
                && least.value().intValue() > understood) {
            problems.error(
                    path + ".minValues", least, "only " + understood + " of the values of " + key + " exist" + choice);
        } else if (!unknown.isEmpty()) {
            problems.warning(path + ".values", requirement, "no machine has " + key + " " + unknown + choice);
        }
    }
}
