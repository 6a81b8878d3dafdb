package dev.wainwright.apiserver.crd;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelRuntime;
import dev.wainwright.apiserver.cel.Engine;
import dev.wainwright.apiserver.cel.Shape;
import dev.wainwright.apiserver.cel.Unusable;
import java.util.HashMap;
import java.util.Map;

/** Compiles the rules of one place in a schema. */
final class RuleCompiler {
    private final Shape shape;
    private final Map<Boolean, CelCompiler> compilers = new HashMap<>();

    RuleCompiler(Node node, boolean wholeObject) {
        this.shape = Shape.of(node.source, wholeObject);
    }

    /** A rule that answers true or false. */
    CelRuntime.Program rule(String text, boolean optionalOldSelf) throws Unusable {
        return program(text, optionalOldSelf, SimpleType.BOOL, "cel expression must evaluate to a bool");
    }

    /** An expression for a message. */
    CelRuntime.Program message(String text, boolean optionalOldSelf) throws Unusable {
        return program(text, optionalOldSelf, SimpleType.STRING, "messageExpression must evaluate to a string");
    }

    private CelRuntime.Program program(String text, boolean optionalOldSelf, CelType wanted, String otherwise)
            throws Unusable {
        CelType result;
        CelRuntime.Program program;
        try {
            CelAbstractSyntaxTree compiled =
                    Engine.compile(compilers.computeIfAbsent(optionalOldSelf, this::compiler), text);
            result = Engine.type(compiled);
            program = Engine.program(compiled);
        } catch (Unusable e) {
            throw new Unusable("compilation failed: " + e.getMessage());
        }
        if (!result.equals(wanted) && !result.equals(SimpleType.DYN)) {
            throw new Unusable(otherwise);
        }
        return program;
    }

    private CelCompiler compiler(boolean optionalOldSelf) {
        CelType old = optionalOldSelf ? OptionalType.create(shape.self()) : shape.self();
        return Engine.compiler()
                .setTypeProvider(shape)
                .addVar("self", shape.self())
                .addVar("oldSelf", old)
                .build();
    }
}
