package dev.wainwright.apiserver.crd;

import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Structural schemas as the rest of the server knows them, for apply, for OpenAPI and for explanations. */
final class Schemas {
    private Schemas() {}

    /** The schema of whole objects, whose metadata is that of every object. */
    static Schema object(Node root) {
        Schema schema = of(root);
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put("apiVersion", text());
        properties.put("kind", text());
        properties.put("metadata", BuiltInSchemas.of("meta.v1.ObjectMeta"));
        schema.properties().forEach(properties::putIfAbsent);
        return with(schema, properties, schema.required());
    }

    static Schema of(Node node) {
        var properties = new LinkedHashMap<String, Schema>();
        node.properties.forEach((name, child) -> properties.put(name, of(child)));
        Tree.Mapping source = node.source;
        return new Schema(
                node.intOrString ? "" : node.type,
                properties,
                node.required,
                orNull(node.items),
                orNull(node.additional),
                node.preserves,
                node.intOrString,
                node.nullable,
                node.format,
                node.defaultValue(),
                limits(source),
                new Schema.ListKind(node.listType, node.mapKeys, "", ""),
                source.text("x-kubernetes-map-type", ""),
                node.rules.stream()
                        .map(rule -> new Schema.Rule(rule.text(), rule.source().text("message", ""), null))
                        .toList(),
                source.text("description", ""));
    }

    private static @Nullable Schema orNull(@Nullable Node node) {
        return node == null ? null : of(node);
    }

    private static Schema.Limits limits(Tree.Mapping source) {
        return new Schema.Limits(
                Node.texts(source, "enum"),
                source.get("pattern") instanceof Tree.Text text ? text.value() : null,
                "",
                whole(source, "minimum"),
                whole(source, "maximum"),
                count(source, "minLength"),
                count(source, "maxLength"),
                count(source, "minItems"),
                count(source, "maxItems"),
                count(source, "maxProperties"));
    }

    /** A bound on numbers; one with a fraction is left to the check of custom objects. */
    private static @Nullable Long whole(Tree.Mapping source, String name) {
        return source.get(name) instanceof Tree.Numeral number && isWhole(number.value())
                ? Long.valueOf(number.value().longValue())
                : null;
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static @Nullable Integer count(Tree.Mapping source, String name) {
        return source.get(name) instanceof Tree.Numeral number
                ? Integer.valueOf(number.value().intValue())
                : null;
    }

    private static Schema text() {
        return of(new Node(new Tree.Mapping(Map.of("type", Tree.text("string")), 0)));
    }

    private static Schema with(Schema schema, Map<String, Schema> properties, List<String> required) {
        return new Schema(
                schema.type(),
                properties,
                required,
                schema.items(),
                schema.additionalProperties(),
                schema.preserveUnknownFields(),
                schema.intOrString(),
                schema.nullable(),
                schema.format(),
                schema.defaultValue(),
                schema.limits(),
                schema.list(),
                schema.mapType(),
                schema.rules(),
                schema.description());
    }
}
