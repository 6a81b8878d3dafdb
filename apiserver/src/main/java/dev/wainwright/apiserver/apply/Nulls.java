package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a configuration sets to null are absent afterwards, but where the schema allows null. In a free-form map of
 * texts, null is the empty text.
 */
final class Nulls {
    private Nulls() {}

    static Tree without(Tree tree, @Nullable Schema schema) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var kept = new LinkedHashMap<String, Tree>();
                mapping.fields().forEach((name, value) -> {
                    Schema below = Structure.field(schema, name);
                    boolean text = below != null && below.type().equals("string");
                    if (value instanceof Tree.Null && text && !Structure.isNamed(schema, name)) {
                        kept.put(name, Tree.text(""));
                    } else if (!(value instanceof Tree.Null) || (below != null && below.nullable())) {
                        kept.put(name, without(value, below));
                    }
                });
                yield new Tree.Mapping(kept, mapping.line());
            }
            case Tree.Sequence list ->
                new Tree.Sequence(
                        list.items().stream()
                                .map(item -> without(item, Structure.items(schema)))
                                .toList(),
                        list.line());
            default -> tree;
        };
    }
}
