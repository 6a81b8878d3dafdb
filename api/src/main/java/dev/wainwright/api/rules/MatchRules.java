package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which requests an admission policy or a binding is about. */
final class MatchRules {
    private static final String[] OPERATIONS = {"*", "CONNECT", "CREATE", "DELETE", "UPDATE"};

    private MatchRules() {}

    static void check(Tree.Mapping matching, Path path, Problems problems) {
        problems.oneOf(matching, "matchPolicy", path, "Equivalent", "Exact");
        for (String selector : List.of("namespaceSelector", "objectSelector")) {
            SelectorRules.check(matching.mapping(selector), path.field(selector), problems);
        }
        for (String rules : List.of("resourceRules", "excludeResourceRules")) {
            Values.eachItem(matching, rules, path, (rule, at) -> rule(rule, at, problems));
        }
    }

    private static void rule(Tree.Mapping rule, Path path, Problems problems) {
        names(rule, path.field("resourceNames"), problems);
        required(rule, "operations", path, problems);
        alone(rule, "operations", "operations", path, problems);
        int position = 0;
        for (Tree operation : rule.items("operations")) {
            Path at = path.field("operations").item(position++);
            if (!List.of(OPERATIONS).contains(Values.text(operation))) {
                problems.unsupported(at, operation, OPERATIONS);
            }
        }
        required(rule, "apiGroups", path, problems);
        alone(rule, "apiGroups", "API groups", path, problems);
        required(rule, "apiVersions", path, problems);
        alone(rule, "apiVersions", "API versions", path, problems);
        resources(rule, path.field("resources"), problems);
        problems.oneOf(rule, "scope", path, "*", "Cluster", "Namespaced");
    }

    private static void names(Tree.Mapping rule, Path path, Problems problems) {
        Set<String> names = new HashSet<>();
        int position = 0;
        for (Tree item : rule.items("resourceNames")) {
            Path at = path.item(position++);
            String name = Values.text(item);
            problems.invalid(at, item, Grammar.pathSegment(name));
            if (!names.add(name)) {
                problems.duplicate(at, item, item);
            }
        }
    }

    private static void required(Tree.Mapping rule, String name, Path path, Problems problems) {
        if (rule.items(name).isEmpty()) {
            problems.required(path.field(name), rule);
        }
    }

    private static void alone(Tree.Mapping rule, String name, String called, Path path, Problems problems) {
        List<Tree> items = rule.items(name);
        if (items.size() > 1 && items.contains(Tree.text("*"))) {
            problems.invalid(
                    path.field(name), Values.at(rule, name), "if '*' is present, must not specify other " + called);
        }
    }

    private static void resources(Tree.Mapping rule, Path path, Problems problems) {
        List<Tree> resources = rule.items("resources");
        if (resources.isEmpty()) {
            problems.required(path, rule);
        }
        Set<String> allOf = new HashSet<>();
        Set<String> ofAll = new HashSet<>();
        boolean plain = false;
        int position = 0;
        for (Tree item : resources) {
            Path at = path.item(position++);
            String text = Values.text(item);
            if (text.isEmpty()) {
                problems.required(at, item);
                continue;
            }
            int slash = text.indexOf('/');
            if (slash < 0) {
                plain = !text.equals("*");
                continue;
            }
            String resource = text.substring(0, slash);
            String part = text.substring(slash + 1);
            covered(allOf.contains(resource), resource + "/*", item, at, problems);
            covered(ofAll.contains(part), "*/" + part, item, at, problems);
            if (part.equals("*")) {
                allOf.add(resource);
            }
            if (resource.equals("*")) {
                ofAll.add(part);
            }
        }
        if (resources.size() > 1 && resources.contains(Tree.text("*/*"))) {
            problems.invalid(
                    path, Values.at(rule, "resources"), "if '*/*' is present, must not specify other resources");
        }
        if (plain && resources.contains(Tree.text("*"))) {
            problems.invalid(
                    path,
                    Values.at(rule, "resources"),
                    "if '*' is present, must not specify other resources without subresources");
        }
    }

    private static void covered(boolean is, String by, Tree item, Path at, Problems problems) {
        if (is) {
            problems.invalid(at, item, "if '" + by + "' is present, must not specify " + Values.text(item));
        }
    }
}
