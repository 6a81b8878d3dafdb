package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a configuration into a document, and takes paths out of one. */
final class Merge {
    private Merge() {}

    /** The live value with everything that the configuration says. */
    static Tree into(@Nullable Tree live, Tree config, @Nullable Schema schema) {
        if (config instanceof Tree.Mapping wanted && Structure.isGranular(wanted, schema)) {
            return fields(live instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY, wanted, schema);
        }
        if (config instanceof Tree.Sequence wanted && schema != null && Structure.isGranular(wanted, schema)) {
            return items(live instanceof Tree.Sequence list ? list.items() : List.of(), wanted, schema);
        }
        return config;
    }

    private static Tree fields(Tree.Mapping live, Tree.Mapping config, @Nullable Schema schema) {
        var result = new LinkedHashMap<>(live.fields());
        config.fields()
                .forEach((name, value) -> result.put(name, into(live.get(name), value, Structure.field(schema, name))));
        return new Tree.Mapping(result, live.line());
    }

    /**
     * The configured items in the configured order. Items that only the live list has stay in front of the next item that
     * both have; behind the last such item, they stand before what is new.
     */
    private static Tree items(List<Tree> live, Tree.Sequence config, Schema schema) {
        Map<String, Tree> before = bySteps(live, schema);
        Map<String, Tree> wanted = bySteps(config.items(), schema);
        var shared = new ArrayDeque<String>();
        wanted.keySet().stream().filter(before::containsKey).forEach(shared::add);
        var rest = new ArrayDeque<>(before.keySet());
        var result = new ArrayList<Tree>();
        for (var item : wanted.entrySet()) {
            String step = item.getKey();
            while (!rest.isEmpty() && !rest.peek().equals(step) && !rest.peek().equals(shared.peek())) {
                String first = rest.remove();
                if (!wanted.containsKey(first)) {
                    result.add(before.get(first));
                }
            }
            result.add(into(before.get(step), item.getValue(), schema.items()));
            if (step.equals(rest.peek())) {
                rest.remove();
            }
            if (step.equals(shared.peek())) {
                shared.remove();
            }
        }
        rest.stream().filter(step -> !wanted.containsKey(step)).forEach(step -> result.add(before.get(step)));
        return new Tree.Sequence(result, config.line());
    }

    private static Map<String, Tree> bySteps(List<Tree> items, Schema schema) {
        var result = new LinkedHashMap<String, Tree>();
        items.forEach(item -> result.putIfAbsent(Steps.item(item, schema), item));
        return result;
    }

    /** The value without the paths in the set; null when nothing of it is left. */
    static @Nullable Tree without(Tree tree, FieldSet unwanted, @Nullable Schema schema) {
        if (Structure.isEmpty(tree)) {
            return null;
        }
        return switch (tree) {
            case Tree.Mapping mapping ->
                Structure.isGranular(mapping, schema) ? fieldsWithout(mapping, unwanted, schema) : null;
            case Tree.Sequence list ->
                schema != null && Structure.isGranular(list, schema) ? itemsWithout(list, unwanted, schema) : null;
            default -> tree;
        };
    }

    private static @Nullable Tree fieldsWithout(Tree.Mapping mapping, FieldSet unwanted, @Nullable Schema schema) {
        var kept = new LinkedHashMap<String, Tree>();
        mapping.fields().forEach((name, value) -> {
            Tree left = left(value, unwanted.at(Steps.field(name)), Structure.field(schema, name));
            if (left != null) {
                kept.put(name, left);
            }
        });
        return kept.isEmpty() ? null : new Tree.Mapping(kept, mapping.line());
    }

    private static @Nullable Tree itemsWithout(Tree.Sequence list, FieldSet unwanted, Schema schema) {
        var kept = new ArrayList<Tree>();
        for (Tree item : list.items()) {
            Tree left = left(item, unwanted.at(Steps.item(item, schema)), schema.items());
            if (left != null) {
                kept.add(left);
            }
        }
        return kept.isEmpty() ? null : new Tree.Sequence(kept, list.line());
    }

    private static @Nullable Tree left(Tree value, FieldSet unwanted, @Nullable Schema schema) {
        if (unwanted.isMember()) {
            return null;
        }
        return unwanted.isEmpty() ? value : without(value, unwanted, schema);
    }
}
