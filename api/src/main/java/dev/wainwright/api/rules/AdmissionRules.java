package dev.wainwright.api.rules;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** ValidatingAdmissionPolicies and what binds them; whether their expressions make sense is for the API server to say. */
public final class AdmissionRules {
    private static final Path SPEC = Path.of("spec");
    private static final String[] ACTIONS = {"Audit", "Deny", "Warn"};
    private static final int MOST_ANNOTATIONS = 20;
    private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
    private static final Pattern VERSION = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final String UNLIKE_LABEL =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character,"
                    + " and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
                    + " '[a-z]([-a-z0-9]*[a-z0-9])?')";

    private AdmissionRules() {}

    public static List<Finding> policy(Tree.Mapping policy) {
        var problems = new Problems();
        Tree.Mapping spec = policy.mapping("spec");
        problems.oneOf(spec, "failurePolicy", SPEC, "Fail", "Ignore");
        if (spec.get("paramKind") instanceof Tree.Mapping kind) {
            paramKind(kind, SPEC.field("paramKind"), problems);
        }
        Path constraints = SPEC.field("matchConstraints");
        if (spec.get("matchConstraints") instanceof Tree.Mapping matching) {
            MatchRules.check(matching, constraints, problems);
            if (matching.items("resourceRules").isEmpty()) {
                problems.required(constraints.field("resourceRules"), matching);
            }
        } else {
            problems.required(constraints, spec);
        }
        conditions(spec, problems);
        Values.eachItem(spec, "variables", SPEC, (variable, path) -> variable(variable, path, problems));
        validations(policy, spec, problems);
        return problems.all();
    }

    private static void paramKind(Tree.Mapping kind, Path path, Problems problems) {
        String apiVersion = kind.text("apiVersion", "");
        int slash = apiVersion.indexOf('/');
        String version = apiVersion.substring(slash + 1);
        if (apiVersion.isEmpty()) {
            problems.required(path.field("apiVersion"), kind);
        } else if (apiVersion.indexOf('/', slash + 1) >= 0) {
            problems.invalid(
                    path.field("apiVersion"),
                    Values.at(kind, "apiVersion"),
                    "unexpected GroupVersion string: " + apiVersion);
        } else {
            if (slash > 0) {
                String group = apiVersion.substring(0, slash);
                problems.invalid(path.field("apiVersion"), kind, group, Grammar.dnsSubdomain(group));
            }
            if (version.isEmpty()) {
                problems.invalid(path.field("apiVersion"), Values.at(kind, "apiVersion"), "version must be specified");
            } else if (!VERSION.matcher(version).matches()) {
                problems.invalid(path.field("apiVersion"), kind, Tree.text(version), UNLIKE_LABEL);
            }
        }
        String name = kind.text("kind", "");
        if (name.isEmpty()) {
            problems.required(path.field("kind"), kind);
        } else if (!VERSION.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            problems.invalid(
                    path.field("kind"),
                    Values.at(kind, "kind"),
                    "may have mixed case, but should otherwise match: " + UNLIKE_LABEL);
        }
    }

    private static void conditions(Tree.Mapping spec, Problems problems) {
        var names = new HashSet<String>();
        Values.eachItem(spec, "matchConditions", SPEC, (condition, path) -> {
            if (condition.text("expression", "").isBlank()) {
                problems.required(path.field("expression"), condition);
            }
            String name = condition.text("name", "");
            if (name.isEmpty()) {
                problems.required(path.field("name"), condition);
            } else {
                problems.invalid(path.field("name"), condition, name, Grammar.qualifiedName(name));
                if (!names.add(name)) {
                    problems.duplicate(path.field("name"), condition, name);
                }
            }
        });
    }

    private static void variable(Tree.Mapping variable, Path path, Problems problems) {
        String name = variable.text("name", "");
        if (name.isBlank()) {
            problems.required(path.field("name"), variable, "name is not specified");
        } else if (!IDENTIFIER.matcher(name).matches() || RESERVED.contains(name)) {
            problems.invalid(path.field("name"), Values.at(variable, "name"), "must be a valid CEL identifier");
        }
        if (variable.text("expression", "").isBlank()) {
            problems.required(path.field("expression"), variable, "expression is not specified");
        }
    }

    private static void validations(Tree.Mapping policy, Tree.Mapping spec, Problems problems) {
        if (spec.items("validations").isEmpty()
                && spec.items("auditAnnotations").isEmpty()) {
            String why = "validations or auditAnnotations must contain at least one item";
            problems.required(SPEC.field("validations"), spec, why);
            problems.required(SPEC.field("auditAnnotations"), spec, why);
            return;
        }
        Values.eachItem(spec, "validations", SPEC, (validation, path) -> validation(validation, path, problems));
        annotations(policy, spec, problems);
    }

    private static void validation(Tree.Mapping validation, Path path, Problems problems) {
        if (validation.text("expression", "").isBlank()) {
            problems.required(path.field("expression"), validation, "expression is not specified");
        }
        for (String name : List.of("messageExpression", "message")) {
            String text = validation.text(name, "");
            if (!text.isEmpty() && text.isBlank()) {
                problems.invalid(path.field(name), Values.at(validation, name), "must be non-empty if specified");
            }
        }
        String message = validation.text("message", "").strip();
        if (message.contains("\n") || message.contains("\r")) {
            problems.invalid(path.field("message"), Values.at(validation, "message"), "must not contain line breaks");
        }
        problems.oneOf(validation, "reason", path, "Forbidden", "Invalid", "RequestEntityTooLarge");
    }

    private static void annotations(Tree.Mapping policy, Tree.Mapping spec, Problems problems) {
        if (spec.items("auditAnnotations").size() > MOST_ANNOTATIONS) {
            problems.invalid(
                    SPEC.field("auditAnnotations"),
                    Values.at(spec, "auditAnnotations"),
                    "must not have more than " + MOST_ANNOTATIONS + " auditAnnotations");
        }
        var keys = new HashSet<String>();
        Values.eachItem(spec, "auditAnnotations", SPEC, (annotation, path) -> {
            String key = annotation.text("key", "");
            String whole = policy.mapping("metadata").text("name", "") + '/' + key;
            problems.invalid(path.field("key"), annotation, whole, Grammar.qualifiedName(whole));
            if (annotation.text("valueExpression", "").isBlank()) {
                problems.required(path.field("valueExpression"), annotation, "valueExpression is not specified");
            }
            if (!keys.add(key)) {
                problems.duplicate(path.field("key"), annotation, key);
            }
        });
    }

    public static List<Finding> binding(Tree.Mapping binding) {
        var problems = new Problems();
        Tree.Mapping spec = binding.mapping("spec");
        String policy = spec.text("policyName", "");
        if (policy.isEmpty()) {
            problems.required(SPEC.field("policyName"), spec);
        } else {
            problems.invalid(SPEC.field("policyName"), spec, policy, Grammar.dnsSubdomain(policy));
        }
        if (spec.get("paramRef") instanceof Tree.Mapping ref) {
            paramRef(ref, SPEC.field("paramRef"), problems);
        }
        if (spec.get("matchResources") instanceof Tree.Mapping matching) {
            MatchRules.check(matching, SPEC.field("matchResources"), problems);
        }
        actions(spec, SPEC.field("validationActions"), problems);
        return problems.all();
    }

    private static void paramRef(Tree.Mapping ref, Path path, Problems problems) {
        String name = ref.text("name", "");
        problems.invalid(path.field("name"), ref, name, Grammar.pathSegment(name));
        if (ref.get("selector") instanceof Tree.Mapping selector) {
            if (!name.isEmpty()) {
                String why = "name and selector are mutually exclusive";
                problems.forbidden(path.field("name"), ref, why).forbidden(path.field("selector"), ref, why);
            }
            SelectorRules.check(selector, path.field("selector"), problems);
        } else if (name.isEmpty()) {
            problems.required(path, ref, "one of name or selector must be specified");
        }
        if (ref.text("parameterNotFoundAction", "").isEmpty()) {
            problems.required(path.field("parameterNotFoundAction"), ref);
        }
        problems.oneOf(ref, "parameterNotFoundAction", path, "Deny", "Allow");
    }

    private static void actions(Tree.Mapping spec, Path path, Problems problems) {
        var seen = new HashSet<String>();
        int position = 0;
        for (Tree action : spec.items("validationActions")) {
            Path at = path.item(position++);
            if (!List.of(ACTIONS).contains(Values.text(action))) {
                problems.unsupported(at, action, ACTIONS);
            }
            if (!seen.add(Values.text(action))) {
                problems.duplicate(at, action, action);
            }
        }
        if (seen.containsAll(List.of("Deny", "Warn"))) {
            problems.invalid(
                    path,
                    Values.at(spec, "validationActions"),
                    "must not contain both Deny and Warn (repeating the same validation failure information in the API"
                            + " response and headers serves no purpose)");
        }
        if (seen.isEmpty()) {
            problems.required(path, spec, "at least one validation action is required");
        }
    }

    /** What is wrong with an expression, as the API server found when it tried to compile it. */
    public static Finding unusable(String field, Tree expression, String why) {
        Cause cause = Cause.invalid(expression, why);
        return Finding.error("spec." + field, expression.line(), cause.text(), cause);
    }
}
