package dev.wainwright.apiserver.admission;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes out the fields that a schema does not know. */
final class Pruning {
    private Pruning() {}

    static Tree.Mapping prune(Tree.Mapping object, Schema schema) {
        Map<String, Tree> kept = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> {
            Schema below = schema.properties().getOrDefault(name, schema.additionalProperties());
            if (below != null) {
                kept.put(name, value(value, below));
            } else if (schema.preserveUnknownFields()) {
                kept.put(name, value);
            }
        });
        return new Tree.Mapping(kept, object.line());
    }

    private static Tree value(Tree value, Schema schema) {
        if (value instanceof Tree.Mapping mapping && schema.type().equals("object")) {
            return prune(mapping, schema);
        }
        Schema items = schema.items();
        if (value instanceof Tree.Sequence list && items != null) {
            List<Tree> kept = new ArrayList<>();
            list.items().forEach(item -> kept.add(value(item, items)));
            return new Tree.Sequence(kept, list.line());
        }
        return value;
    }
}
