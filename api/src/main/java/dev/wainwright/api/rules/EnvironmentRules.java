package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Set;

/** A container's environment. */
final class EnvironmentRules {
    private static final Set<String> FIELDS = Set.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private EnvironmentRules() {}

    static void check(Tree.Mapping container, Path path, Problems problems) {
        Values.eachItem(container, "env", path, (variable, at) -> {
            String name = variable.text("name", "");
            if (name.isEmpty()) {
                problems.required(at.field("name"), variable);
            } else if (name.indexOf('=') >= 0 || !name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                problems.invalid(
                        at.field("name"),
                        Values.at(variable, "name"),
                        "a valid environment variable name must consist only of printable ASCII characters other than"
                                + " '='");
            }
            if (variable.get("valueFrom") instanceof Tree.Mapping source) {
                source(source, !variable.text("value", "").isEmpty(), at.field("valueFrom"), problems);
            }
        });
    }

    private static void source(Tree.Mapping source, boolean alsoValue, Path path, Problems problems) {
        Tree nothing = Tree.text("");
        if (source.isEmpty()) {
            problems.invalid(
                    path,
                    source,
                    nothing,
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                            + " `fileKeyRef`");
        } else if (alsoValue) {
            problems.invalid(path, source, nothing, "may not be specified when `value` is not empty");
        } else if (source.fields().size() > 1) {
            problems.invalid(path, source, nothing, "may not have more than one field specified at a time");
        }
        if (source.get("fieldRef") instanceof Tree.Mapping field) {
            String fieldPath = field.text("fieldPath", "");
            boolean known = FIELDS.contains(fieldPath)
                    || fieldPath.startsWith("metadata.labels[")
                    || fieldPath.startsWith("metadata.annotations[");
            if (fieldPath.isEmpty()) {
                problems.required(path.field("fieldRef").field("fieldPath"), field);
            } else if (!known) {
                problems.invalid(
                        path.field("fieldRef").field("fieldPath"),
                        Values.at(field, "fieldPath"),
                        "error converting fieldPath: field label not supported: " + fieldPath);
            }
        }
        for (String kind : List.of("configMapKeyRef", "secretKeyRef")) {
            if (source.get(kind) instanceof Tree.Mapping key
                    && key.text("key", "").isEmpty()) {
                problems.required(path.field(kind).field("key"), key);
            }
        }
    }
}
