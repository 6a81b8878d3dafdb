package dev.wainwright.apiserver.table;

import java.util.ArrayList;
import java.util.List;

/** What horizontal autoscalers measure and aim at. */
final class AutoscalerCells {
    private static final String UNKNOWN = "<unknown>";
    private static final int SHOWN = 2;

    private AutoscalerCells() {}

    static void print(Part object, Row row) {
        Part spec = object.at("spec");
        Part target = spec.at("scaleTargetRef");
        List<String> metrics = object.text("apiVersion").equals("autoscaling/v1") ? cpu(object) : metrics(object);
        row.name()
                .text(target.text("kind") + '/' + target.text("name"))
                .text(metrics.isEmpty() ? Wording.NONE : some(metrics))
                .text(spec.textOr("minReplicas", Wording.UNSET))
                .number(spec.number("maxReplicas"))
                .number(object.at("status").number("currentReplicas"))
                .age();
    }

    private static String some(List<String> metrics) {
        String first = String.join(", ", metrics.subList(0, Math.min(SHOWN, metrics.size())));
        return metrics.size() > SHOWN ? first + " + " + (metrics.size() - SHOWN) + " more..." : first;
    }

    private static List<String> cpu(Part object) {
        Part spec = object.at("spec");
        if (!spec.has("targetCPUUtilizationPercentage")) {
            return List.of();
        }
        String now = object.at("status").text("currentCPUUtilizationPercentage");
        return List.of("cpu: " + (now.isEmpty() ? UNKNOWN : now + '%') + '/'
                + spec.text("targetCPUUtilizationPercentage") + '%');
    }

    private static List<String> metrics(Part object) {
        List<Part> wanted = object.at("spec").parts("metrics");
        List<Part> measured = object.at("status").parts("currentMetrics");
        var texts = new ArrayList<String>();
        for (int i = 0; i < wanted.size(); i++) {
            Part now = i < measured.size() ? measured.get(i) : Part.EMPTY;
            texts.add(metric(wanted.get(i), now));
        }
        return texts;
    }

    private static String metric(Part wanted, Part measured) {
        return switch (wanted.text("type")) {
            case "Resource" -> resource(wanted.at("resource"), measured.at("resource", "current"));
            case "ContainerResource" ->
                resource(wanted.at("containerResource"), measured.at("containerResource", "current"));
            case "Pods" -> amount(wanted.at("pods", "target"), measured.at("pods", "current"), "averageValue", "");
            case "Object" -> oneOrAverage(wanted.at("object", "target"), measured.at("object", "current"));
            case "External" -> oneOrAverage(wanted.at("external", "target"), measured.at("external", "current"));
            default -> "<unknown type>";
        };
    }

    private static String resource(Part wanted, Part now) {
        Part target = wanted.at("target");
        String name = wanted.text("name") + ": ";
        if (target.has("averageValue")) {
            return name + amount(target, now, "averageValue", "");
        }
        return name
                + (now.has("averageUtilization") ? now.text("averageUtilization") + '%' : UNKNOWN)
                + '/'
                + (target.has("averageUtilization") ? target.text("averageUtilization") + '%' : "<auto>");
    }

    private static String oneOrAverage(Part target, Part now) {
        return target.has("averageValue")
                ? amount(target, now, "averageValue", " (avg)")
                : amount(target, now, "value", "");
    }

    private static String amount(Part target, Part now, String field, String suffix) {
        return now.textOr(field, UNKNOWN) + '/' + target.text(field) + suffix;
    }
}
