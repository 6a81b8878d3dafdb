package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Roles and who has them. */
public final class AccessRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private AccessRules() {}

    public static List<Finding> role(Tree.Mapping role) {
        var problems = new Problems();
        Values.eachItem(role, "rules", Path.ROOT, (rule, path) -> rule(rule, true, path, problems));
        return problems.all();
    }

    public static List<Finding> clusterRole(Tree.Mapping role) {
        var problems = new Problems();
        Values.eachItem(role, "rules", Path.ROOT, (rule, path) -> rule(rule, false, path, problems));
        return problems.all();
    }

    private static void rule(Tree.Mapping rule, boolean namespaced, Path path, Problems problems) {
        if (rule.items("verbs").isEmpty()) {
            problems.required(path.field("verbs"), rule, "verbs must contain at least one value");
        }
        boolean resources = !rule.items("apiGroups").isEmpty()
                || !rule.items("resources").isEmpty()
                || !rule.items("resourceNames").isEmpty();
        if (!rule.items("nonResourceURLs").isEmpty()) {
            Tree urls = Values.at(rule, "nonResourceURLs");
            if (namespaced) {
                problems.invalid(
                        path.field("nonResourceURLs"), urls, "namespaced rules cannot apply to non-resource URLs");
            }
            if (resources) {
                problems.invalid(
                        path.field("nonResourceURLs"),
                        urls,
                        "rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (rule.items("apiGroups").isEmpty()) {
            problems.required(path.field("apiGroups"), rule, "resource rules must supply at least one api group");
        }
        if (rule.items("resources").isEmpty()) {
            problems.required(path.field("resources"), rule, "resource rules must supply at least one resource");
        }
    }

    public static List<Finding> roleBinding(Tree.Mapping binding) {
        return binding(binding, true);
    }

    public static List<Finding> clusterRoleBinding(Tree.Mapping binding) {
        return binding(binding, false);
    }

    private static List<Finding> binding(Tree.Mapping binding, boolean namespaced) {
        var problems = new Problems();
        Tree.Mapping role = binding.mapping("roleRef");
        Path path = Path.of("roleRef");
        if (!role.text("apiGroup", GROUP).equals(GROUP)) {
            problems.unsupported(path.field("apiGroup"), Values.at(role, "apiGroup"), GROUP);
        }
        List<String> kinds = new ArrayList<>();
        if (namespaced) {
            kinds.add("Role");
        }
        kinds.add("ClusterRole");
        if (!kinds.contains(role.text("kind", ""))) {
            problems.unsupported(
                    path.field("kind"),
                    Values.at(role, "kind"),
                    Tree.text(role.text("kind", "")),
                    kinds.toArray(String[]::new));
        }
        String name = role.text("name", "");
        if (name.isEmpty()) {
            problems.required(path.field("name"), role);
        } else {
            problems.invalid(path.field("name"), Values.at(role, "name"), Grammar.pathSegment(name));
        }
        Values.eachItem(binding, "subjects", Path.ROOT, (subject, at) -> subject(subject, namespaced, at, problems));
        return problems.all();
    }

    private static void subject(Tree.Mapping subject, boolean namespaced, Path path, Problems problems) {
        String name = subject.text("name", "");
        if (name.isEmpty()) {
            problems.required(path.field("name"), subject);
        }
        switch (subject.text("kind", "")) {
            case "ServiceAccount" -> {
                if (!name.isEmpty()) {
                    problems.invalid(path.field("name"), Values.at(subject, "name"), Grammar.dnsSubdomain(name));
                }
                if (!subject.text("apiGroup", "").isEmpty()) {
                    problems.unsupported(path.field("apiGroup"), Values.at(subject, "apiGroup"), "");
                }
                if (!namespaced && subject.text("namespace", "").isEmpty()) {
                    problems.required(path.field("namespace"), subject);
                }
            }
            case "User", "Group" -> {
                if (!subject.text("apiGroup", GROUP).equals(GROUP)) {
                    problems.unsupported(path.field("apiGroup"), Values.at(subject, "apiGroup"), GROUP);
                }
            }
            default ->
                problems.unsupported(
                        path.field("kind"),
                        Values.at(subject, "kind"),
                        Tree.text(subject.text("kind", "")),
                        "ServiceAccount",
                        "User",
                        "Group");
        }
    }
}
