package dev.wainwright.api.tree;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Collects the fields of a mapping while it is read. Not for use by several threads. */
final class MappingBuilder {
    private static final int SCANNED_UP_TO = 16;

    private final Set<String> seen = new HashSet<>(0);
    private String[] names = new String[8];
    private Tree[] values = new Tree[8];
    private int size;

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

    Tree.Mapping build(int line) {
        return size == 0
                ? new Tree.Mapping(Fields.NONE, line)
                : new Tree.Mapping(Fields.of(Arrays.copyOf(names, size), Arrays.copyOf(values, size)), line);
    }
}
