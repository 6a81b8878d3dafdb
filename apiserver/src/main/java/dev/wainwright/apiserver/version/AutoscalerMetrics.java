package dev.wainwright.apiserver.version;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What autoscalers measure and aim at: nested in {@code autoscaling/v2} ({@code target.averageValue}), flat in the annotations
 * of {@code v1} ({@code targetAverageValue}). The order of fields is Kubernetes', because people compare the text.
 */
final class AutoscalerMetrics {
    private static final String SHARE = "averageUtilization";
    private static final String AVERAGE = "averageValue";
    private static final String VALUE = "value";

    private AutoscalerMetrics() {}

    /** As Go prints it within a string. */
    static String goJson(Tree tree) {
        return Json.print(tree).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    static Tree.Mapping first(Tree metric) {
        return flat((Tree.Mapping) metric, "target", "target");
    }

    static Tree.Mapping firstNow(Tree metric) {
        return flat((Tree.Mapping) metric, "current", "current");
    }

    static Tree.Mapping second(Tree.Mapping metric) {
        return nested(metric, "target");
    }

    static Tree.Mapping secondNow(Tree.Mapping metric) {
        return nested(metric, "current");
    }

    static Tree.Mapping cpuShare(Tree share) {
        return resource(
                "target",
                new Fields().put("type", "Utilization").put(SHARE, share).build());
    }

    static Tree.Mapping cpuShareNow(Tree share) {
        return resource("current", new Fields().put(SHARE, share).build());
    }

    private static Tree.Mapping resource(String part, Tree.Mapping amount) {
        return new Fields()
                .put("type", "Resource")
                .put(
                        "resource",
                        new Fields().put("name", "cpu").put(part, amount).build())
                .build();
    }

    /** Conditions in the order in which their fields are printed. */
    static List<Tree> conditions(List<Tree> conditions) {
        return conditions.stream()
                .map(each -> (Tree) ordered(
                        (Tree.Mapping) each, List.of("type", "status", "lastTransitionTime", "reason", "message")))
                .toList();
    }

    private static Tree.Mapping ordered(Tree.Mapping mapping, List<String> names) {
        var fields = new Fields();
        names.forEach(name -> fields.putIfAny(name, mapping.get(name)));
        return fields.build();
    }

    /** The name of the part of a metric that its type says. */
    private static String part(Tree.Mapping metric) {
        String type = metric.text("type", "");
        return type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    private static Tree.Mapping flat(Tree.Mapping metric, String amounts, String prefix) {
        String part = part(metric);
        Tree.Mapping source = metric.mapping(part);
        Tree.Mapping amount = source.mapping(amounts);
        var flat = new Fields();
        switch (part) {
            case "resource", "containerResource" -> {
                flat.putIfAny("name", source.get("name"));
                flat.putIfAny(prefix + "AverageUtilization", amount.get(SHARE));
                flat.putIfAny(prefix + "AverageValue", amount.get(AVERAGE));
                flat.putIfAny("container", source.get("container"));
            }
            case "pods" -> {
                flat.putIfAny("metricName", source.mapping("metric").get("name"));
                flat.putIfAny(prefix + "AverageValue", amount.get(AVERAGE));
                flat.putIfAny("selector", source.mapping("metric").get("selector"));
            }
            case "object" -> {
                flat.put("target", ordered(source.mapping("describedObject"), List.of("kind", "name", "apiVersion")));
                flat.putIfAny("metricName", source.mapping("metric").get("name"));
                flat.put(prefix + "Value", orZero(amount.get(VALUE)));
                flat.putIfAny("selector", source.mapping("metric").get("selector"));
                flat.putIfAny(AVERAGE, amount.get(AVERAGE));
            }
            default -> {
                flat.putIfAny("metricName", source.mapping("metric").get("name"));
                flat.putIfAny("metricSelector", source.mapping("metric").get("selector"));
                Tree value = amount.get(VALUE);
                flat.putIfAny(prefix + "Value", prefix.equals("current") ? orZero(value) : value);
                flat.putIfAny(prefix + "AverageValue", amount.get(AVERAGE));
            }
        }
        return new Fields()
                .put("type", metric.text("type", ""))
                .put(part, flat.build())
                .build();
    }

    /** Where the field cannot be left out. */
    private static Tree orZero(@Nullable Tree value) {
        return value == null ? Tree.text("0") : value;
    }

    private static Tree.Mapping nested(Tree.Mapping metric, String amounts) {
        String part = part(metric);
        Tree.Mapping flat = metric.mapping(part);
        var source = new Fields();
        switch (part) {
            case "resource", "containerResource" -> {
                source.putIfAny("name", flat.get("name"));
                source.putIfAny("container", flat.get("container"));
            }
            case "object" -> {
                source.put("describedObject", flat.mapping("target")).put("metric", metric(flat, "selector"));
            }
            case "pods" -> source.put("metric", metric(flat, "selector"));
            default -> source.put("metric", metric(flat, "metricSelector"));
        }
        source.put(amounts, amount(flat, amounts, part.equals("object")));
        return new Fields()
                .put("type", metric.text("type", ""))
                .put(part, source.build())
                .build();
    }

    private static Tree.Mapping metric(Tree.Mapping flat, String selector) {
        var metric = new Fields();
        metric.putIfAny("name", flat.get("metricName"));
        metric.putIfAny("selector", flat.get(selector));
        return metric.build();
    }

    private static Tree.Mapping amount(Tree.Mapping flat, String prefix, boolean ofObject) {
        Tree share = flat.get(prefix + "AverageUtilization");
        Tree average = flat.get(ofObject ? AVERAGE : prefix + "AverageValue");
        Tree value = flat.get(prefix + "Value");
        // A zero beside an average stands for a field that the flat form cannot leave out.
        Tree whole = average != null && Tree.text("0").equals(value) ? null : value;
        var amount = new Fields();
        if (prefix.equals("target")) {
            amount.put("type", share != null ? "Utilization" : average != null ? "AverageValue" : "Value");
        }
        amount.putIfAny(SHARE, share);
        amount.putIfAny(AVERAGE, average);
        amount.putIfAny(VALUE, whole);
        return amount.build();
    }
}
