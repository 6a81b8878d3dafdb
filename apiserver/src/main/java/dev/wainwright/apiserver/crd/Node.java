package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One place of a structural schema, read from its OpenAPI form once. What is rarely asked for stays in {@code source}. */
final class Node {
    final Tree.Mapping source;
    final String type;
    final String format;
    final Map<String, Node> properties;
    final @Nullable Node additional;
    final @Nullable Node items;
    final boolean preserves;
    final boolean intOrString;
    final boolean nullable;
    final boolean embedded;
    final List<String> required;
    final List<Node> allOf;
    final List<Node> anyOf;
    final List<Node> oneOf;
    final @Nullable Node not;
    final String listType;
    final List<String> mapKeys;
    final List<Rule> rules;
    private final boolean hasRulesBelow;

    Node(Tree.Mapping source) {
        this.source = source;
        this.type = source.text("type", "");
        this.format = source.text("format", "");
        var children = new LinkedHashMap<String, Node>();
        source.mapping("properties").fields().forEach((name, child) -> children.put(name, node(child)));
        this.properties = children;
        Tree values = source.get("additionalProperties");
        this.additional = values == null || isFalse(values) ? null : node(values);
        this.items = source.get("items") instanceof Tree.Mapping child ? new Node(child) : null;
        this.preserves = isTrue(source, "x-kubernetes-preserve-unknown-fields");
        this.intOrString = isTrue(source, "x-kubernetes-int-or-string");
        this.nullable = isTrue(source, "nullable");
        this.embedded = isTrue(source, "x-kubernetes-embedded-resource");
        this.required = texts(source, "required");
        this.allOf = nodes(source, "allOf");
        this.anyOf = intOrString ? List.of() : nodes(source, "anyOf");
        this.oneOf = nodes(source, "oneOf");
        this.not = source.get("not") instanceof Tree.Mapping child ? new Node(child) : null;
        this.listType = source.text("x-kubernetes-list-type", "");
        this.mapKeys = texts(source, "x-kubernetes-list-map-keys");
        this.rules = source.items("x-kubernetes-validations").stream()
                .map(rule -> new Rule((Tree.Mapping) rule))
                .toList();
        this.hasRulesBelow = !rules.isEmpty()
                || (items != null && items.hasRules())
                || (additional != null && additional.hasRules())
                || properties.values().stream().anyMatch(Node::hasRules);
    }

    /** A rule in CEL, not yet compiled. */
    record Rule(Tree.Mapping source) {
        String text() {
            return source.text("rule", "");
        }

        /** Whether a missing old value is no reason to leave the rule out. */
        boolean optionalOldSelf() {
            return isTrue(source, "optionalOldSelf");
        }
    }

    /** Whether there are rules here or below. */
    boolean hasRules() {
        return hasRulesBelow;
    }

    @Nullable
    Tree defaultValue() {
        return source.get("default");
    }

    /** The schema of a field, if fields of that name are known. */
    @Nullable
    Node field(String name) {
        Node property = properties.get(name);
        return property == null ? additional : property;
    }

    static boolean isTrue(Tree.Mapping source, String name) {
        return source.get(name) instanceof Tree.Bool bool && bool.value();
    }

    static List<String> texts(Tree.Mapping source, String name) {
        return source.items(name).stream()
                .map(item -> item instanceof Tree.Text text ? text.value() : "")
                .toList();
    }

    private static boolean isFalse(Tree tree) {
        return tree instanceof Tree.Bool bool && !bool.value();
    }

    private static Node node(Tree tree) {
        return new Node(tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY);
    }

    private static List<Node> nodes(Tree.Mapping source, String name) {
        return source.items(name).stream().map(Node::node).toList();
    }
}
