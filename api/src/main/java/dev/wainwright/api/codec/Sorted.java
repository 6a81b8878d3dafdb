package dev.wainwright.api.codec;

import dev.wainwright.api.tree.Tree;
import java.util.Arrays;

/** Fields ordered by name. */
final class Sorted {
    private static final Sorted NONE = new Sorted(0);

    private final String[] names;
    private final Tree[] values;
    private int size;

    Sorted(int most) {
        names = new String[most];
        values = new Tree[most];
    }

    static Sorted of(Tree.Mapping mapping) {
        if (mapping.isEmpty()) {
            return NONE;
        }
        var sorted = new Sorted(mapping.fields().size());
        mapping.fields().forEach(sorted::insert);
        return sorted;
    }

    /** There are a handful of fields, and most come in their order. */
    private void insert(String name, Tree value) {
        int at = size++;
        while (at > 0 && names[at - 1].compareTo(name) > 0) {
            names[at] = names[at - 1];
            values[at] = values[--at];
        }
        names[at] = name;
        values[at] = value;
    }

    int size() {
        return size;
    }

    String name(int position) {
        return names[position];
    }

    Tree value(int position) {
        return values[position];
    }

    /** To be called in order. */
    void add(String name, Tree value) {
        names[size] = name;
        values[size++] = value;
    }

    Tree.Mapping toMapping() {
        return size == 0
                ? Tree.Mapping.EMPTY
                : size == names.length
                        ? Tree.Mapping.ofShared(names, values, 0)
                        : Tree.Mapping.ofShared(Arrays.copyOf(names, size), Arrays.copyOf(values, size), 0);
    }
}
