package dev.wainwright.apiserver.patch;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge: like a merge patch, but lists whose schema says so are merged item by item.
 *
 * <p>Fields that begin with a dollar are directives to the merge: {@code $patch} (delete or replace the whole),
 * {@code $retainKeys} (drop every other field), {@code $deleteFromPrimitiveList/x} and {@code $setElementOrder/x}.
 */
final class StrategicPatch {
    private static final String PATCH = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_ITEMS = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicPatch() {}

    static Tree.Mapping apply(Tree.Mapping target, Tree.Mapping patch, @Nullable Schema schema) {
        if (patch.get(PATCH) != null) {
            return switch (patch.text(PATCH, "")) {
                case "replace" -> patch.without(PATCH);
                case "delete" -> Tree.Mapping.EMPTY;
                default -> throw unknownDirective(patch);
            };
        }
        var result = new LinkedHashMap<>(target.fields());
        retain(result, patch);
        Set<String> ordered = order(result, target, patch, schema);
        for (var field : patch.fields().entrySet()) {
            String name = field.getKey();
            if (name.startsWith(DELETE_ITEMS)) {
                deleteItems(result, name.substring(DELETE_ITEMS.length()), field.getValue());
            } else if (!name.equals(RETAIN) && !name.startsWith(ORDER) && !ordered.contains(name)) {
                field(result, name, field.getValue(), property(schema, name));
            }
        }
        return new Tree.Mapping(result, target.line());
    }

    private static void field(Map<String, Tree> result, String name, Tree patch, @Nullable Schema schema) {
        Tree before = result.get(name);
        if (patch instanceof Tree.Null) {
            result.remove(name);
        } else if (before instanceof Tree.Mapping target && patch instanceof Tree.Mapping inner) {
            boolean replaces = schema != null && schema.list().patchStrategy().contains("replace");
            result.put(name, replaces ? withoutNulls(inner) : apply(target, inner, schema));
        } else if (before instanceof Tree.Sequence target && patch instanceof Tree.Sequence items) {
            result.put(name, schema == null || !merges(schema) ? items : items(target, items, schema));
        } else {
            result.put(name, withoutNulls(patch));
        }
    }

    /** The fields that the merge has ordered already. */
    private static Set<String> order(
            Map<String, Tree> result, Tree.Mapping target, Tree.Mapping patch, @Nullable Schema schema) {
        var ordered = new HashSet<String>();
        for (var field : patch.fields().entrySet()) {
            if (!field.getKey().startsWith(ORDER)) {
                continue;
            }
            String name = field.getKey().substring(ORDER.length());
            Schema property = property(schema, name);
            List<Tree> order = list(field.getValue()).items();
            if (property == null || (target.get(name) == null && patch.get(name) == null)) {
                continue;
            }
            Tree.Sequence before = target.get(name) == null ? list(List.of()) : list(target.get(name));
            Tree.Sequence changes = patch.get(name) == null ? list(List.of()) : list(patch.get(name));
            String key = property.list().patchMergeKey();
            checkOrder(changes.items(), order, key);
            Tree.Sequence merged = merge(before, changes, property);
            result.put(name, list(ItemOrder.of(merged.items(), order, before.items(), key)));
            ordered.add(name);
        }
        return ordered;
    }

    private static void checkOrder(List<Tree> changes, List<Tree> order, String key) {
        int at = 0;
        for (Tree item : changes) {
            if (item instanceof Tree.Mapping mapping && mapping.get(PATCH) != null) {
                continue;
            }
            while (at < order.size() && !ItemOrder.isSame(order.get(at), item, key)) {
                at++;
            }
            if (at++ == order.size()) {
                throw Unfit.failed("The order in patch list:\n" + GoText.of(list(changes))
                        + "\n doesn't match $setElementOrder list:\n" + GoText.of(list(order)) + "\n");
            }
        }
    }

    private static Tree.Sequence items(Tree.Sequence target, Tree.Sequence patch, Schema schema) {
        if (target.items().isEmpty() && patch.items().isEmpty()) {
            return target;
        }
        String key = schema.list().patchMergeKey();
        Tree.Sequence merged = merge(target, patch, schema);
        boolean replaced = patch.items().stream()
                .anyMatch(item -> item instanceof Tree.Mapping mapping
                        && mapping.text(PATCH, "").equals("replace"));
        List<Tree> order = patch.items().stream()
                .filter(item -> !(item instanceof Tree.Mapping mapping && mapping.get(PATCH) != null))
                .toList();
        return replaced ? merged : list(ItemOrder.of(merged.items(), order, target.items(), key));
    }

    private static Tree.Sequence merge(Tree.Sequence target, Tree.Sequence patch, Schema schema) {
        boolean mappings = isAlike(target, patch);
        if (!mappings) {
            var all = new LinkedHashSet<>(target.items());
            all.addAll(patch.items());
            return list(List.copyOf(new ArrayList<>(all)));
        }
        return keyed(target, patch, schema);
    }

    /** Whether all items are mappings; a mixture is refused. */
    private static boolean isAlike(Tree.Sequence target, Tree.Sequence patch) {
        var types = new HashSet<String>();
        target.items().forEach(item -> types.add(GoText.goType(item)));
        patch.items().forEach(item -> types.add(GoText.goType(item)));
        if (types.size() > 1) {
            throw Unfit.failed(
                    "list element types are not identical: [" + GoText.of(target) + " " + GoText.of(patch) + "]");
        }
        if (types.contains("[]interface {}")) {
            throw Unfit.failed("lists of lists are not supported");
        }
        return types.contains("map[string]interface {}");
    }

    private static Tree.Sequence keyed(Tree.Sequence target, Tree.Sequence patch, Schema schema) {
        String key = schema.list().patchMergeKey();
        var result = new ArrayList<>(target.items());
        for (Tree item : patch.items()) {
            String directive = ((Tree.Mapping) item).text(PATCH, "");
            switch (directive) {
                case "" -> {}
                case "delete" -> result.removeIf(each -> hasKey(each, key, key(item, key)));
                case "replace" -> result.clear();
                case "merge" -> throw Unfit.failed("merging lists cannot yet be specified in the patch");
                default -> throw unknownDirective((Tree.Mapping) item);
            }
        }
        for (Tree item : patch.items()) {
            if (((Tree.Mapping) item).get(PATCH) == null) {
                mergeItem(result, (Tree.Mapping) item, key, schema.items());
            }
        }
        return list(result);
    }

    private static void mergeItem(List<Tree> result, Tree.Mapping item, String key, @Nullable Schema schema) {
        Tree wanted = key(item, key);
        for (int i = 0; i < result.size(); i++) {
            if (hasKey(result.get(i), key, wanted)) {
                result.set(i, apply((Tree.Mapping) result.get(i), item, schema));
                return;
            }
        }
        result.add(withoutNulls(item));
    }

    private static Tree key(Tree item, String key) {
        Tree value = ((Tree.Mapping) item).get(key);
        if (value == null) {
            throw Unfit.failed("map: " + GoText.of(item) + " does not contain declared merge key: " + key);
        }
        return value;
    }

    private static boolean hasKey(Tree item, String key, Tree wanted) {
        return item instanceof Tree.Mapping mapping && wanted.equals(mapping.get(key));
    }

    private static void deleteItems(Map<String, Tree> result, String name, Tree unwanted) {
        if (result.get(name) instanceof Tree.Sequence items && unwanted instanceof Tree.Sequence gone) {
            result.put(
                    name,
                    list(items.items().stream()
                            .filter(item -> !gone.items().contains(item))
                            .toList()));
        }
    }

    private static void retain(Map<String, Tree> result, Tree.Mapping patch) {
        Tree directive = patch.get(RETAIN);
        if (directive == null) {
            return;
        }
        List<Tree> kept = directive instanceof Tree.Sequence names ? names.items() : List.of();
        boolean complete = directive instanceof Tree.Sequence
                && patch.fields().entrySet().stream()
                        .filter(field -> !field.getKey().startsWith("$") && !(field.getValue() instanceof Tree.Null))
                        .allMatch(field -> kept.contains(Tree.text(field.getKey())));
        if (!complete) {
            throw Unfit.badRequest("invalid patch format of retainKeys");
        }
        result.keySet().removeIf(name -> !kept.contains(Tree.text(name)));
    }

    /** What is new comes without nulls and without directives, which have nothing to act on. */
    private static Tree withoutNulls(Tree tree) {
        if (tree instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(
                    sequence.items().stream().map(StrategicPatch::withoutNulls).toList(), sequence.line());
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            return tree;
        }
        var kept = new LinkedHashMap<String, Tree>();
        mapping.fields().forEach((name, value) -> {
            boolean isDirective = name.equals(PATCH)
                    || name.equals(RETAIN)
                    || name.startsWith(ORDER)
                    || name.startsWith(DELETE_ITEMS);
            if (!isDirective && !(value instanceof Tree.Null)) {
                kept.put(name, withoutNulls(value));
            }
        });
        return new Tree.Mapping(kept, mapping.line());
    }

    private static boolean merges(Schema schema) {
        return schema.list().patchStrategy().contains("merge");
    }

    private static @Nullable Schema property(@Nullable Schema schema, String name) {
        if (schema == null) {
            return null;
        }
        Schema property = schema.properties().get(name);
        return property == null ? schema.additionalProperties() : property;
    }

    private static Unfit unknownDirective(Tree.Mapping patch) {
        return Unfit.failed("unknown patch type: " + patch.text(PATCH, "") + " in map: " + GoText.of(patch));
    }

    private static Tree.Sequence list(@Nullable Tree tree) {
        if (tree instanceof Tree.Sequence sequence) {
            return sequence;
        }
        throw Unfit.failed("expected a []interface {}, but received a " + (tree == null ? "nil" : GoText.goType(tree)));
    }

    private static Tree.Sequence list(List<Tree> items) {
        return new Tree.Sequence(items, 0);
    }
}
