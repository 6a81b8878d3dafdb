package dev.wainwright.bench.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document, or a part of one, in the making: fields in the order they were set, values as JSON knows them. */
public final class Doc {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** From keys and values in turn. */
    public static Doc of(Object... keysAndValues) {
        var doc = new Doc();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            doc.fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return doc;
    }

    static Doc ofLabels(Map<String, String> labels) {
        var doc = new Doc();
        doc.fields.putAll(labels);
        return doc;
    }

    /** Sets the field at the end of the path, making the objects on the way. */
    public void set(Object value, String... path) {
        parent(path).fields.put(path[path.length - 1], value);
    }

    /** Adds to the list at the end of the path, making what is missing. */
    public void add(Object item, String... path) {
        @SuppressWarnings("unchecked")
        var list = (List<Object>) parent(path).fields.computeIfAbsent(path[path.length - 1], name -> new ArrayList<>());
        list.add(item);
    }

    /** The text at the end of the path; empty when there is none. */
    public String text(String... path) {
        return parent(path).fields.get(path[path.length - 1]) instanceof String text ? text : "";
    }

    private Doc parent(String... path) {
        Doc doc = this;
        for (String field : Arrays.copyOf(path, path.length - 1)) {
            doc = (Doc) doc.fields.computeIfAbsent(field, name -> new Doc());
        }
        return doc;
    }

    public Map<String, Object> fields() {
        return fields;
    }
}
