package dev.wainwright.api.hash;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the fields of one mapping. Every method answers null for a field that is absent or null, and throws
 * {@link Unhashable} for one of another type.
 */
record Fields(Tree.Mapping mapping, String path) {
    /** A field of pointer type: set as soon as it is written. */
    @Nullable
    Long text(String name) {
        String value = string(name);
        return value == null ? null : StructureHash.text(value);
    }

    /** A field of plain type: an empty text counts as not set. */
    @Nullable
    Long nonEmptyText(String name) {
        String value = string(name);
        return value == null || value.isEmpty() ? null : StructureHash.text(value);
    }

    @Nullable
    Long bool(String name) {
        return switch (get(name)) {
            case null -> null;
            case Tree.Bool bool -> StructureHash.bool(bool.value());
            case Tree other -> throw wrong(name, other, "true or false");
        };
    }

    /** A field of plain type: false counts as not set. */
    @Nullable
    Long whenTrue(String name) {
        Long hash = bool(name);
        return hash != null && hash == StructureHash.bool(true) ? hash : null;
    }

    @Nullable
    Long int32(String name) {
        Long value = integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null ? null : StructureHash.int32(value.intValue());
    }

    @Nullable
    Long int64(String name) {
        Long value = integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
        return value == null ? null : StructureHash.int64(value);
    }

    /** A field of plain type: zero counts as not set. */
    @Nullable
    Long nonZeroInt32(String name) {
        Long value = integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null || value == 0 ? null : StructureHash.int32(value.intValue());
    }

    /** Quantities are hashed as Kubernetes prints them, whatever way they were written. */
    @Nullable
    Long quantity(String name) {
        String text = switch (get(name)) {
            case null -> null;
            case Tree.Text written -> written.value().strip();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree other -> throw wrong(name, other, "a quantity such as 20Gi");
        };
        if (text == null) {
            return null;
        }
        try {
            return StructureHash.text(Quantity.parse(text).toString());
        } catch (IllegalArgumentException e) {
            throw unhashable(name, String.valueOf(e.getMessage()));
        }
    }

    @Nullable
    Long texts(String name) {
        Fields map = struct(name);
        if (map == null) {
            return null;
        }
        var values = new LinkedHashMap<String, String>();
        for (String key : map.mapping.fields().keySet()) {
            String value = map.string(key);
            values.put(key, value == null ? "" : value);
        }
        return StructureHash.texts(values);
    }

    /** A list of structs; a null in it is a struct with no field set. */
    @Nullable
    Long list(String name, Function<Fields, Long> item) {
        List<Fields> items = items(name);
        return items == null
                ? null
                : StructureHash.list(items.stream().map(item).toList());
    }

    @Nullable
    List<Fields> items(String name) {
        Tree value = get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Tree.Sequence sequence)) {
            throw wrong(name, value, "a list");
        }
        var items = new ArrayList<Fields>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String place = at(name) + "[" + i + "]";
            items.add(
                    switch (sequence.items().get(i)) {
                        case Tree.Mapping mapping -> new Fields(mapping, place);
                        case Tree.Null absent -> new Fields(new Tree.Mapping(Map.of(), absent.line()), place);
                        case Tree other -> throw new Unhashable(place, other.line(), needs("an object", other));
                    });
        }
        return items;
    }

    @Nullable
    Fields struct(String name) {
        return switch (get(name)) {
            case null -> null;
            case Tree.Mapping mapping -> new Fields(mapping, at(name));
            case Tree other -> throw wrong(name, other, "an object");
        };
    }

    @Nullable
    String string(String name) {
        return switch (get(name)) {
            case null -> null;
            case Tree.Text text -> text.value();
            case Tree other -> throw wrong(name, other, "a text (put quotes around it)");
        };
    }

    boolean has(String name) {
        return get(name) != null;
    }

    @Nullable
    Tree get(String name) {
        Tree value = mapping.get(name);
        return value instanceof Tree.Null ? null : value;
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Unhashable unhashable(String name, String message) {
        Tree value = mapping.get(name);
        return new Unhashable(at(name), value == null ? mapping.line() : value.line(), message);
    }

    private @Nullable Long integer(String name, long least, long most) {
        Tree value = get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Tree.Numeral numeral
                && numeral.value().scale() == 0
                && numeral.value().compareTo(BigDecimal.valueOf(least)) >= 0
                && numeral.value().compareTo(BigDecimal.valueOf(most)) <= 0) {
            return numeral.value().longValueExact();
        }
        throw wrong(name, value, "a whole number between " + least + " and " + most);
    }

    private Unhashable wrong(String name, Tree value, String wanted) {
        return new Unhashable(at(name), value.line(), needs(wanted, value));
    }

    private static String needs(String wanted, Tree value) {
        String got = switch (value) {
            case Tree.Mapping ignored -> "an object";
            case Tree.Sequence ignored -> "a list";
            case Tree.Text text -> "the text \"" + text.value() + "\"";
            case Tree.Numeral number -> "the number " + number.value();
            case Tree.Bool bool -> "" + bool.value();
            case Tree.Null ignored -> "null";
        };
        return "must be " + wanted + ", got " + got;
    }
}
