package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What containers and pods may ask for. */
final class ResourceRules {
    private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> POD_LEVEL = Set.of("cpu", "memory");
    private static final String HUGEPAGES = "hugepages-";

    /** What quotas count. */
    static final Set<String> COUNTED = Set.of(
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");

    /** What quotas add up. */
    static final Set<String> SUMMED = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "requests.storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage");

    private ResourceRules() {}

    /** Whether a name without a prefix means something somewhere. */
    private static boolean isKnown(String name) {
        return name.equals("storage") || COUNTED.contains(name) || SUMMED.contains(name);
    }

    static void container(Tree.Mapping resources, Path path, Problems problems) {
        for (String side : List.of("limits", "requests")) {
            resources.mapping(side).fields().forEach((name, amount) -> {
                Path at = path.field(side).key(name);
                name(name, amount, at, problems);
                if (name.indexOf('/') < 0 && !STANDARD.contains(name) && !name.startsWith(HUGEPAGES)) {
                    problems.invalid(at, amount, Tree.text(name), "must be a standard resource for containers")
                            .hint("cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a prefix such as"
                                    + " nvidia.com/gpu");
                }
                amount(name, amount, at, problems);
                if (side.equals("requests")) {
                    against(name, amount, resources.mapping("limits"), path, problems);
                }
            });
        }
        limitsRequired(resources, path, problems);
    }

    static void pod(Tree.Mapping resources, Path path, Problems problems) {
        for (String side : List.of("limits", "requests")) {
            resources.mapping(side).fields().forEach((name, amount) -> {
                Path at = path.field(side).key(name);
                if (!POD_LEVEL.contains(name) && !name.startsWith(HUGEPAGES)) {
                    problems.unsupported(at, amount, Tree.text(name), "cpu", HUGEPAGES, "memory");
                }
                amount(name, amount, at, problems);
                if (side.equals("requests")) {
                    against(name, amount, resources.mapping("limits"), path, problems);
                }
            });
        }
        limitsRequired(resources, path, problems);
    }

    /** A name without a prefix must be one that is known somewhere. */
    static boolean name(String name, Tree at, Path path, Problems problems) {
        List<String> wrong = Grammar.qualifiedName(name);
        problems.invalid(path, at, name, wrong);
        if (wrong.isEmpty() && name.indexOf('/') < 0 && !isKnown(name) && !isDerived(name)) {
            problems.invalid(path, at, Tree.text(name), "must be a standard resource type or fully qualified");
        }
        return wrong.isEmpty();
    }

    private static boolean isDerived(String name) {
        return name.startsWith(HUGEPAGES) || name.startsWith("requests." + HUGEPAGES);
    }

    /** A mapping of amounts that must not be negative, such as a pod's overhead or a node's capacity. */
    static void nonNegative(Tree.Mapping amounts, Path path, Problems problems, boolean asFields) {
        amounts.fields()
                .forEach((name, tree) -> negative(tree, asFields ? path.field(name) : path.key(name), problems));
    }

    private static boolean negative(Tree tree, Path path, Problems problems) {
        Optional<Quantity> amount = Amounts.of(tree);
        if (amount.isPresent() && amount.get().value().signum() < 0) {
            problems.invalid(path, tree, Tree.text(amount.get().toString()), Problems.NOT_NEGATIVE);
            return true;
        }
        return false;
    }

    /** Devices come whole. */
    private static void amount(String name, Tree tree, Path path, Problems problems) {
        negative(tree, path, problems);
        if (name.indexOf('/') >= 0 && !name.contains("kubernetes.io/")) {
            whole(tree, path, problems);
        }
    }

    static void whole(Tree tree, Path path, Problems problems) {
        Amounts.of(tree)
                .filter(amount -> amount.value().stripTrailingZeros().scale() > 0)
                .ifPresent(amount -> problems.invalid(path, tree, Tree.text(amount.toString()), "must be an integer"));
    }

    private static void against(String name, Tree tree, Tree.Mapping limits, Path path, Problems problems) {
        Tree limit = limits.get(name);
        if (limit == null) {
            return;
        }
        Optional<Quantity> request = Amounts.of(tree);
        Optional<Quantity> most = Amounts.of(limit);
        if (request.isEmpty() || most.isEmpty()) {
            return;
        }
        int order = request.get().compareTo(most.get());
        String bound = " " + name + " limit of " + most.get();
        Tree shown = Tree.text(request.get().toString());
        if (order != 0 && !isOvercommittable(name)) {
            problems.invalid(path.field("requests"), tree, shown, "must be equal to" + bound);
        } else if (order > 0) {
            problems.invalid(path.field("requests"), tree, shown, "must be less than or equal to" + bound);
        }
    }

    private static void limitsRequired(Tree.Mapping resources, Path path, Problems problems) {
        Tree.Mapping limits = resources.mapping("limits");
        resources.mapping("requests").fields().entrySet().stream()
                .filter(each -> !isOvercommittable(each.getKey()) && limits.get(each.getKey()) == null)
                .findFirst()
                .ifPresent(each -> problems.required(
                                path.field("limits"),
                                each.getValue(),
                                "Limit must be set for non overcommitable resources")
                        .hint(each.getKey() + " needs a limit of the same amount"));
    }

    private static boolean isOvercommittable(String name) {
        return name.indexOf('/') < 0 && !name.startsWith(HUGEPAGES);
    }
}
