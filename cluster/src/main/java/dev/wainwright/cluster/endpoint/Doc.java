package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document in the making; fields stay in the order in which they are put. */
final class Doc {
    private final Map<String, Tree> fields = new LinkedHashMap<>();

    Doc put(String name, Tree value) {
        fields.put(name, value);
        return this;
    }

    Doc put(String name, String value) {
        return put(name, Tree.text(value));
    }

    Doc put(String name, boolean value) {
        return put(name, new Tree.Bool(value, 0));
    }

    Doc put(String name, List<? extends Tree> items) {
        return put(name, new Tree.Sequence(List.copyOf(items), 0));
    }

    /** The empty text makes no field. */
    Doc putIfAny(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    /** No items make no field. */
    Doc putIfAny(String name, List<? extends Tree> items) {
        return items.isEmpty() ? this : put(name, items);
    }

    Tree.Mapping build() {
        return new Tree.Mapping(fields, 0);
    }
}
