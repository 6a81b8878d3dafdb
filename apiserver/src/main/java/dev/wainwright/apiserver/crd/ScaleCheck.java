package dev.wainwright.apiserver.crd;

import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the number of replicas of an object that can be scaled is one. */
final class ScaleCheck {
    private ScaleCheck() {}

    static List<Finding> check(Tree.Mapping object, Crd.@Nullable Scale scale) {
        if (scale == null) {
            return List.of();
        }
        String path = scale.specPath();
        Tree at = object;
        for (String name : path.substring(1).split("\\.")) {
            if (!(at instanceof Tree.Mapping mapping)) {
                return List.of(misfit(path, at, "map[string]interface{}"));
            }
            at = mapping.get(name);
            if (at == null) {
                return List.of();
            }
        }
        if (!(at instanceof Tree.Numeral number) || number.value().scale() > 0) {
            return List.of(misfit(path, at, "int64"));
        }
        long replicas = number.value().longValue();
        if (replicas < 0) {
            return List.of(Trouble.invalid(path, at, "should be a non-negative integer"));
        }
        return replicas > Integer.MAX_VALUE
                ? List.of(Trouble.invalid(path, at, "should be less than or equal to " + Integer.MAX_VALUE))
                : List.of();
    }

    private static Finding misfit(String path, Tree found, String wanted) {
        String shown = found instanceof Tree.Text text
                ? text.value()
                : found instanceof Tree.Numeral number
                        ? number.value().stripTrailingZeros().toPlainString()
                        : Json.print(found);
        String type = switch (found) {
            case Tree.Mapping mapping -> "map[string]interface {}";
            case Tree.Sequence list -> "[]interface {}";
            case Tree.Text text -> "string";
            case Tree.Bool bool -> "bool";
            case Tree.Numeral number -> number.value().scale() > 0 ? "float64" : "int64";
            case Tree.Null nothing -> "<nil>";
        };
        return Trouble.invalid(
                path,
                Tree.number(0),
                path + " accessor error: " + shown + " is of the type " + type + ", expected " + wanted);
    }
}
