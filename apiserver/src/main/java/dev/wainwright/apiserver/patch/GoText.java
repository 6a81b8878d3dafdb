package dev.wainwright.apiserver.patch;

import dev.wainwright.api.tree.Tree;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as the API server's messages print them: {@code map[a:1 b:[x y]]}. */
final class GoText {
    private GoText() {}

    static String of(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping ->
                mapping.fields().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(field -> field.getKey() + ":" + of(field.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case Tree.Sequence sequence ->
                sequence.items().stream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            case Tree.Null nothing -> "<nil>";
        };
    }

    /** What JSON calls it. */
    static String type(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> "object";
            case Tree.Sequence sequence -> "array";
            case Tree.Text text -> "string";
            case Tree.Numeral number -> "number";
            case Tree.Bool bool -> "bool";
            case Tree.Null nothing -> "null";
        };
    }

    /** What Go calls a scalar or a list that was read from JSON. */
    static String goType(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> "map[string]interface {}";
            case Tree.Sequence sequence -> "[]interface {}";
            case Tree.Text text -> "string";
            case Tree.Numeral number -> number.value().scale() > 0 ? "float64" : "int64";
            case Tree.Bool bool -> "bool";
            case Tree.Null nothing -> "nil";
        };
    }
}
