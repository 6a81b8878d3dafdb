package dev.wainwright.apiserver.crd;

import com.google.re2j.PatternSyntaxException;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a schema is structural, in the words of the real server where it is not. */
final class SchemaRules {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final String X = "x-kubernetes-";
    private static final Set<String> NAMES_OF_METADATA = Set.of("name", "generateName");

    private final List<Finding> findings = new ArrayList<>();

    private SchemaRules() {}

    static List<Finding> check(Node root, String path) {
        var check = new SchemaRules();
        check.node(root, path, "at the root", true);
        if (root.type.isEmpty()) {
            check.findings.add(Trouble.required(path + ".type", "must not be empty at the root"));
        } else if (!root.type.equals("object")) {
            check.findings.add(Trouble.invalid(path + ".type", Tree.text(root.type), "must be object at the root"));
        }
        return check.findings;
    }

    private void node(Node node, String path, String where, boolean isObject) {
        type(node, path, where, isObject);
        children(node, path);
        findings.addAll(ListRules.check(node, path));
        extensions(node, path);
        defaults(node, path);
        pattern(node, path);
        rules(node, path);
        if (isObject || node.embedded) {
            objectFields(node, path);
        }
        node.properties.forEach(
                (name, child) -> node(child, path + ".properties[" + name + ']', "for specified object fields", false));
        below(node.items, path + ".items", "for specified array items");
        if (node.source.get("additionalProperties") instanceof Tree.Mapping) {
            below(node.additional, path + ".additionalProperties", "for specified object fields");
        }
        alternatives(node, path);
    }

    private void below(@Nullable Node node, String path, String where) {
        if (node != null) {
            node(node, path, where, false);
        }
    }

    private void type(Node node, String path, String where, boolean isRoot) {
        String type = node.type;
        if (node.source.get("$ref") != null) {
            findings.add(Trouble.forbidden(path + ".$ref", "$ref is not supported"));
        }
        if (!type.isEmpty() && !TYPES.contains(type)) {
            findings.add(Trouble.of(path + ".type", Cause.notSupported(Tree.text(type), TYPES)));
        }
        if (type.isEmpty() && !isRoot && !node.intOrString && !node.preserves) {
            findings.add(Trouble.required(path + ".type", "must not be empty " + where));
        }
    }

    private void children(Node node, String path) {
        if (node.type.equals("array") && node.source.get("items") == null) {
            findings.add(Trouble.required(path + ".items", "must be specified"));
        }
        Tree additional = node.source.get("additionalProperties");
        if (additional != null && !node.properties.isEmpty()) {
            findings.add(Trouble.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive"));
        } else if (additional instanceof Tree.Bool bool && !bool.value()) {
            findings.add(
                    Trouble.forbidden(path + ".additionalProperties", "additionalProperties cannot be set to false"));
        }
        if (Node.isTrue(node.source, "uniqueItems")) {
            findings.add(Trouble.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
    }

    private void extensions(Node node, String path) {
        String name = X + "preserve-unknown-fields";
        if (node.source.get(name) instanceof Tree.Bool bool && !bool.value()) {
            findings.add(Trouble.invalid(path + '.' + name, bool, "must be true or undefined"));
        }
        if (node.embedded && node.properties.isEmpty() && !node.preserves) {
            findings.add(Trouble.required(
                    path + ".properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields"));
        }
        if (node.embedded && !node.type.equals("object")) {
            findings.add(Trouble.invalid(
                    path + ".type", Tree.text(node.type), "must be object if x-kubernetes-embedded-resource is true"));
        }
    }

    private void defaults(Node node, String path) {
        Tree value = node.defaultValue();
        if (value == null) {
            return;
        }
        if (value instanceof Tree.Mapping mapping) {
            var completion = new Completion();
            completion.prune(new Tree.Mapping(java.util.Map.of("default", mapping), 0), wrapped(node));
            if (!completion.unknown().isEmpty()) {
                findings.add(Trouble.invalid(path + ".default", value, "must not have unknown fields"));
            }
        }
        for (Finding finding : ObjectCheck.check(null, Completion.complete(value, node), node, "")) {
            String below = finding.path().isEmpty() ? "" : '.' + finding.path();
            findings.add(Trouble.of(path + ".default" + below, finding.cause()));
        }
    }

    private static Node wrapped(Node node) {
        return new Node(new Tree.Mapping(
                java.util.Map.of("properties", new Tree.Mapping(java.util.Map.of("default", node.source), 0)), 0));
    }

    private void pattern(Node node, String path) {
        String pattern = node.source.text("pattern", "");
        try {
            LimitCheck.pattern(pattern);
        } catch (PatternSyntaxException e) {
            findings.add(Trouble.invalid(
                    path + ".pattern",
                    Tree.text(pattern),
                    "must be a valid regular expression, but isn't: " + e.getMessage()));
        }
    }

    private void objectFields(Node node, String path) {
        for (String name : List.of("apiVersion", "kind")) {
            Node field = node.properties.get(name);
            if (field != null && !field.type.equals("string")) {
                findings.add(Trouble.invalid(
                        path + ".properties[" + name + "].type", Tree.text(field.type), "must be string"));
            }
        }
        Node metadata = node.properties.get("metadata");
        if (metadata != null && !NAMES_OF_METADATA.containsAll(metadata.properties.keySet())) {
            findings.add(Trouble.forbidden(
                    path + ".properties[metadata]",
                    "must not specify anything other than name and generateName, but metadata is implicitly"
                            + " specified"));
        }
    }

    private void rules(Node node, String path) {
        for (int i = 0; i < node.rules.size(); i++) {
            Tree.Mapping rule = node.rules.get(i).source();
            findings.addAll(RuleSpelling.check(rule, node, path + '.' + X + "validations[" + i + "]."));
        }
    }

    private void alternatives(Node node, String path) {
        for (String list : List.of("allOf", "anyOf", "oneOf")) {
            List<Tree> nested = node.source.items(list);
            for (int i = 0; i < nested.size(); i++) {
                nested(nested.get(i), node.intOrString, path + '.' + list + '[' + i + ']');
            }
        }
        if (node.source.get("not") instanceof Tree.Mapping not) {
            nested(not, false, path + ".not");
        }
    }

    /** Within alternatives, only values may be spoken of, not structure. */
    private void nested(Tree tree, boolean mayHaveType, String path) {
        if (!(tree instanceof Tree.Mapping schema)) {
            return;
        }
        for (String name : List.of("type", "title", "description")) {
            if (!schema.text(name, "").isEmpty() && !(mayHaveType && name.equals("type"))) {
                findings.add(Trouble.forbidden(path + '.' + name, "must be empty to be structural"));
            }
        }
        for (String name : List.of("default", "additionalProperties")) {
            if (schema.get(name) != null) {
                findings.add(Trouble.forbidden(path + '.' + name, "must be undefined to be structural"));
            }
        }
        for (String name : List.of("nullable", X + "preserve-unknown-fields", X + "embedded-resource")) {
            if (Node.isTrue(schema, name)) {
                findings.add(Trouble.forbidden(path + '.' + name, "must be false to be structural"));
            }
        }
        schema.mapping("properties")
                .fields()
                .forEach((name, child) -> nested(child, false, path + ".properties[" + name + ']'));
        if (schema.get("items") instanceof Tree.Mapping items) {
            nested(items, false, path + ".items");
        }
    }
}
