package dev.wainwright.apiserver.policy;

import dev.wainwright.apiserver.policy.CompiledPolicy.Validation;
import dev.wainwright.apiserver.policy.Expression.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one policy says about one request with one set of parameters.
 *
 * @param denials what it does not allow
 * @param failures why something could not be found out, which its binding's actions have no part in
 * @param annotations for the audit log
 */
record Verdict(List<Denial> denials, List<String> failures, Map<String, String> annotations) {
    private static final Verdict NOTHING = new Verdict(List.of(), List.of(), Map.of());

    /** The longest message that is passed on. */
    private static final int LONGEST = 5 * 1024;

    /** One validation that does not hold, or cannot be asked. */
    record Denial(int position, String message, String reason) {}

    static Verdict of(Hook hook, Request request, Resource as, Object params) {
        CompiledPolicy policy = hook.compiled();
        if (!policy.faults.isEmpty()) {
            return failed(hook, "compilation error: " + policy.faults.getFirst().why());
        }
        try {
            if (!isMeant(policy, hook, Activation.ofConditions(request, as, params))) {
                return NOTHING;
            }
        } catch (Failure e) {
            return failed(hook, String.valueOf(e.getMessage()));
        }
        Map<String, Object> known = Activation.of(request, as, params, policy.variables);
        var denials = new ArrayList<Denial>();
        for (int i = 0; i < policy.validations.size(); i++) {
            ask(hook, policy.validations.get(i), i, known, denials);
        }
        var failures = new ArrayList<String>();
        return new Verdict(denials, failures, annotations(hook, known, failures));
    }

    private static Verdict failed(Hook hook, String why) {
        return hook.ignoresFailure()
                ? NOTHING
                : new Verdict(List.of(new Denial(0, why, "Invalid")), List.of(), Map.of());
    }

    /** Whether all conditions hold; one that does not is enough, whatever became of the others. */
    private static boolean isMeant(CompiledPolicy policy, Hook hook, Map<String, Object> known) throws Failure {
        var failures = new ArrayList<String>();
        for (Expression condition : policy.conditions) {
            try {
                if (!condition.value(known).equals(true)) {
                    return false;
                }
            } catch (Failure e) {
                failures.add(e.getMessage());
            }
        }
        if (failures.isEmpty()) {
            return true;
        }
        if (hook.ignoresFailure()) {
            return false;
        }
        throw new Failure(failures.size() == 1 ? failures.getFirst() : '[' + String.join(", ", failures) + ']');
    }

    private static void ask(
            Hook hook, Validation validation, int position, Map<String, Object> known, List<Denial> denials) {
        try {
            if (!validation.rule().value(known).equals(true)) {
                denials.add(new Denial(position, message(validation, known), validation.reason()));
            }
        } catch (Failure e) {
            if (!hook.ignoresFailure()) {
                denials.add(new Denial(position, String.valueOf(e.getMessage()), "Invalid"));
            }
        }
    }

    private static String message(Validation validation, Map<String, Object> known) {
        String given = validation.message().isEmpty()
                ? "failed expression: " + validation.rule().text().strip()
                : validation.message();
        Expression made = validation.messageExpression();
        if (made == null) {
            return given;
        }
        try {
            return made.value(known) instanceof String text
                            && !text.isBlank()
                            && !text.strip().contains("\n")
                            && text.length() <= LONGEST
                    ? text.strip()
                    : given;
        } catch (Failure e) {
            return given;
        }
    }

    private static Map<String, String> annotations(Hook hook, Map<String, Object> known, List<String> failures) {
        var annotations = new LinkedHashMap<String, String>();
        for (CompiledPolicy.Annotation annotation : hook.compiled().annotations) {
            try {
                if (annotation.value().value(known) instanceof String text && !text.isBlank()) {
                    annotations.put(hook.name() + '/' + annotation.key(), text.strip());
                }
            } catch (Failure e) {
                if (!hook.ignoresFailure()) {
                    failures.add(e.getMessage());
                }
            }
        }
        return annotations;
    }
}
