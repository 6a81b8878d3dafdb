package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a rule, apart from its expressions. */
final class RuleSpelling {
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

    private RuleSpelling() {}

    /** {@code path} ends in a dot. */
    static List<Finding> check(Tree.Mapping rule, Node node, String path) {
        var findings = new ArrayList<Finding>();
        if (rule.text("rule", "").isBlank()) {
            findings.add(Trouble.required(path + "rule", "rule is not specified"));
        }
        String message = rule.text("message", "");
        if (message.contains("\n")) {
            findings.add(Trouble.invalid(path + "message", Tree.text(message), "must not contain line breaks"));
        } else if (rule.text("rule", "").contains("\n") && message.isEmpty()) {
            findings.add(Trouble.required(path + "message", "message must be specified if rule contains line breaks"));
        }
        String reason = rule.text("reason", "");
        if (!reason.isEmpty() && !REASONS.contains(reason)) {
            findings.add(Trouble.of(path + "reason", Cause.notSupported(Tree.text(reason), REASONS)));
        }
        String fieldPath = rule.text("fieldPath", "");
        if (!fieldPath.isEmpty() && !leadsSomewhere(node, fieldPath)) {
            findings.add(Trouble.invalid(path + "fieldPath", Tree.text(fieldPath), "must be a valid path"));
        }
        return findings;
    }

    /** Follows {@code .a.b} and {@code ['a.b']}. */
    private static boolean leadsSomewhere(Node node, String path) {
        Node at = node;
        String rest = path;
        while (!rest.isEmpty() && at != null) {
            String name = first(rest);
            if (name == null) {
                return false;
            }
            rest = rest.substring(rest.startsWith("[") ? name.length() + 4 : name.length() + 1);
            at = at.field(name);
        }
        return at != null;
    }

    private static @Nullable String first(String path) {
        if (path.startsWith("['") && path.contains("']")) {
            return path.substring(2, path.indexOf("']"));
        }
        if (!path.startsWith(".") || path.length() == 1) {
            return null;
        }
        int end = 1;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(1, end);
    }
}
