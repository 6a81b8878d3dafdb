package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** A pod's affinities to nodes and to other pods. */
final class AffinityRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

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
            problems.add(path.field("nodeSelectorTerms"), selector, "required: at least one term");
        }
        Values.eachItem(selector, "nodeSelectorTerms", path, (term, at) -> nodeSelectorTerm(term, at, problems));
    }

    private static void nodeSelectorTerm(Tree.Mapping term, Path path, Problems problems) {
        Values.eachItem(term, "matchExpressions", path, (expression, at) -> nodeExpression(expression, at, problems));
        Values.eachItem(term, "matchFields", path, (expression, at) -> {
            if (!expression.text("key", "").equals("metadata.name")) {
                problems.add(at.field("key"), expression, "must be metadata.name, the only field nodes are matched by");
            }
            String operator = expression.text("operator", "");
            boolean known = operator.equals("In") || operator.equals("NotIn");
            if (!known || expression.items("values").size() != 1) {
                problems.add(at, expression, "must be In or NotIn with exactly one value");
            }
        });
    }

    private static void nodeExpression(Tree.Mapping expression, Path path, Problems problems) {
        problems.add(path.field("key"), expression, Grammar.qualifiedName(expression.text("key", "")));
        List<Tree> values = expression.items("values");
        String operator = expression.text("operator", "");
        switch (operator) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    problems.add(path.field("values"), expression, "required: In and NotIn need at least one value");
                }
                for (Tree value : values) {
                    problems.add(path.field("values"), value, Grammar.labelValue(Values.text(value)));
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    problems.add(path.field("values"), expression, "must be absent with Exists and DoesNotExist");
                }
            }
            case "Gt", "Lt" -> {
                if (values.size() != 1) {
                    problems.add(
                            path.field("values"), expression, "Gt and Lt need exactly one value, got " + values.size());
                }
            }
            default ->
                problems.add(
                        path.field("operator"),
                        expression,
                        "must be one of \"In\", \"NotIn\", \"Exists\", \"DoesNotExist\", \"Gt\", \"Lt\", got "
                                + Grammar.quoted(operator));
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
        String key = term.text("topologyKey", "");
        if (key.isEmpty()) {
            problems.add(path.field("topologyKey"), term, "required: an empty topology key is not allowed");
        } else {
            problems.add(path.field("topologyKey"), term, Grammar.qualifiedName(key));
        }
        SelectorRules.check(term.mapping("labelSelector"), path.field("labelSelector"), problems);
        SelectorRules.check(term.mapping("namespaceSelector"), path.field("namespaceSelector"), problems);
        for (Tree namespace : term.items("namespaces")) {
            problems.add(path.field("namespaces"), namespace, Grammar.dnsLabel(Values.text(namespace)));
        }
        boolean byKeys = !term.items("matchLabelKeys").isEmpty()
                || !term.items("mismatchLabelKeys").isEmpty();
        if (byKeys && term.get("labelSelector") == null) {
            problems.add(path.field("labelSelector"), term, "required with matchLabelKeys and mismatchLabelKeys");
        }
    }

    private static void weight(Tree.Mapping term, Path path, Problems problems) {
        long weight = Values.integer(term, "weight", 0);
        if (weight < 1 || weight > 100) {
            problems.add(path.field("weight"), Values.at(term, "weight"), "must be between 1 and 100, got " + weight);
        }
    }
}
