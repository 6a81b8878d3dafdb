package dev.wainwright.apiserver.document;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping in the making; fields stay in the order in which they are put. */
public final class Fields {
    private final Map<String, Tree> fields = new LinkedHashMap<>();

    public Fields put(String name, Tree value) {
        fields.put(name, value);
        return this;
    }

    public Fields put(String name, String value) {
        return put(name, Tree.text(value));
    }

    public Fields put(String name, long value) {
        return put(name, Tree.number(value));
    }

    public Fields put(String name, boolean value) {
        return put(name, new Tree.Bool(value, 0));
    }

    public Fields put(String name, List<? extends Tree> items) {
        return put(name, sequence(items));
    }

    public Fields putTexts(String name, List<String> texts) {
        return put(name, texts.stream().map(Tree::text).toList());
    }

    /** Like {@link #putTexts}, but no texts make no field. */
    public Fields putIfAny(String name, List<String> texts) {
        return texts.isEmpty() ? this : putTexts(name, texts);
    }

    /** Like {@link #put}, but the empty text makes no field. */
    public Fields putIfAny(String name, String text) {
        return text.isEmpty() ? this : put(name, text);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public Tree.Mapping build() {
        return new Tree.Mapping(fields, 0);
    }

    public static Tree.Sequence sequence(List<? extends Tree> items) {
        return new Tree.Sequence(List.copyOf(items), 0);
    }
}
