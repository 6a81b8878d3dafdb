package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a configuration has the shape of its kind, which must be known before it can be merged. */
final class Typed {
    private final List<String> errors = new ArrayList<>();

    private Typed() {}

    /** In the API server's words. */
    static Optional<Refusal> refusal(Tree.Mapping config, Schema schema) {
        var check = new Typed();
        check.value(config, schema, "");
        if (check.errors.isEmpty()) {
            return Optional.empty();
        }
        String what =
                check.errors.size() == 1 ? check.errors.getFirst() : "errors:\n  " + String.join("\n  ", check.errors);
        Tree.Mapping metadata = config.mapping("metadata");
        return Optional.of(new Refusal.ServerError("failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
                .formatted(
                        metadata.text("namespace", ""),
                        metadata.text("name", ""),
                        config.text("apiVersion", ""),
                        config.text("kind", ""),
                        what)));
    }

    private void value(Tree tree, @Nullable Schema schema, String path) {
        if (schema == null || tree instanceof Tree.Null || isUntyped(schema)) {
            return;
        }
        switch (schema.type()) {
            case "object" -> object(tree, schema, path);
            case "array" -> array(tree, schema, path);
            default -> scalar(tree, schema, path);
        }
    }

    private static boolean isUntyped(Schema schema) {
        return schema.type().isEmpty()
                || schema.intOrString()
                || schema.format().equals("quantity");
    }

    private void object(Tree tree, Schema schema, String path) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            errors.add(path + ": expected map, got &{" + plain(tree) + "}");
            return;
        }
        mapping.fields().forEach((name, value) -> {
            Schema below = Structure.field(schema, name);
            if (below == null && !schema.preserveUnknownFields()) {
                errors.add(path + "." + name + ": field not declared in schema");
            }
            value(value, below, path + "." + name);
        });
    }

    private void array(Tree tree, Schema schema, String path) {
        if (!(tree instanceof Tree.Sequence list)) {
            errors.add(path + ": expected list, got &{" + plain(tree) + "}");
            return;
        }
        boolean granular = Structure.isGranular(list, schema);
        var seen = new HashSet<String>();
        for (int i = 0; i < list.items().size(); i++) {
            Tree item = list.items().get(i);
            String step = granular ? step(item, schema, path, i) : "i:" + i;
            if (!step.isEmpty()) {
                if (!seen.add(step)) {
                    errors.add(path + ": duplicate entries for key " + Steps.toText(step));
                }
                value(item, schema.items(), path + Steps.toText(step));
            }
        }
    }

    private String step(Tree item, Schema schema, String path, int index) {
        try {
            return Steps.item(item, schema);
        } catch (IllegalArgumentException e) {
            errors.add(path + ": element " + index
                    + ": associative list with keys has an element that omits key field \""
                    + Structure.keys(schema).getFirst() + "\" (and doesn't have default value)");
            return "";
        }
    }

    private void scalar(Tree tree, Schema schema, String path) {
        String problem = switch (schema.type()) {
            case "string" ->
                tree instanceof Tree.Text
                        ? ""
                        : "expected string, got &value.valueUnstructured{Value:" + plain(tree) + "}";
            case "boolean" -> tree instanceof Tree.Bool ? "" : "expected boolean, got &{" + plain(tree) + "}";
            default -> tree instanceof Tree.Numeral ? "" : "expected numeric (int or float), got " + goType(tree);
        };
        if (!problem.isEmpty()) {
            errors.add(path + ": " + problem);
        }
    }

    private static String goType(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> "map[string]interface {}";
            case Tree.Sequence list -> "[]interface {}";
            case Tree.Bool bool -> "bool";
            default -> "string";
        };
    }

    private static String plain(Tree tree) {
        return tree instanceof Tree.Text text ? text.value() : Json.print(tree);
    }
}
