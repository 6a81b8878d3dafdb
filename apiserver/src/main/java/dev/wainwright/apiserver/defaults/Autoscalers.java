package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;
import static dev.wainwright.api.tree.Fill.within;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HorizontalPodAutoscalers. */
final class Autoscalers {
    private Autoscalers() {}

    static Tree.Mapping first(Tree.Mapping spec) {
        return number(number(spec, "minReplicas", 1), "targetCPUUtilizationPercentage", 80);
    }

    static Tree.Mapping second(Tree.Mapping spec) {
        Tree.Mapping filled = number(spec, "minReplicas", 1);
        if (filled.items("metrics").isEmpty()) {
            filled = filled.with("metrics", new Tree.Sequence(List.of(fourFifthsBusy()), 0));
        }
        if (filled.get("behavior") == null) {
            return filled;
        }
        return inside(
                filled,
                "behavior",
                behavior ->
                        within(within(behavior, "scaleUp", Autoscalers::scaleUp), "scaleDown", Autoscalers::scaleDown));
    }

    private static Tree.Mapping scaleUp(Tree.Mapping rules) {
        return absent(
                text(number(rules, "stabilizationWindowSeconds", 0), "selectPolicy", "Max"),
                "policies",
                new Tree.Sequence(List.of(policy("Pods", 4), policy("Percent", 100)), 0));
    }

    private static Tree.Mapping scaleDown(Tree.Mapping rules) {
        return absent(
                text(rules, "selectPolicy", "Max"), "policies", new Tree.Sequence(List.of(policy("Percent", 100)), 0));
    }

    private static Tree policy(String type, long value) {
        return mapping("type", Tree.text(type), "value", Tree.number(value), "periodSeconds", Tree.number(15));
    }

    /** CPU at four fifths of what is requested. */
    private static Tree fourFifthsBusy() {
        Tree target = mapping("type", Tree.text("Utilization"), "averageUtilization", Tree.number(80));
        return mapping("type", Tree.text("Resource"), "resource", mapping("name", Tree.text("cpu"), "target", target));
    }

    private static Tree mapping(Object... namesAndTrees) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTrees.length; i += 2) {
            fields.put((String) namesAndTrees[i], (Tree) namesAndTrees[i + 1]);
        }
        return new Tree.Mapping(fields, 0);
    }
}
