package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import org.jspecify.annotations.Nullable;

/** The field sets of whole documents. */
final class OwnedFields {
    private OwnedFields() {}

    /**
     * What a manager that applies the document owns: every leaf, every item of a list, every entry of a free-form map.
     * Fields that the schema names are no entries of their own unless they are empty.
     */
    static FieldSet applied(Tree tree, @Nullable Schema schema) {
        var steps = new FieldSet.Builder();
        if (tree instanceof Tree.Mapping mapping && Structure.isGranular(mapping, schema)) {
            mapping.fields().forEach((name, value) -> {
                FieldSet below = applied(value, Structure.field(schema, name));
                boolean bare = value instanceof Tree.Null || (value instanceof Tree.Mapping inner && inner.isEmpty());
                boolean entry = bare || !Structure.isNamed(schema, name);
                steps.add(Steps.field(name), entry ? below.asMember(true) : below);
            });
        } else if (tree instanceof Tree.Sequence list && schema != null && Structure.isGranular(list, schema)) {
            for (Tree item : list.items()) {
                steps.add(
                        Steps.item(item, schema), applied(item, schema.items()).asMember(true));
            }
        } else {
            return FieldSet.LEAF;
        }
        return steps.build(false);
    }

    /** Every path of the document. */
    static FieldSet all(Tree tree, @Nullable Schema schema) {
        var steps = new FieldSet.Builder();
        if (tree instanceof Tree.Mapping mapping && Structure.isGranular(mapping, schema)) {
            mapping.fields()
                    .forEach((name, value) -> steps.add(Steps.field(name), all(value, Structure.field(schema, name))));
        } else if (tree instanceof Tree.Sequence list && schema != null && Structure.isGranular(list, schema)) {
            for (Tree item : list.items()) {
                steps.add(Steps.item(item, schema), all(item, schema.items()));
            }
        }
        return steps.build(true);
    }

    /**
     * The set with every field that the schema names and that something in the set lies below. Such fields have no
     * existence of their own, so they go and stay with what is in them.
     */
    static FieldSet withNamed(FieldSet set, @Nullable Schema schema) {
        var steps = new FieldSet.Builder();
        set.forEach((step, node) -> {
            FieldSet below = withNamed(node, Structure.below(schema, step));
            boolean named = step.startsWith("f:") && Structure.isNamed(schema, step.substring(2));
            steps.add(step, named ? below.asMember(true) : below);
        });
        return steps.build(set.isMember());
    }
}
