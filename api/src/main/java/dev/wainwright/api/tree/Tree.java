package dev.wainwright.api.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was written: what JSON can say, with the line each part began on.
 *
 * <p>Immutable. Equality ignores lines and the order of fields, so that equal parts of many documents can be shared.
 * A line is 1-based; 0 means that the part came from no file.
 */
public sealed interface Tree {
    int line();

    /** An object; fields keep the order in which they were written. */
    record Mapping(Map<String, Tree> fields, int line) implements Tree {
        public static final Mapping EMPTY = new Mapping(Map.of(), 0);

        public Mapping {
            fields = FieldMap.copyOf(fields);
        }

        /** Takes over both arrays, which must not change any more; the names must be distinct. */
        public static Mapping ofShared(String[] names, Tree[] values, int line) {
            return new Mapping(FieldMap.of(names, values), line);
        }

        public @Nullable Tree get(String name) {
            return fields.get(name);
        }

        /** The text of a field, or {@code otherwise} when it is absent or no text. */
        public String text(String name, String otherwise) {
            return fields.get(name) instanceof Text text ? text.value() : otherwise;
        }

        /** The mapping in a field; the empty one when it is absent or no mapping. */
        public Mapping mapping(String name) {
            return fields.get(name) instanceof Mapping mapping ? mapping : EMPTY;
        }

        /** The items in a field; none when it is absent or no sequence. */
        public List<Tree> items(String name) {
            return fields.get(name) instanceof Sequence sequence ? sequence.items() : List.of();
        }

        public boolean isEmpty() {
            return fields.isEmpty();
        }

        /** A copy with the field set; a new field goes last. */
        public Mapping with(String name, Tree value) {
            return new Mapping(inOrder().with(name, value), line);
        }

        public Mapping without(String name) {
            return fields.containsKey(name) ? new Mapping(inOrder().without(name), line) : this;
        }

        FieldMap inOrder() {
            return (FieldMap) fields;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mapping that && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }
    }

    /** An array. */
    record Sequence(List<Tree> items, int line) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sequence that && items.equals(that.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /** A string. */
    record Text(String value, int line) implements Tree {
        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A number. {@code 1} and {@code 1.0} differ, as they do to an integer field. */
    record Numeral(BigDecimal value, int line) implements Tree {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numeral that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A truth value. */
    record Bool(boolean value, int line) implements Tree {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bool that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }
    }

    /** An explicit null. */
    record Null(int line) implements Tree {
        @Override
        public boolean equals(Object other) {
            return other instanceof Null;
        }

        @Override
        public int hashCode() {
            return Objects.hash(Null.class);
        }
    }

    static Text text(String value) {
        return new Text(value, 0);
    }

    static Numeral number(long value) {
        return new Numeral(BigDecimal.valueOf(value), 0);
    }

    /** What JSON Schema calls the type of a value; a number without a fraction is an integer. */
    static String type(Tree tree) {
        return switch (tree) {
            case Mapping mapping -> "object";
            case Sequence sequence -> "array";
            case Text text -> "string";
            case Numeral number -> number.value().scale() > 0 ? "number" : "integer";
            case Bool bool -> "boolean";
            case Null nothing -> "null";
        };
    }

    /** The same with the fields of all objects in it ordered by name. */
    static Tree sorted(Tree tree) {
        return switch (tree) {
            case Mapping mapping -> {
                var fields = new TreeMap<String, Tree>();
                mapping.fields().forEach((name, value) -> fields.put(name, sorted(value)));
                yield new Mapping(fields, 0);
            }
            case Sequence sequence ->
                new Sequence(sequence.items().stream().map(Tree::sorted).toList(), 0);
            default -> tree;
        };
    }

    /** A tree in a few words, for messages: scalars as written, long texts cut. */
    static String describe(Tree tree) {
        return switch (tree) {
            case Mapping mapping -> "an object";
            case Sequence sequence -> "a list";
            case Text text -> '"' + Scalars.shortened(text.value()) + '"';
            case Numeral number -> number.value().toPlainString();
            case Bool bool -> Boolean.toString(bool.value());
            case Null nothing -> "null";
        };
    }
}
