package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes, services, priority classes, disruption budgets. */
public final class ClusterRules {
    private static final Path SPEC = Path.of("spec");
    private static final long HIGHEST_USER_PRIORITY = 1_000_000_000;
    private static final Map<String, Long> SYSTEM_CLASSES =
            Map.of("system-cluster-critical", 2_000_000_000L, "system-node-critical", 2_000_001_000L);

    private ClusterRules() {}

    public static List<Finding> node(Tree.Mapping node) {
        var problems = new Problems();
        PlacementRules.taints(node.mapping("spec"), SPEC, problems);
        for (String amounts : List.of("capacity", "allocatable")) {
            ResourceRules.nonNegative(
                    node.mapping("status").mapping(amounts), Path.of("status").field(amounts), problems);
        }
        return problems.all();
    }

    public static List<Finding> service(Tree.Mapping service) {
        var problems = new Problems();
        Tree.Mapping spec = service.mapping("spec");
        Grammar.labels(spec.mapping("selector"), SPEC.field("selector"), problems);
        boolean portless = spec.text("type", "").equals("ExternalName")
                || spec.text("clusterIP", "").equals("None");
        if (spec.items("ports").isEmpty() && !portless) {
            problems.add(
                    SPEC.field("ports"),
                    Values.at(service, "spec"),
                    "required: at least one port, unless clusterIP is None");
        }
        Values.eachItem(spec, "ports", SPEC, (port, at) -> {
            long number = Values.integer(port, "port", 0);
            if (number < 1 || number > 65535) {
                problems.add(at.field("port"), Values.at(port, "port"), "must be between 1 and 65535, got " + number);
            }
        });
        return problems.all();
    }

    public static List<Finding> priorityClass(Tree.Mapping priorityClass) {
        var problems = new Problems();
        String name = priorityClass.mapping("metadata").text("name", "");
        long value = Values.integer(priorityClass, "value", 0);
        Tree at = Values.at(priorityClass, "value");
        Long system = SYSTEM_CLASSES.get(name);
        if (system != null) {
            if (value != system) {
                problems.add(Path.of("value"), at, "must be " + system + " for " + name + ", got " + value);
            }
        } else if (name.startsWith("system-")) {
            problems.add(
                    Path.of("metadata").field("name"),
                    priorityClass.mapping("metadata"),
                    "the prefix system- is reserved: choose another name");
        } else if (value > HIGHEST_USER_PRIORITY) {
            problems.add(
                    Path.of("value"), at, "must be at most 1000000000, for higher ones are the system's, got " + value);
        }
        return problems.all();
    }

    public static List<Finding> disruptionBudget(Tree.Mapping budget) {
        var problems = new Problems();
        Tree.Mapping spec = budget.mapping("spec");
        if (spec.get("minAvailable") != null && spec.get("maxUnavailable") != null) {
            problems.add(SPEC, spec, "minAvailable and maxUnavailable exclude each other: remove one");
        }
        amount(spec.get("minAvailable"), SPEC.field("minAvailable"), problems);
        amount(spec.get("maxUnavailable"), SPEC.field("maxUnavailable"), problems);
        SelectorRules.check(spec.mapping("selector"), SPEC.field("selector"), problems);
        return problems.all();
    }

    private static void amount(@Nullable Tree amount, Path path, Problems problems) {
        if (amount instanceof Tree.Numeral count && count.value().signum() < 0) {
            problems.add(path, amount, "must not be negative, got " + Tree.describe(amount));
        }
        if (amount instanceof Tree.Text text && !isPercentage(text.value())) {
            problems.add(path, amount, "must be a count or a percentage up to 100%, got " + Tree.describe(amount));
        }
    }

    private static boolean isPercentage(String text) {
        return text.matches("[0-9]{1,3}%") && Integer.parseInt(text.substring(0, text.length() - 1)) <= 100;
    }
}
