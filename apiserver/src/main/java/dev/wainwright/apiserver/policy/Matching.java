package dev.wainwright.apiserver.policy;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.LabelSelector.Expression;
import dev.wainwright.model.requirement.Operator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code matchConstraints} of a policy, or {@code matchResources} of a binding. */
record Matching(boolean exact, LabelSelector namespaces, LabelSelector objects, List<Rule> rules, List<Rule> excluded) {
    static final Matching EVERYTHING = read(Tree.Mapping.EMPTY);

    static Matching read(Tree.Mapping resources) {
        return new Matching(
                resources.text("matchPolicy", "Equivalent").equals("Exact"),
                selector(resources.mapping("namespaceSelector")),
                selector(resources.mapping("objectSelector")),
                rules(resources, "resourceRules"),
                rules(resources, "excludeResourceRules"));
    }

    private static List<Rule> rules(Tree.Mapping resources, String name) {
        return resources.items(name).stream()
                .map(rule -> Rule.read((Tree.Mapping) rule))
                .toList();
    }

    static LabelSelector selector(Tree.Mapping selector) {
        return new LabelSelector(
                texts(selector.mapping("matchLabels")),
                selector.items("matchExpressions").stream()
                        .map(each -> expression((Tree.Mapping) each))
                        .toList());
    }

    private static Expression expression(Tree.Mapping expression) {
        Operator operator = switch (expression.text("operator", "")) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            default -> Operator.DOES_NOT_EXIST;
        };
        return new Expression(expression.text("key", ""), operator, Rule.texts(expression, "values"));
    }

    private static Map<String, String> texts(Tree.Mapping mapping) {
        var texts = new LinkedHashMap<String, String>();
        mapping.fields().keySet().forEach(name -> texts.put(name, mapping.text(name, "")));
        return texts;
    }

    /** Under which of its names the request is meant, if it is. */
    Optional<Resource> match(Request request) {
        if (!selectsNamespace(request) || !selectsObject(request)) {
            return Optional.empty();
        }
        if (find(excluded, request).isPresent()) {
            return Optional.empty();
        }
        return rules.isEmpty() ? Optional.of(request.resource()) : find(rules, request);
    }

    private Optional<Resource> find(List<Rule> any, Request request) {
        if (any.isEmpty()) {
            return Optional.empty();
        }
        Optional<Resource> asNamed = find(any, request, request.resource());
        return exact || asNamed.isPresent()
                ? asNamed
                : request.otherNames().stream()
                        .flatMap(other -> find(any, request, other).stream())
                        .findFirst();
    }

    private static Optional<Resource> find(List<Rule> any, Request request, Resource as) {
        return any.stream().anyMatch(rule -> rule.matches(request, as)) ? Optional.of(as) : Optional.empty();
    }

    /** What is in no namespace is always meant, except that namespaces are selected by their own labels. */
    private boolean selectsNamespace(Request request) {
        return namespaces.equals(LabelSelector.EVERYTHING)
                || request.namespace().isEmpty()
                || namespaces.matches(request.namespaceLabels());
    }

    private boolean selectsObject(Request request) {
        return objects.equals(LabelSelector.EVERYTHING)
                || request.labels().stream().anyMatch(objects::matches);
    }
}
