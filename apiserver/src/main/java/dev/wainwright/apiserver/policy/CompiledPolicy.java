package dev.wainwright.apiserver.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Unusable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy asks, ready to be asked. Immutable once made. */
final class CompiledPolicy {
    final List<Expression> conditions = new ArrayList<>();
    final Map<String, Expression> variables = new LinkedHashMap<>();
    final List<Validation> validations = new ArrayList<>();
    final List<Annotation> annotations = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    private final Compiler compiler;
    private final Compiler alone;

    /** What must hold, and what to say when it does not. */
    record Validation(Expression rule, @Nullable Expression messageExpression, String message, String reason) {}

    /** What the audit log is told. */
    record Annotation(String key, Expression value) {}

    /** Why an expression cannot be used; {@code field} is its place below {@code spec}. */
    record Fault(String field, String text, String why) {}

    private CompiledPolicy(boolean hasParams) {
        compiler = new Compiler(Compiler.Declared.any(hasParams));
        alone = new Compiler(Compiler.Declared.any(hasParams));
    }

    static CompiledPolicy of(Tree.Mapping spec) {
        var policy = new CompiledPolicy(spec.get("paramKind") != null);
        policy.readConditions(spec);
        policy.readVariables(spec);
        policy.readValidations(spec);
        policy.readAnnotations(spec);
        return policy;
    }

    /** Conditions know nothing of the policy's variables. */
    private void readConditions(Tree.Mapping spec) {
        int position = 0;
        for (Tree each : spec.items("matchConditions")) {
            String text = ((Tree.Mapping) each).text("expression", "").strip();
            Expression condition =
                    expression(alone, text, SimpleType.BOOL, true, "matchConditions[" + position++ + "].expression");
            if (condition != null) {
                conditions.add(condition);
            }
        }
    }

    private void readVariables(Tree.Mapping spec) {
        int position = 0;
        for (Tree each : spec.items("variables")) {
            Tree.Mapping variable = (Tree.Mapping) each;
            String name = variable.text("name", "");
            Expression value = expression(
                    compiler,
                    variable.text("expression", ""),
                    SimpleType.DYN,
                    true,
                    "variables[" + position++ + "].expression");
            compiler.variable(name, value == null ? SimpleType.DYN : value.type());
            if (value != null) {
                variables.put(name, value);
            }
        }
    }

    private void readValidations(Tree.Mapping spec) {
        int position = 0;
        for (Tree each : spec.items("validations")) {
            Tree.Mapping validation = (Tree.Mapping) each;
            String field = "validations[" + position++ + ']';
            Expression rule = expression(
                    compiler, validation.text("expression", ""), SimpleType.BOOL, true, field + ".expression");
            Expression message = expression(
                    compiler,
                    validation.text("messageExpression", ""),
                    SimpleType.STRING,
                    false,
                    field + ".messageExpression");
            if (rule != null) {
                validations.add(new Validation(
                        rule, message, validation.text("message", "").strip(), validation.text("reason", "Invalid")));
            }
        }
    }

    private void readAnnotations(Tree.Mapping spec) {
        int position = 0;
        for (Tree each : spec.items("auditAnnotations")) {
            Tree.Mapping annotation = (Tree.Mapping) each;
            String field = "auditAnnotations[" + position++ + "].valueExpression";
            String text = annotation.text("valueExpression", "").strip();
            Expression value = expression(compiler, text, SimpleType.DYN, true, field);
            CelType type = value == null ? SimpleType.DYN : value.type();
            if (value != null && !type.equals(SimpleType.STRING) && !type.equals(SimpleType.NULL_TYPE)) {
                faults.add(new Fault(field, text, "must evaluate to one of [string null_type] but got " + type.name()));
            } else if (value != null) {
                annotations.add(new Annotation(annotation.text("key", ""), value));
            }
        }
    }

    private @Nullable Expression expression(
            Compiler with, String text, CelType wanted, boolean authorizer, String field) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return with.expression(text, wanted, authorizer);
        } catch (Unusable e) {
            faults.add(new Fault(field, text, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
