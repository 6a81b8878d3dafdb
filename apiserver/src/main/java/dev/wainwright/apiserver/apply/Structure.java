package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value is owned: as one, or part by part. Values without a schema are owned by what they look like: mappings by
 * field, lists as one.
 */
final class Structure {
    private Structure() {}

    /** Whether the fields of the mapping are owned one by one. */
    static boolean isGranular(Tree.Mapping mapping, @Nullable Schema schema) {
        return schema == null || !schema.mapType().equals("atomic");
    }

    /** Whether the items of the list are owned one by one. */
    static boolean isGranular(Tree.Sequence list, @Nullable Schema schema) {
        return schema != null && (isSet(schema) || isKeyed(schema));
    }

    static boolean isSet(Schema list) {
        Schema.ListKind kind = list.list();
        return kind.type().isEmpty()
                ? kind.patchStrategy().startsWith("merge")
                        && kind.patchMergeKey().isEmpty()
                : kind.type().equals("set");
    }

    static boolean isKeyed(Schema list) {
        Schema.ListKind kind = list.list();
        return kind.type().isEmpty()
                ? kind.patchStrategy().startsWith("merge")
                        && !kind.patchMergeKey().isEmpty()
                : kind.type().equals("map");
    }

    /** Kubernetes' older lists have a merge key for patches only. */
    static List<String> keys(Schema list) {
        Schema.ListKind kind = list.list();
        return kind.mapKeys().isEmpty() ? List.of(kind.patchMergeKey()) : kind.mapKeys();
    }

    /** Whether the schema names the field, as opposed to allowing fields of any name. */
    static boolean isNamed(@Nullable Schema parent, String field) {
        return parent != null && parent.properties().containsKey(field);
    }

    static @Nullable Schema field(@Nullable Schema parent, String name) {
        if (parent == null) {
            return null;
        }
        Schema property = parent.properties().get(name);
        return property == null ? parent.additionalProperties() : property;
    }

    static @Nullable Schema items(@Nullable Schema list) {
        return list == null ? null : list.items();
    }

    /** The schema of what lies behind a step. */
    static @Nullable Schema below(@Nullable Schema parent, String step) {
        return step.startsWith("f:") ? field(parent, step.substring(2)) : items(parent);
    }

    /** Whether a value is empty: null, or a collection without content. */
    static boolean isEmpty(@Nullable Tree tree) {
        return switch (tree) {
            case null -> true;
            case Tree.Null nothing -> true;
            case Tree.Mapping mapping -> mapping.isEmpty();
            case Tree.Sequence list -> list.items().isEmpty();
            default -> false;
        };
    }
}
