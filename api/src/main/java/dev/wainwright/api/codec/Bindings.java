package dev.wainwright.api.codec;

import dev.wainwright.api.codec.RecordPlan.Binding;
import dev.wainwright.api.tree.JsonLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bound fields of a mapping: found by name when a document is read, gone through in order when one is written. */
final class Bindings {
    static final Bindings NONE = new Bindings(new TreeMap<>());

    private final Map<String, Binding> byName;
    private final String[] names;
    private final Binding[] inOrder;
    private final byte[][] labels;

    Bindings(SortedMap<String, Binding> fields) {
        byName = Map.copyOf(fields);
        names = fields.keySet().toArray(String[]::new);
        inOrder = fields.values().toArray(Binding[]::new);
        labels = fields.keySet().stream().map(JsonLine::label).toArray(byte[][]::new);
    }

    @Nullable
    Binding get(String name) {
        return byName.get(name);
    }

    /** Where in the order a name stands; negative when it is not bound. */
    int position(String name) {
        return Arrays.binarySearch(names, name);
    }

    boolean isEmpty() {
        return names.length == 0;
    }

    int size() {
        return names.length;
    }

    /** The names, ordered. */
    String name(int position) {
        return names[position];
    }

    /** The name as JSON has it before a value; not to be changed. */
    byte[] label(int position) {
        return labels[position];
    }

    Binding binding(int position) {
        return inOrder[position];
    }

    List<Binding> all() {
        return List.of(inOrder);
    }
}
