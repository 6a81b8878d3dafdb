package dev.wainwright.api.crd;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schemas in the form that CRDs have them: structural, with Kubernetes' extensions. */
final class OpenApi {
    private final Map<String, Tree> fields = new LinkedHashMap<>();

    private OpenApi() {}

    /** The schema of a whole object; its metadata stays closed, since only the API server knows that. */
    static Tree root(Schema schema) {
        Map<String, Tree> properties = new LinkedHashMap<>(properties(schema));
        properties.put("metadata", new Tree.Mapping(Map.of("type", Tree.text("object")), 0));
        return ((Tree.Mapping) of(schema)).with("properties", new Tree.Mapping(properties, 0));
    }

    private static Tree of(Schema schema) {
        var printed = new OpenApi();
        printed.text("description", schema.description());
        printed.text("type", schema.type());
        if (schema.intOrString()) {
            printed.fields.put("anyOf", Crd.sequence(List.of(type("integer"), type("string"))));
        }
        printed.text("format", schema.format());
        printed.tree("default", schema.defaultValue());
        printed.limits(schema.limits());
        printed.children(schema);
        printed.extensions(schema);
        return new Tree.Mapping(printed.fields, 0);
    }

    private void limits(Schema.Limits limits) {
        if (!limits.allowed().isEmpty()) {
            fields.put("enum", Crd.texts(limits.allowed()));
        }
        text("pattern", limits.pattern() == null ? "" : limits.pattern());
        number("minimum", limits.minimum());
        number("maximum", limits.maximum());
        number("minLength", limits.minLength());
        number("maxLength", limits.maxLength());
        number("minItems", limits.minItems());
        number("maxItems", limits.maxItems());
        number("maxProperties", limits.maxProperties());
    }

    private void children(Schema schema) {
        if (schema.items() != null) {
            fields.put("items", of(schema.items()));
        }
        if (schema.additionalProperties() != null) {
            fields.put("additionalProperties", of(schema.additionalProperties()));
        }
        if (!schema.properties().isEmpty()) {
            fields.put("properties", new Tree.Mapping(properties(schema), 0));
        }
        if (!schema.required().isEmpty()) {
            fields.put("required", Crd.texts(schema.required()));
        }
    }

    private static Map<String, Tree> properties(Schema schema) {
        return schema.properties().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> of(property.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    private void extensions(Schema schema) {
        if (schema.intOrString()) {
            fields.put("x-kubernetes-int-or-string", new Tree.Bool(true, 0));
        }
        if (schema.preserveUnknownFields()) {
            fields.put("x-kubernetes-preserve-unknown-fields", new Tree.Bool(true, 0));
        }
        text("x-kubernetes-list-type", schema.list().type());
        if (!schema.list().mapKeys().isEmpty()) {
            fields.put("x-kubernetes-list-map-keys", Crd.texts(schema.list().mapKeys()));
        }
        text("x-kubernetes-map-type", schema.mapType());
        if (!schema.rules().isEmpty()) {
            fields.put(
                    "x-kubernetes-validations",
                    Crd.sequence(schema.rules().stream().map(OpenApi::rule).toList()));
        }
    }

    private static Tree rule(Schema.Rule rule) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("message", Tree.text(rule.message()));
        fields.put("rule", Tree.text(rule.rule()));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree type(String name) {
        return new Tree.Mapping(Map.of("type", Tree.text(name)), 0);
    }

    private void text(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, Tree.text(value));
        }
    }

    private void number(String name, @Nullable Number value) {
        if (value != null) {
            fields.put(name, Tree.number(value.longValue()));
        }
    }

    private void tree(String name, @Nullable Tree value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
