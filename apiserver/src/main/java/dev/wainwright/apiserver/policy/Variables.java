package dev.wainwright.apiserver.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.wainwright.apiserver.cel.Engine;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code variables}: each is worked out when it is first looked at, and no more than once for a request. */
final class Variables extends AbstractMap<String, Object> {
    private final Map<String, Expression> expressions;
    private final Map<String, Object> surroundings;
    private final Map<String, Object> known = new HashMap<>();

    Variables(Map<String, Expression> expressions, Map<String, Object> surroundings) {
        this.expressions = expressions;
        this.surroundings = surroundings;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && expressions.containsKey(text);
    }

    @Override
    public @Nullable Object get(Object name) {
        Expression expression = name instanceof String text ? expressions.get(text) : null;
        if (expression == null) {
            return null;
        }
        // Not computeIfAbsent: one variable may ask for another.
        Object value = known.get(name);
        if (value == null) {
            value = worked(String.valueOf(name), expression);
            known.put(String.valueOf(name), value);
        }
        return value;
    }

    private Object worked(String name, Expression expression) {
        try {
            return expression.program().eval(surroundings);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(
                    "composited variable \"" + name + "\" fails to evaluate: " + Engine.reason(e), e);
        }
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        throw new UnsupportedOperationException("variables are asked for by name");
    }
}
