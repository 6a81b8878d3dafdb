package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a document, as paths. */
record Changes(FieldSet added, FieldSet modified, FieldSet removed) {
    private static final Changes NONE = new Changes(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);
    private static final Changes MODIFIED = new Changes(FieldSet.EMPTY, FieldSet.LEAF, FieldSet.EMPTY);

    static Changes between(Tree before, Tree after, @Nullable Schema schema) {
        if (isSame(before, after)) {
            return NONE;
        }
        // Null stands for an empty collection of whatever type the other side is.
        boolean bothEmpty = Structure.isEmpty(before) && Structure.isEmpty(after);
        if (!bothEmpty && (isMapping(before, schema) || isMapping(after, schema)) && nullOr(before, after)) {
            return fields(mapping(before), mapping(after), schema);
        }
        if (!bothEmpty && (isList(before, schema) || isList(after, schema)) && nullOr(before, after)) {
            return fields(items(before, schema), items(after, schema), schema);
        }
        return before.equals(after) ? NONE : MODIFIED;
    }

    FieldSet taken() {
        return added.union(modified);
    }

    /** Without what lies in the ignored trees. */
    Changes without(FieldSet ignored) {
        return ignored.isEmpty()
                ? this
                : new Changes(
                        added.withoutTrees(ignored), modified.withoutTrees(ignored), removed.withoutTrees(ignored));
    }

    @SuppressWarnings("ReferenceEquality") // Only saves the walk through what is shared.
    private static boolean isSame(Tree before, Tree after) {
        return before == after;
    }

    private static boolean isMapping(Tree tree, @Nullable Schema schema) {
        return tree instanceof Tree.Mapping mapping && Structure.isGranular(mapping, schema);
    }

    private static boolean isList(Tree tree, @Nullable Schema schema) {
        return tree instanceof Tree.Sequence list && Structure.isGranular(list, schema);
    }

    private static boolean nullOr(Tree before, Tree after) {
        return before instanceof Tree.Null || after instanceof Tree.Null || before.getClass() == after.getClass();
    }

    private static Map<String, Tree> mapping(Tree tree) {
        var steps = new LinkedHashMap<String, Tree>();
        if (tree instanceof Tree.Mapping mapping) {
            mapping.fields().forEach((name, value) -> steps.put(Steps.field(name), value));
        }
        return steps;
    }

    private static Map<String, Tree> items(Tree tree, @Nullable Schema schema) {
        var steps = new LinkedHashMap<String, Tree>();
        if (tree instanceof Tree.Sequence list && schema != null) {
            list.items().forEach(item -> steps.putIfAbsent(Steps.item(item, schema), item));
        }
        return steps;
    }

    private static Changes fields(Map<String, Tree> before, Map<String, Tree> after, @Nullable Schema schema) {
        var added = new FieldSet.Builder();
        var modified = new FieldSet.Builder();
        var removed = new FieldSet.Builder();
        after.forEach((step, value) -> {
            Tree old = before.get(step);
            Schema below = Structure.below(schema, step);
            if (old == null) {
                added.add(step, OwnedFields.all(value, below));
            } else {
                Changes inner = between(old, value, below);
                added.add(step, inner.added);
                modified.add(step, inner.modified);
                removed.add(step, inner.removed);
            }
        });
        before.forEach((step, value) -> {
            if (!after.containsKey(step)) {
                removed.add(step, OwnedFields.all(value, Structure.below(schema, step)));
            }
        });
        return new Changes(added.build(false), modified.build(false), removed.build(false));
    }
}
