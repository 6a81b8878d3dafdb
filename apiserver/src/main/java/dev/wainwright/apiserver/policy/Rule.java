package dev.wainwright.apiserver.policy;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Which requests a policy is about: one of its {@code resourceRules}. */
record Rule(
        List<String> operations,
        List<String> groups,
        List<String> versions,
        List<String> resources,
        List<String> names,
        String scope) {
    static Rule read(Tree.Mapping rule) {
        return new Rule(
                texts(rule, "operations"),
                texts(rule, "apiGroups"),
                texts(rule, "apiVersions"),
                texts(rule, "resources"),
                texts(rule, "resourceNames"),
                rule.text("scope", "*"));
    }

    static List<String> texts(Tree.Mapping mapping, String name) {
        return mapping.items(name).stream()
                .map(item -> item instanceof Tree.Text text ? text.value() : "")
                .toList();
    }

    /** @param as the request's resource, or another name for it */
    boolean matches(Request request, Resource as) {
        return isInScope(request)
                && has(operations, request.operation().name())
                && has(groups, as.group())
                && has(versions, as.version())
                && resources.stream().anyMatch(each -> names(each, as.plural(), request.subresource()))
                && (names.isEmpty() || names.contains(request.name()));
    }

    private boolean isInScope(Request request) {
        boolean outside = request.isNamespace() || request.namespace().isEmpty();
        return switch (scope) {
            case "Namespaced" -> !outside;
            case "Cluster" -> outside;
            default -> true;
        };
    }

    private static boolean has(List<String> wanted, String value) {
        return wanted.contains("*") || wanted.contains(value);
    }

    private static boolean names(String wanted, String plural, String subresource) {
        int slash = wanted.indexOf('/');
        String resource = slash < 0 ? wanted : wanted.substring(0, slash);
        String part = slash < 0 ? "" : wanted.substring(slash + 1);
        return (resource.equals("*") || resource.equals(plural)) && (part.equals("*") || part.equals(subresource));
    }
}
