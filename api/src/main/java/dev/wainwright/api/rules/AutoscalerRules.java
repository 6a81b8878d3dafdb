package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;

/** HorizontalPodAutoscalers. */
public final class AutoscalerRules {
    private static final Path SPEC = Path.of("spec");
    private static final Map<String, String> SOURCES = Map.of(
            "ContainerResource", "containerResource",
            "External", "external",
            "Object", "object",
            "Pods", "pods",
            "Resource", "resource");

    private AutoscalerRules() {}

    public static List<Finding> autoscaler(Tree.Mapping autoscaler) {
        var problems = new Problems();
        Tree.Mapping spec = autoscaler.mapping("spec");
        boolean toZero = spec.get("minReplicas") instanceof Tree.Numeral least
                && least.value().signum() == 0;
        if (spec.get("minReplicas") instanceof Tree.Numeral least
                && least.value().signum() <= 0) {
            problems.invalid(SPEC.field("minReplicas"), least, "must be greater than or equal to 1");
        }
        Tree most = Values.at(spec, "maxReplicas");
        long highest = Values.integer(spec, "maxReplicas", 0);
        if (highest < 1) {
            problems.required(SPEC.field("maxReplicas"), most, "must be set and greater than 0");
        }
        if (highest < Values.integer(spec, "minReplicas", 1)) {
            problems.invalid(
                    SPEC.field("maxReplicas"),
                    most,
                    Tree.number(highest),
                    "must be greater than or equal to `minReplicas`");
        }
        target(spec.mapping("scaleTargetRef"), problems);
        Values.eachItem(spec, "metrics", SPEC, (metric, path) -> metric(metric, path, problems));
        if (toZero) {
            problems.forbidden(
                    SPEC.field("metrics"),
                    spec,
                    "must specify at least one Object or External metric to support scaling to zero replicas");
        }
        for (String direction : List.of("scaleUp", "scaleDown")) {
            behavior(
                    spec.mapping("behavior").mapping(direction),
                    SPEC.field("behavior").field(direction),
                    problems);
        }
        return problems.all();
    }

    private static void target(Tree.Mapping target, Problems problems) {
        Path path = SPEC.field("scaleTargetRef");
        for (String field : List.of("kind", "name")) {
            String value = target.text(field, "");
            if (value.isEmpty()) {
                problems.required(path.field(field), target);
            } else {
                problems.invalid(path.field(field), Values.at(target, field), Grammar.pathSegment(value));
            }
        }
        String apiVersion = target.text("apiVersion", "");
        if (apiVersion.isEmpty()) {
            problems.invalid(path.field("apiVersion"), target, Tree.text(""), "apiVersion must specify API group");
        }
    }

    private static void metric(Tree.Mapping metric, Path path, Problems problems) {
        String type = metric.text("type", "");
        String source = SOURCES.get(type);
        if (source == null) {
            // The server asks twice, and so it answers.
            String[] known = SOURCES.keySet().stream().sorted().toArray(String[]::new);
            problems.unsupported(path.field("type"), Values.at(metric, "type"), Tree.text(type), known);
            problems.unsupported(path.field("type"), Values.at(metric, "type"), Tree.text(type), known);
            return;
        }
        if (!(metric.get(source) instanceof Tree.Mapping filled)) {
            problems.required(path.field(source), metric, "must populate information for the given metric source");
            return;
        }
        if (source.equals("resource")) {
            resource(filled, path.field(source), problems);
        }
    }

    private static void resource(Tree.Mapping resource, Path path, Problems problems) {
        if (resource.text("name", "").isEmpty()) {
            problems.required(path.field("name"), resource, "must specify a resource name");
        }
        Tree.Mapping target = resource.mapping("target");
        Path at = path.field("target");
        problems.oneOf(target, "type", at, "AverageValue", "Utilization", "Value");
        boolean share = target.get("averageUtilization") != null;
        boolean raw = target.get("averageValue") != null;
        if (!share && !raw) {
            problems.required(
                    at.field("averageUtilization"),
                    target,
                    "must set either a target raw value or a target utilization");
        }
        if (share && raw) {
            problems.forbidden(
                    at.field("averageValue"),
                    Values.at(target, "averageValue"),
                    "may not set both a target raw value and a target utilization");
        }
        if (share && Values.integer(target, "averageUtilization", 1) < 1) {
            problems.invalid(
                    at.field("averageUtilization"), Values.at(target, "averageUtilization"), "must be greater than 0");
        }
    }

    private static void behavior(Tree.Mapping rules, Path path, Problems problems) {
        problems.oneOf(rules, "selectPolicy", path, "Disabled", "Max", "Min");
        Values.eachItem(rules, "policies", path, (policy, at) -> {
            String type = policy.text("type", "");
            if (!type.equals("Percent") && !type.equals("Pods")) {
                problems.unsupported(at.field("type"), Values.at(policy, "type"), Tree.text(type), "Percent", "Pods");
            }
            for (String number : List.of("value", "periodSeconds")) {
                if (Values.integer(policy, number, 0) <= 0) {
                    problems.invalid(
                            at.field(number),
                            Values.at(policy, number),
                            Tree.number(Values.integer(policy, number, 0)),
                            Problems.POSITIVE);
                }
            }
        });
    }
}
