package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what an OpenAPI v2 document requires of objects and they do not have. */
final class RequiredFields {
    private final Tree.Mapping definitions;
    private final Map<String, String> byKind = new HashMap<>();
    private int looked;

    RequiredFields(Tree.Mapping openApi) {
        this.definitions = openApi.mapping("definitions");
        definitions.fields().forEach((name, definition) -> {
            for (Tree each : ((Tree.Mapping) definition).items("x-kubernetes-group-version-kind")) {
                var kind = (Tree.Mapping) each;
                String group = kind.text("group", "");
                String version = kind.text("version", "");
                byKind.put((group.isEmpty() ? version : group + "/" + version) + " " + kind.text("kind", ""), name);
            }
        });
    }

    /** How many objects have been looked at. */
    int looked() {
        return looked;
    }

    /** Tells of each field that is missing, or null, as {@code DEFINITION: FIELD}. */
    void missing(String apiVersion, String kind, Tree object, Consumer<String> tell) {
        String name = byKind.get(apiVersion + " " + kind);
        if (name == null) {
            throw new AssertionError("no definition of " + apiVersion + " " + kind);
        }
        looked++;
        check(name, definitions.mapping(name), object, tell);
    }

    private void check(String name, Tree.Mapping schema, Tree value, Consumer<String> tell) {
        String reference = schema.text("$ref", "");
        if (!reference.isEmpty()) {
            String target = reference.substring("#/definitions/".length());
            check(target, definitions.mapping(target), value, tell);
        } else if (value instanceof Tree.Mapping mapping) {
            for (Tree field : schema.items("required")) {
                String required = ((Tree.Text) field).value();
                if (!isThere(mapping.get(required))) {
                    tell.accept(name + ": " + required);
                }
            }
            mapping.fields().forEach((field, each) -> {
                Tree.Mapping known = schema.mapping("properties").mapping(field);
                check(name, known.isEmpty() ? schema.mapping("additionalProperties") : known, each, tell);
            });
        } else if (value instanceof Tree.Sequence sequence) {
            List<Tree> items = sequence.items();
            items.forEach(each -> check(name, schema.mapping("items"), each, tell));
        }
    }

    private static boolean isThere(@Nullable Tree value) {
        return value != null && !(value instanceof Tree.Null);
    }
}
