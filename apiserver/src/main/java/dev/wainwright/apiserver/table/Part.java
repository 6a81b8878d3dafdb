package dev.wainwright.apiserver.table;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A part of a document, read leniently: what is absent or of another form is empty. */
record Part(Tree.Mapping fields) {
    static final Part EMPTY = new Part(Tree.Mapping.EMPTY);

    Part at(String... path) {
        Tree.Mapping at = fields;
        for (String name : path) {
            at = at.mapping(name);
        }
        return new Part(at);
    }

    boolean has(String name) {
        Tree value = fields.get(name);
        return value != null && !(value instanceof Tree.Null);
    }

    /** The scalar in a field as text; empty when there is none. */
    String text(String name) {
        Tree value = fields.get(name);
        if (value == null) {
            return "";
        }
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            default -> "";
        };
    }

    String textOr(String name, String otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : text;
    }

    long number(String name) {
        return fields.get(name) instanceof Tree.Numeral number ? number.value().longValue() : 0;
    }

    boolean flag(String name) {
        return fields.get(name) instanceof Tree.Bool bool && bool.value();
    }

    List<Part> parts(String name) {
        return fields.items(name).stream()
                .map(item -> item instanceof Tree.Mapping mapping ? new Part(mapping) : EMPTY)
                .toList();
    }

    List<String> texts(String name) {
        return fields.items(name).stream()
                .filter(Tree.Text.class::isInstance)
                .map(item -> ((Tree.Text) item).value())
                .toList();
    }

    /** A mapping of names and texts, sorted by name. */
    Map<String, String> map(String name) {
        Part inner = at(name);
        return inner.fields().fields().keySet().stream()
                .collect(Collectors.toMap(key -> key, inner::text, (a, b) -> a, TreeMap::new));
    }

    int size(String name) {
        return fields.get(name) instanceof Tree.Mapping mapping
                ? mapping.fields().size()
                : fields.items(name).size();
    }

    /** The condition of that type in the status; an empty part when there is none. */
    Part condition(String type) {
        return at("status").parts("conditions").stream()
                .filter(each -> each.text("type").equals(type))
                .findFirst()
                .orElse(EMPTY);
    }

    boolean isTrue(String condition) {
        return condition(condition).text("status").equals("True");
    }

    boolean isBeingDeleted() {
        return at("metadata").has("deletionTimestamp");
    }
}
