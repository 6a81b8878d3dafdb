package dev.wainwright.api.tree;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mapping in the making: its fields stay in the order in which they come. Not for use by several threads. */
public final class Fields {
    private static final int SCANNED_UP_TO = 16;

    private final Set<String> seen = new HashSet<>(0);
    private String[] names = new String[8];
    private Tree[] values = new Tree[8];
    private int size;

    /** A field that is there already gets the new value. */
    public Fields put(String name, Tree value) {
        if (!add(name, value)) {
            replace(name, value);
        }
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

    /** No value makes no field. */
    public Fields putIfAny(String name, @Nullable Tree value) {
        return value == null ? this : put(name, value);
    }

    /** The empty text makes no field. */
    public Fields putIfAny(String name, String text) {
        return text.isEmpty() ? this : put(name, text);
    }

    /** No items make no field. */
    public Fields putIfAny(String name, List<? extends Tree> items) {
        return items.isEmpty() ? this : put(name, items);
    }

    /** No texts make no field. */
    public Fields putTextsIfAny(String name, List<String> texts) {
        return texts.isEmpty() ? this : putTexts(name, texts);
    }

    /** A field for each text, sorted by name. */
    public static Tree.Mapping texts(Map<String, String> texts) {
        var fields = new Fields();
        new TreeMap<>(texts).forEach(fields::put);
        return fields.build();
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public Tree.Mapping build() {
        return build(0);
    }

    public static Tree.Sequence sequence(List<? extends Tree> items) {
        return new Tree.Sequence(List.copyOf(items), 0);
    }

    /** Whether the field is new; a field that is already there keeps its value. */
    boolean add(String name, Tree value) {
        if (has(name)) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
        if (size == SCANNED_UP_TO) {
            seen.addAll(Arrays.asList(names).subList(0, size));
        } else if (size > SCANNED_UP_TO) {
            seen.add(name);
        }
        return true;
    }

    /** Gives a field that is there another value. */
    void replace(String name, Tree value) {
        values[Arrays.asList(names).indexOf(name)] = value;
    }

    boolean has(String name) {
        if (size >= SCANNED_UP_TO) {
            return seen.contains(name);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The mapping, as it was written on that line. */
    public Tree.Mapping build(int line) {
        return size == 0
                ? new Tree.Mapping(FieldMap.NONE, line)
                : new Tree.Mapping(FieldMap.of(Arrays.copyOf(names, size), Arrays.copyOf(values, size)), line);
    }
}
