package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;

/** A pod's spread constraints, tolerations and scheduling gates. */
final class PlacementRules {
    private PlacementRules() {}

    /** @param live whether the pod comes from a server, which merges matchLabelKeys into the selector */
    static void spread(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        var seen = new HashSet<List<String>>();
        Values.eachItem(spec, "topologySpreadConstraints", path, (constraint, at) -> {
            constraint(constraint, at, problems);
            matchLabelKeys(constraint, live, at, problems);
            String key = constraint.text("topologyKey", "");
            String when = constraint.text("whenUnsatisfiable", "");
            if (!seen.add(List.of(key, when))) {
                problems.add(
                        at, constraint, "duplicates an earlier constraint with topologyKey " + key + " and " + when);
            }
        });
    }

    private static void constraint(Tree.Mapping constraint, Path path, Problems problems) {
        long skew = Values.integer(constraint, "maxSkew", 0);
        if (skew <= 0) {
            problems.add(
                    path.field("maxSkew"), Values.at(constraint, "maxSkew"), "must be greater than zero, got " + skew);
        }
        String key = constraint.text("topologyKey", "");
        if (key.isEmpty()) {
            problems.add(path.field("topologyKey"), constraint, "required: an empty topology key is not allowed");
        } else {
            problems.add(path.field("topologyKey"), constraint, Grammar.qualifiedName(key));
        }
        if (constraint.get("minDomains") instanceof Tree.Numeral minDomains) {
            if (minDomains.value().signum() <= 0) {
                problems.add(path.field("minDomains"), minDomains, "must be greater than zero");
            }
            if (!constraint.text("whenUnsatisfiable", "").equals("DoNotSchedule")) {
                problems.add(
                        path.field("minDomains"), minDomains, "is allowed with whenUnsatisfiable DoNotSchedule only");
            }
        }
        SelectorRules.check(constraint.mapping("labelSelector"), path.field("labelSelector"), problems);
    }

    private static void matchLabelKeys(Tree.Mapping constraint, boolean live, Path path, Problems problems) {
        List<Tree> keys = constraint.items("matchLabelKeys");
        if (!keys.isEmpty() && constraint.get("labelSelector") == null) {
            problems.add(path.field("matchLabelKeys"), constraint, "needs a labelSelector beside it");
        }
        for (Tree key : keys) {
            problems.add(path.field("matchLabelKeys"), key, Grammar.qualifiedName(Values.text(key)));
            boolean selected =
                    constraint.mapping("labelSelector").mapping("matchLabels").get(Values.text(key)) != null;
            if (selected && !live) {
                problems.add(
                        path.field("matchLabelKeys"),
                        key,
                        "the labelSelector has " + Grammar.quoted(Values.text(key))
                                + " already: remove it from one of them");
            }
        }
    }

    static void tolerations(Tree.Mapping spec, Path path, Problems problems) {
        Values.eachItem(spec, "tolerations", path, (toleration, at) -> {
            String key = toleration.text("key", "");
            String operator = toleration.text("operator", "Equal");
            if (!key.isEmpty()) {
                problems.add(at.field("key"), toleration, Grammar.qualifiedName(key));
            } else if (!operator.equals("Exists")) {
                problems.add(at.field("operator"), toleration, "must be Exists when the key is empty");
            }
            value(toleration, operator, at, problems);
            boolean evicts = toleration.text("effect", "").equals("NoExecute");
            if (toleration.get("tolerationSeconds") != null && !evicts) {
                problems.add(at.field("effect"), toleration, "must be NoExecute when tolerationSeconds is set");
            }
        });
    }

    private static void value(Tree.Mapping toleration, String operator, Path path, Problems problems) {
        String value = toleration.text("value", "");
        switch (operator) {
            case "Exists" -> {
                if (!value.isEmpty()) {
                    problems.add(path.field("value"), toleration, "must be empty when the operator is Exists");
                }
            }
            case "Equal", "" -> problems.add(path.field("value"), toleration, Grammar.labelValue(value));
            // Gt and Lt are in the schema, but behind a feature gate that is off.
            default ->
                problems.add(
                        path.field("operator"),
                        toleration,
                        "must be one of \"Equal\", \"Exists\", got " + Grammar.quoted(operator));
        }
    }

    static void gates(Tree.Mapping spec, Path path, Problems problems) {
        var seen = new HashSet<String>();
        Values.eachItem(spec, "schedulingGates", path, (gate, at) -> {
            String name = gate.text("name", "");
            problems.add(at.field("name"), gate, Grammar.qualifiedName(name));
            if (!seen.add(name)) {
                problems.add(at.field("name"), gate, "duplicates an earlier gate: " + name);
            }
        });
    }

    /** A node's taints; node claims have the same. */
    static void taints(Tree.Mapping spec, Path path, Problems problems) {
        var seen = new HashSet<List<String>>();
        Values.eachItem(spec, "taints", path, (taint, at) -> {
            problems.add(at.field("key"), taint, Grammar.qualifiedName(taint.text("key", "")));
            problems.add(at.field("value"), taint, Grammar.labelValue(taint.text("value", "")));
            if (!seen.add(List.of(taint.text("key", ""), taint.text("effect", "")))) {
                problems.add(at, taint, "duplicates an earlier taint with the same key and effect");
            }
        });
    }
}
