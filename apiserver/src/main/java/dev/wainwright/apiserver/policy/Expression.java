package dev.wainwright.apiserver.policy;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.wainwright.apiserver.cel.Engine;
import java.util.Map;

/** An expression that is ready to be asked. */
record Expression(String text, CelType type, CelRuntime.Program program) {
    /** Says why there is no answer. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    Object value(Map<String, Object> variables) throws Failure {
        try {
            return program.eval(variables);
        } catch (CelEvaluationException | RuntimeException e) {
            throw new Failure("expression '" + text + "' resulted in error: " + Engine.reason(e));
        }
    }
}
