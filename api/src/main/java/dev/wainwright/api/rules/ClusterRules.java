package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes, priority classes, disruption budgets, leases, events, runtime classes. */
public final class ClusterRules {
    private static final Path SPEC = Path.of("spec");
    private static final long HIGHEST_USER_PRIORITY = 1_000_000_000;
    private static final Map<String, Long> SYSTEM_CLASSES =
            Map.of("system-cluster-critical", 2_000_000_000L, "system-node-critical", 2_000_001_000L);

    private ClusterRules() {}

    public static List<Finding> node(Tree.Mapping node) {
        var problems = new Problems();
        PlacementRules.taints(node.mapping("spec"), Path.of("metadata"), problems);
        for (String amounts : List.of("capacity", "allocatable")) {
            ResourceRules.nonNegative(
                    node.mapping("status").mapping(amounts), Path.of("status").field(amounts), problems, true);
        }
        if (node.mapping("spec").get("podCIDR") instanceof Tree.Text block) {
            Addresses.cidr(block, SPEC.field("podCIDRs").item(0), problems);
        }
        return problems.all();
    }

    public static List<Finding> priorityClass(Tree.Mapping priorityClass) {
        var problems = new Problems();
        Tree.Mapping metadata = priorityClass.mapping("metadata");
        String name = metadata.text("name", "");
        long value = Values.integer(priorityClass, "value", 0);
        Long system = SYSTEM_CLASSES.get(name);
        if (name.startsWith("system-")) {
            if (system == null || value != system) {
                String why = system == null
                        ? name + " is not a known system priority class"
                        : "value of " + name + " PriorityClass must be " + system;
                problems.forbidden(
                        Path.of("metadata").field("name"),
                        Values.at(metadata, "name"),
                        "priority class names with 'system-' prefix are reserved for system use only. error: " + why);
            }
        } else if (value > HIGHEST_USER_PRIORITY) {
            problems.forbidden(
                    Path.of("value"),
                    Values.at(priorityClass, "value"),
                    "maximum allowed value of a user defined priority is 1000000000");
        }
        problems.oneOf(priorityClass, "preemptionPolicy", Path.ROOT, "PreemptLowerPriority", "Never");
        return problems.all();
    }

    public static List<Finding> disruptionBudget(Tree.Mapping budget) {
        var problems = new Problems();
        Tree.Mapping spec = budget.mapping("spec");
        if (spec.get("minAvailable") != null && spec.get("maxUnavailable") != null) {
            problems.invalid(SPEC, spec, shown(spec), "minAvailable and maxUnavailable cannot be both set");
        }
        Grammar.amount(spec, "minAvailable", SPEC, problems);
        Grammar.atMostAll(spec, "minAvailable", SPEC, problems);
        Grammar.amount(spec, "maxUnavailable", SPEC, problems);
        Grammar.atMostAll(spec, "maxUnavailable", SPEC, problems);
        SelectorRules.check(spec.mapping("selector"), SPEC.field("selector"), problems);
        problems.oneOf(spec, "unhealthyPodEvictionPolicy", SPEC, "AlwaysAllow", "IfHealthyBudget");
        return problems.all();
    }

    /** As the server prints its own structure. */
    private static Tree shown(Tree.Mapping spec) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        for (String name : List.of("minAvailable", "selector", "maxUnavailable", "unhealthyPodEvictionPolicy")) {
            Tree value = spec.get(name);
            fields.put(
                    Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    value == null ? new Tree.Null(0) : value);
        }
        return new Tree.Mapping(fields, spec.line());
    }

    public static List<Finding> lease(Tree.Mapping lease) {
        var problems = new Problems();
        Tree.Mapping spec = lease.mapping("spec");
        if (spec.get("leaseDurationSeconds") instanceof Tree.Numeral seconds
                && seconds.value().signum() <= 0) {
            problems.invalid(SPEC.field("leaseDurationSeconds"), seconds, "must be greater than 0");
        }
        problems.notNegative(spec, "leaseTransitions", SPEC);
        return problems.all();
    }

    public static List<Finding> event(Tree.Mapping event) {
        var problems = new Problems();
        Tree.Mapping about = event.mapping("involvedObject");
        String namespace = about.text("namespace", "");
        // What is about no namespaced object lives in the default one.
        String home = namespace.isEmpty() ? "default" : namespace;
        if (!home.equals(event.mapping("metadata").text("namespace", "default"))) {
            problems.invalid(
                    Path.of("involvedObject").field("namespace"),
                    Values.at(about, "namespace"),
                    Tree.text(namespace),
                    "does not match event.namespace");
        }
        return problems.all();
    }

    public static List<Finding> runtimeClass(Tree.Mapping runtimeClass) {
        var problems = new Problems();
        Tree handler = Values.at(runtimeClass, "handler");
        String name = runtimeClass.text("handler", "");
        problems.invalid(Path.of("handler"), handler, name, Grammar.dnsLabel(name));
        return problems.all();
    }
}
