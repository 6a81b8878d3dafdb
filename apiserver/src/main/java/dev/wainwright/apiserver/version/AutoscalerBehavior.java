package dev.wainwright.apiserver.version;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How fast an autoscaler may go, in the annotation that {@code autoscaling/v1} keeps it in: Kubernetes writes its internal form
 * there, whose fields begin with capitals and are never left out.
 */
final class AutoscalerBehavior {
    private static final Map<String, List<String>> FIELDS = Map.of(
            "", List.of("scaleUp", "scaleDown"),
            "scaleUp", List.of("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance"),
            "scaleDown", List.of("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance"),
            "policies", List.of("type", "value", "periodSeconds"));

    private AutoscalerBehavior() {}

    static String internal(Tree.Mapping behavior) {
        return AutoscalerMetrics.goJson(capital(behavior, ""));
    }

    private static Tree capital(Tree tree, String at) {
        List<String> names = FIELDS.getOrDefault(at, List.of());
        return switch (tree) {
            case Tree.Mapping mapping -> {
                if (names.isEmpty()) {
                    yield mapping;
                }
                var fields = new Fields();
                for (String name : names) {
                    Tree value = mapping.get(name);
                    fields.put(
                            Character.toUpperCase(name.charAt(0)) + name.substring(1),
                            value == null ? new Tree.Null(0) : capital(value, name));
                }
                yield fields.build();
            }
            case Tree.Sequence sequence ->
                Fields.sequence(
                        sequence.items().stream().map(item -> capital(item, at)).toList());
            default -> tree;
        };
    }

    /** Empty when the text says nothing that can be understood. */
    static Optional<Tree.Mapping> external(String annotation) {
        try {
            return annotation.isEmpty() || !(Json.parse(annotation) instanceof Tree.Mapping mapping)
                    ? Optional.empty()
                    : Optional.of((Tree.Mapping) small(mapping));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Tree small(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var fields = new Fields();
                mapping.fields().forEach((name, value) -> {
                    if (!(value instanceof Tree.Null)) {
                        fields.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), small(value));
                    }
                });
                yield fields.build();
            }
            case Tree.Sequence sequence ->
                Fields.sequence(
                        sequence.items().stream().map(AutoscalerBehavior::small).toList());
            default -> tree;
        };
    }
}
