package dev.wainwright.api.schema;

import dev.wainwright.api.tree.Tree;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI definitions to schemas. References are followed; a definition is read once, on first use.
 *
 * <p>Two definitions have no structure of their own and become formats: {@code quantity} and {@code int-or-string}.
 */
final class SchemaReader {
    private static final Schema QUANTITY = leaf("", "quantity", true);
    private static final Schema INT_OR_STRING = leaf("", "int-or-string", true);

    private final Tree.Mapping definitions;
    private final Map<String, Schema> known = new HashMap<>();

    private final Map<Schema, String> names = Collections.synchronizedMap(new IdentityHashMap<>());

    SchemaReader(Tree.Mapping definitions) {
        this.definitions = definitions;
        known.put("api.resource.Quantity", QUANTITY);
        known.put("util.intstr.IntOrString", INT_OR_STRING);
    }

    Schema definition(String name) {
        Schema schema = known.get(name);
        if (schema == null) {
            if (!(definitions.get(name) instanceof Tree.Mapping definition)) {
                throw new IllegalArgumentException("no definition " + name);
            }
            // A schema is a tree. Where a definition refers to itself (the schemas in CRDs do), anything goes; those
            // who
            // read such parts know better what they may be.
            known.put(name, Schema.ANYTHING);
            schema = schema(definition);
            known.put(name, schema);
            names.put(schema, name);
        }
        return schema;
    }

    /** The name of a definition; empty for other schemas. */
    String name(Schema schema) {
        return names.getOrDefault(schema, "");
    }

    private Schema schema(Tree.Mapping source) {
        String reference = source.text("$ref", "");
        return reference.isEmpty() ? structure(source) : definition(reference);
    }

    private Schema structure(Tree.Mapping source) {
        String type = source.text("type", "");
        var properties = new LinkedHashMap<String, Schema>();
        source.mapping("properties").fields().forEach((name, child) -> properties.put(name, child(child)));
        return new Schema(
                type,
                properties,
                texts(source, "required"),
                optional(source, "items"),
                optional(source, "additionalProperties"),
                // An object without any structure, such as the recorded field sets, may hold anything.
                type.equals("object") && properties.isEmpty() && source.get("additionalProperties") == null,
                false,
                false,
                source.text("format", ""),
                source.get("default"),
                limits(source),
                list(source),
                source.text("x-kubernetes-map-type", ""),
                List.of(),
                "");
    }

    private static Schema.Limits limits(Tree.Mapping source) {
        List<String> allowed = texts(source, "enum");
        return allowed.isEmpty()
                ? Schema.Limits.NONE
                : new Schema.Limits(allowed, null, "", null, null, null, null, null, null, null);
    }

    private static Schema.ListKind list(Tree.Mapping source) {
        return new Schema.ListKind(
                source.text("x-kubernetes-list-type", ""),
                texts(source, "x-kubernetes-list-map-keys"),
                source.text("x-kubernetes-patch-strategy", ""),
                source.text("x-kubernetes-patch-merge-key", ""));
    }

    private @Nullable Schema optional(Tree.Mapping source, String name) {
        return source.get(name) instanceof Tree.Mapping child ? schema(child) : null;
    }

    private Schema child(Tree source) {
        return source instanceof Tree.Mapping mapping ? schema(mapping) : leaf("", "", false);
    }

    private static List<String> texts(Tree.Mapping source, String name) {
        return source.items(name).stream()
                .map(item -> item instanceof Tree.Text text ? text.value() : "")
                .toList();
    }

    private static Schema leaf(String type, String format, boolean intOrString) {
        return new Schema(
                type,
                Map.of(),
                List.of(),
                null,
                null,
                false,
                intOrString,
                false,
                format,
                null,
                Schema.Limits.NONE,
                Schema.ListKind.ATOMIC,
                "",
                List.of(),
                "");
    }
}
