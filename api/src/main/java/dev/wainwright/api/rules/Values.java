package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Reads fields of trees whose types the schema check has seen to. */
final class Values {
    private Values() {}

    /** The integer in a field; {@code otherwise} when it is absent. */
    static long integer(Tree.Mapping mapping, String name, long otherwise) {
        return mapping.get(name) instanceof Tree.Numeral number ? number.value().longValue() : otherwise;
    }

    static boolean isTrue(Tree.Mapping mapping, String name) {
        return mapping.get(name) instanceof Tree.Bool bool && bool.value();
    }

    static String text(Tree tree) {
        return tree instanceof Tree.Text text ? text.value() : "";
    }

    static Tree.Mapping mapping(Tree tree) {
        return tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
    }

    /** The tree in a field, or the mapping itself as a stand-in for its line. */
    static Tree at(Tree.Mapping mapping, String name) {
        Tree value = mapping.get(name);
        return value == null ? mapping : value;
    }

    /** The mapping in a field; where there is none, an empty one on the line of the mapping around it. */
    static Tree.Mapping inner(Tree.Mapping mapping, String name) {
        return mapping.get(name) instanceof Tree.Mapping inner ? inner : new Tree.Mapping(Map.of(), mapping.line());
    }

    /** Whether a field has the same value in both, or is in neither. */
    static boolean same(Tree.Mapping one, Tree.Mapping other, String name) {
        return Objects.equals(one.get(name), other.get(name));
    }

    /** Fields under the names that the server's own structures have for them: each name and its other name in turn. */
    static Tree shown(Tree.Mapping mapping, String... namesAndNames) {
        var fields = new LinkedHashMap<String, Tree>();
        for (int i = 0; i < namesAndNames.length; i += 2) {
            Tree value = mapping.get(namesAndNames[i]);
            fields.put(namesAndNames[i + 1], value == null ? new Tree.Null(0) : value);
        }
        return new Tree.Mapping(fields, mapping.line());
    }

    /** The same fields by name, as the server prints maps. */
    static Tree.Mapping sorted(Tree.Mapping mapping) {
        return new Tree.Mapping(new LinkedHashMap<>(new TreeMap<>(mapping.fields())), mapping.line());
    }

    /** Calls {@code visitor} with each mapping in a list field. */
    static void eachItem(Tree.Mapping mapping, String name, Path path, BiConsumer<Tree.Mapping, Path> visitor) {
        int position = 0;
        for (Tree item : mapping.items(name)) {
            visitor.accept(mapping(item), path.field(name).item(position++));
        }
    }
}
