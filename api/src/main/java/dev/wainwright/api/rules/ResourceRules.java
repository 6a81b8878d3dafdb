package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.Optional;
import java.util.Set;

/** What containers and pods may ask for. */
final class ResourceRules {
    private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> POD_LEVEL = Set.of("cpu", "memory");
    private static final String HUGEPAGES = "hugepages-";

    private ResourceRules() {}

    static void container(Tree.Mapping resources, Path path, Problems problems) {
        amounts(resources, path, problems);
        for (String side : new String[] {"requests", "limits"}) {
            resources.mapping(side).fields().forEach((name, amount) -> {
                boolean plain = name.indexOf('/') < 0;
                if (plain && !STANDARD.contains(name) && !name.startsWith(HUGEPAGES)) {
                    problems.add(
                            path.field(side).field(name),
                            amount,
                            "is no resource of containers: cpu, memory, ephemeral-storage, hugepages-SIZE or a name with a"
                                    + " prefix such as nvidia.com/gpu");
                }
            });
        }
    }

    static void pod(Tree.Mapping resources, Path path, Problems problems) {
        amounts(resources, path, problems);
        for (String side : new String[] {"requests", "limits"}) {
            resources.mapping(side).fields().forEach((name, amount) -> {
                if (!POD_LEVEL.contains(name) && !name.startsWith(HUGEPAGES)) {
                    problems.add(
                            path.field(side).field(name),
                            amount,
                            "a pod as a whole has cpu, memory and hugepages only");
                }
            });
        }
    }

    /** A mapping of amounts that must not be negative, such as a pod's overhead or a node's capacity. */
    static void nonNegative(Tree.Mapping amounts, Path path, Problems problems) {
        amounts.fields().forEach((name, tree) -> {
            problems.add(path.field(name), tree, Grammar.qualifiedName(name));
            Values.quantity(tree)
                    .filter(amount -> amount.value().signum() < 0)
                    .ifPresent(amount -> problems.add(path.field(name), tree, "must not be negative, got " + amount));
        });
    }

    private static void amounts(Tree.Mapping resources, Path path, Problems problems) {
        Tree.Mapping requests = resources.mapping("requests");
        Tree.Mapping limits = resources.mapping("limits");
        nonNegative(requests, path.field("requests"), problems);
        nonNegative(limits, path.field("limits"), problems);
        limits.fields()
                .forEach((name, tree) -> whole(name, tree, path.field("limits").field(name), problems));
        requests.fields().forEach((name, tree) -> {
            Path at = path.field("requests").field(name);
            whole(name, tree, at, problems);
            Tree limit = limits.get(name);
            if (limit != null) {
                Values.quantity(tree).ifPresent(amount -> against(name, amount, limit, tree, at, problems));
            } else if (!isOvercommittable(name)) {
                problems.add(at, tree, "needs a limit of the same amount, for it cannot be overcommitted");
            }
        });
    }

    private static void against(String name, Quantity request, Tree limit, Tree at, Path path, Problems problems) {
        Optional<Quantity> most = Values.quantity(limit);
        if (most.isEmpty()) {
            return;
        }
        int order = request.compareTo(most.get());
        if (order > 0) {
            problems.add(path, at, "must be at most the " + name + " limit of " + most.get() + ", got " + request);
        } else if (order < 0 && !isOvercommittable(name)) {
            problems.add(
                    path,
                    at,
                    "must equal the limit of " + most.get() + ", for it cannot be overcommitted, got " + request);
        }
    }

    /** Devices come whole. */
    private static void whole(String name, Tree tree, Path path, Problems problems) {
        if (name.indexOf('/') >= 0 && !name.contains("kubernetes.io/")) {
            Values.quantity(tree)
                    .filter(amount -> amount.value().scale() > 0)
                    .ifPresent(amount -> problems.add(path, tree, "must be a whole number, got " + amount));
        }
    }

    private static boolean isOvercommittable(String name) {
        return name.indexOf('/') < 0 && !name.startsWith(HUGEPAGES);
    }
}
