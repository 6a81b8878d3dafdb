package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pod's spread constraints, tolerations and scheduling gates. */
final class PlacementRules {
    private PlacementRules() {}

    /** @param live whether the pod comes from a server, which merges matchLabelKeys into the selector */
    static void spread(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        Path all = path.field("topologySpreadConstraints");
        var seen = new HashSet<String>();
        Values.eachItem(spec, "topologySpreadConstraints", path, (constraint, at) -> {
            constraint(constraint, at, problems);
            String pair =
                    '{' + constraint.text("topologyKey", "") + ", " + constraint.text("whenUnsatisfiable", "") + '}';
            if (!seen.add(pair)) {
                // The server names the one before, whose pair is taken.
                Path earlier = all.item(seen.size() - 1).field("{topologyKey, whenUnsatisfiable}");
                problems.duplicate(earlier, constraint, pair);
            }
            matchLabelKeys(constraint, live, at, problems);
        });
    }

    private static void constraint(Tree.Mapping constraint, Path path, Problems problems) {
        long skew = Values.integer(constraint, "maxSkew", 0);
        if (skew <= 0) {
            problems.invalid(
                    path.field("maxSkew"), Values.at(constraint, "maxSkew"), Tree.number(skew), Problems.POSITIVE);
        }
        topologyKey(constraint, path, problems, false);
        String when = constraint.text("whenUnsatisfiable", "");
        if (!when.equals("DoNotSchedule") && !when.equals("ScheduleAnyway")) {
            problems.unsupported(
                    path.field("whenUnsatisfiable"),
                    Values.at(constraint, "whenUnsatisfiable"),
                    Tree.text(when),
                    "DoNotSchedule",
                    "ScheduleAnyway");
        }
        if (constraint.get("minDomains") instanceof Tree.Numeral minDomains) {
            if (minDomains.value().signum() <= 0) {
                problems.invalid(path.field("minDomains"), minDomains, Problems.POSITIVE);
            }
            if (!when.equals("DoNotSchedule")) {
                problems.invalid(
                        path.field("minDomains"),
                        minDomains,
                        "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + when);
            }
        }
        for (String policy : List.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
            problems.oneOf(constraint, policy, path, "Honor", "Ignore");
        }
        SelectorRules.check(constraint.mapping("labelSelector"), path.field("labelSelector"), problems);
    }

    /** An empty key is missing; where it is also held against the grammar of labels the server says both. */
    static void topologyKey(Tree.Mapping term, Path path, Problems problems, boolean both) {
        String key = term.text("topologyKey", "");
        if (key.isEmpty()) {
            problems.required(path.field("topologyKey"), term, "can not be empty");
        }
        if (both) {
            problems.invalid(path.field("topologyKey"), term, key, Grammar.labelKey(key));
        }
    }

    private static void matchLabelKeys(Tree.Mapping constraint, boolean live, Path path, Problems problems) {
        List<Tree> keys = constraint.items("matchLabelKeys");
        Path at = path.field("matchLabelKeys");
        if (!keys.isEmpty() && constraint.get("labelSelector") == null) {
            problems.forbidden(at, constraint, "must not be specified when labelSelector is not set");
            return;
        }
        int position = 0;
        for (Tree key : keys) {
            problems.invalid(at.item(position), key, Grammar.labelKey(Values.text(key)));
            boolean selected =
                    constraint.mapping("labelSelector").mapping("matchLabels").get(Values.text(key)) != null;
            if (selected && !live) {
                problems.invalid(at.item(position), key, "exists in both matchLabelKeys and labelSelector");
            }
            position++;
        }
    }

    static void tolerations(Tree.Mapping spec, Path path, Problems problems) {
        Values.eachItem(spec, "tolerations", path, (toleration, at) -> {
            String key = toleration.text("key", "");
            String operator = toleration.text("operator", "");
            if (!key.isEmpty()) {
                problems.invalid(at.field("key"), toleration, key, Grammar.labelKey(key));
            } else if (!operator.equals("Exists")) {
                problems.invalid(
                        at.field("operator"),
                        toleration,
                        Tree.text(operator),
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            boolean evicts = toleration.text("effect", "").equals("NoExecute");
            if (toleration.get("tolerationSeconds") != null && !evicts) {
                problems.invalid(
                        at.field("effect"),
                        toleration,
                        Tree.text(toleration.text("effect", "")),
                        "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            value(toleration, operator, at, problems);
            problems.oneOf(toleration, "effect", at, "NoSchedule", "PreferNoSchedule", "NoExecute");
        });
    }

    private static void value(Tree.Mapping toleration, String operator, Path path, Problems problems) {
        Tree value = Values.at(toleration, "value");
        String text = toleration.text("value", "");
        switch (operator) {
            case "Exists" -> {
                if (!text.isEmpty()) {
                    problems.invalid(path.field("operator"), value, "value must be empty when `operator` is 'Exists'");
                }
            }
            case "Equal", "" -> problems.invalid(path.field("operator"), value, text, Grammar.labelValue(text));
            // Gt and Lt are in the schema, but behind a feature gate that is off.
            default ->
                problems.unsupported(path.field("operator"), Values.at(toleration, "operator"), "Equal", "Exists");
        }
    }

    static void gates(Tree.Mapping spec, Path path, Problems problems) {
        var seen = new HashSet<String>();
        Values.eachItem(spec, "schedulingGates", path, (gate, at) -> {
            String name = gate.text("name", "");
            problems.invalid(at, gate, name, Grammar.qualifiedName(name));
            if (!seen.add(name)) {
                problems.duplicate(at, gate, name);
            }
        });
    }

    /** A node's taints; the server gives them a place that they do not have. */
    static void taints(Tree.Mapping spec, Path path, Problems problems) {
        var seen = new HashSet<List<String>>();
        Values.eachItem(spec, "taints", path, (taint, at) -> {
            String key = taint.text("key", "");
            String value = taint.text("value", "");
            String effect = taint.text("effect", "");
            problems.invalid(at.field("key"), taint, key, Grammar.labelKey(key));
            problems.invalid(at.field("value"), taint, value, Grammar.labelValue(value));
            problems.oneOf(taint, "effect", at, "NoSchedule", "PreferNoSchedule", "NoExecute");
            if (effect.isEmpty()) {
                problems.required(at.field("effect"), taint, "");
            }
            if (!seen.add(List.of(key, effect))) {
                Map<String, Tree> shown = new LinkedHashMap<>();
                shown.put("Key", Tree.text(key));
                shown.put("Value", Tree.text(value));
                shown.put("Effect", Tree.text(effect));
                shown.put("TimeAdded", new Tree.Null(0));
                problems.duplicate(
                        at, taint, new Tree.Mapping(shown, 0), "taints must be unique by key and effect pair");
            }
        });
    }
}
