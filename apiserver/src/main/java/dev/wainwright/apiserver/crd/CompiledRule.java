package dev.wainwright.apiserver.crd;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Engine;
import dev.wainwright.apiserver.cel.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One rule, ready to be asked. */
final class CompiledRule {
    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    private final Node.Rule rule;
    private final Node node;
    private final CelRuntime.Program program;
    private final CelRuntime.@Nullable Program messageProgram;

    CompiledRule(Node.Rule rule, Node node, CelRuntime.Program program, CelRuntime.@Nullable Program messageProgram) {
        this.rule = rule;
        this.node = node;
        this.program = program;
        this.messageProgram = messageProgram;
    }

    /** Whether the rule is about a change. */
    static boolean isTransition(Node.Rule rule) {
        return OLD_SELF.matcher(rule.text()).find();
    }

    Node.Rule rule() {
        return rule;
    }

    /** What is wrong, if anything is, with the value at {@code path}. */
    Optional<Finding> check(@Nullable Tree before, Tree value, String path) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", Values.of(value, node.source));
        if (rule.optionalOldSelf()) {
            variables.put("oldSelf", before == null ? Optional.empty() : Optional.of(Values.of(before, node.source)));
        } else if (before != null) {
            variables.put("oldSelf", Values.of(before, node.source));
        }
        try {
            return program.eval(variables) instanceof Boolean holds && holds
                    ? Optional.empty()
                    : Optional.of(broken(value, path, message(variables)));
        } catch (CelEvaluationException | RuntimeException e) {
            String given = rule.source().text("message", "");
            String detail = Engine.reason(e) + " evaluating rule: " + (given.isEmpty() ? rule.text() : given);
            return Optional.of(Trouble.invalid(path, Tree.text(Tree.type(value)), detail));
        }
    }

    private String message(Map<String, Object> variables) {
        String given = rule.source().text("message", "");
        String otherwise = given.isEmpty() ? "failed rule: " + rule.text().strip() : given;
        if (messageProgram == null) {
            return otherwise;
        }
        try {
            return messageProgram.eval(variables) instanceof String text && !text.isBlank() && !text.contains("\n")
                    ? text
                    : otherwise;
        } catch (CelEvaluationException | RuntimeException e) {
            return otherwise;
        }
    }

    private Finding broken(Tree value, String path, String message) {
        String field = path + rule.source().text("fieldPath", "");
        boolean scalar = !(value instanceof Tree.Mapping || value instanceof Tree.Sequence);
        return Trouble.of(
                field,
                switch (rule.source().text("reason", "FieldValueInvalid")) {
                    case "FieldValueForbidden" -> Cause.forbidden(message);
                    case "FieldValueRequired" -> Cause.required(message);
                    case "FieldValueDuplicate" -> Cause.duplicate(value);
                    default -> scalar ? Cause.invalid(value, message) : Cause.said(message);
                });
    }
}
