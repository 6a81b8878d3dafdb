package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** A pod's affinities to nodes and to other pods. */
final class AffinityRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final String NO_OPERATOR = "not a valid selector operator";

    private AffinityRules() {}

    static void check(Tree.Mapping affinity, Path path, Problems problems) {
        nodeAffinity(affinity.mapping("nodeAffinity"), path.field("nodeAffinity"), problems);
        podAffinity(affinity.mapping("podAffinity"), path.field("podAffinity"), problems);
        podAffinity(affinity.mapping("podAntiAffinity"), path.field("podAntiAffinity"), problems);
    }

    private static void nodeAffinity(Tree.Mapping affinity, Path path, Problems problems) {
        if (affinity.get(REQUIRED) instanceof Tree.Mapping required) {
            nodeSelector(required, path.field(REQUIRED), problems);
        }
        Values.eachItem(affinity, PREFERRED, path, (term, at) -> {
            weight(term, at, problems);
            nodeSelectorTerm(term.mapping("preference"), at.field("preference"), problems);
        });
    }

    /** Alternatives, of which there must be one; volumes have them, too. */
    static void nodeSelector(Tree.Mapping selector, Path path, Problems problems) {
        if (selector.items("nodeSelectorTerms").isEmpty()) {
            problems.required(path.field("nodeSelectorTerms"), selector, "must have at least one node selector term");
        }
        Values.eachItem(selector, "nodeSelectorTerms", path, (term, at) -> nodeSelectorTerm(term, at, problems));
    }

    private static void nodeSelectorTerm(Tree.Mapping term, Path path, Problems problems) {
        Values.eachItem(term, "matchExpressions", path, (expression, at) -> nodeExpression(expression, at, problems));
        Values.eachItem(term, "matchFields", path, (expression, at) -> nodeField(expression, at, problems));
    }

    private static void nodeField(Tree.Mapping expression, Path path, Problems problems) {
        String operator = expression.text("operator", "");
        if (!operator.equals("In") && !operator.equals("NotIn")) {
            problems.invalid(path.field("operator"), expression, Tree.text(operator), NO_OPERATOR);
        } else if (expression.items("values").size() != 1) {
            problems.required(
                    path.field("values"),
                    expression,
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
        String key = expression.text("key", "");
        if (!key.equals("metadata.name")) {
            problems.invalid(path.field("key"), expression, Tree.text(key), "not a valid field selector key")
                    .hint("metadata.name is the only field nodes are matched by");
        }
    }

    private static void nodeExpression(Tree.Mapping expression, Path path, Problems problems) {
        List<Tree> values = expression.items("values");
        String operator = expression.text("operator", "");
        Path at = path.field("values");
        switch (operator) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    problems.required(at, expression, "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    problems.forbidden(
                            at, expression, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            case "Gt", "Lt" -> {
                if (values.size() != 1) {
                    problems.required(at, expression, "must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default ->
                problems.invalid(path.field("operator"), expression, Tree.text(operator), NO_OPERATOR)
                        .hint("In, NotIn, Exists, DoesNotExist, Gt and Lt are");
        }
        String key = expression.text("key", "");
        problems.invalid(path.field("key"), expression, key, Grammar.labelKey(key));
        int position = 0;
        for (Tree value : values) {
            problems.invalid(at.item(position++), value, Grammar.labelValue(Values.text(value)));
        }
    }

    private static void podAffinity(Tree.Mapping affinity, Path path, Problems problems) {
        Values.eachItem(affinity, REQUIRED, path, (term, at) -> podTerm(term, at, problems));
        Values.eachItem(affinity, PREFERRED, path, (term, at) -> {
            weight(term, at, problems);
            podTerm(term.mapping("podAffinityTerm"), at.field("podAffinityTerm"), problems);
        });
    }

    private static void podTerm(Tree.Mapping term, Path path, Problems problems) {
        SelectorRules.check(term.mapping("labelSelector"), path.field("labelSelector"), problems);
        SelectorRules.check(term.mapping("namespaceSelector"), path.field("namespaceSelector"), problems);
        for (Tree namespace : term.items("namespaces")) {
            problems.invalid(path.field("namespace"), namespace, Grammar.dnsLabel(Values.text(namespace)));
        }
        for (String keys : List.of("matchLabelKeys", "mismatchLabelKeys")) {
            if (!term.items(keys).isEmpty() && term.get("labelSelector") == null) {
                problems.forbidden(path.field(keys), term, "must not be specified when labelSelector is not set");
            }
        }
        PlacementRules.topologyKey(term, path, problems, true);
    }

    private static void weight(Tree.Mapping term, Path path, Problems problems) {
        long weight = Values.integer(term, "weight", 0);
        if (weight < 1 || weight > 100) {
            problems.invalid(
                    path.field("weight"), Values.at(term, "weight"), Tree.number(weight), "must be in the range 1-100");
        }
    }
}
