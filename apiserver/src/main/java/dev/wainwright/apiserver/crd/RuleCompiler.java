package dev.wainwright.apiserver.crd;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Compiles the rules of one place in a schema. */
final class RuleCompiler {
    /** As much as a rule may go round; the real server counts costs, which comes to about this. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableRegexPartialMatch(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();
    private static final Functions LIBRARY = Library.functions();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelOptionalLibrary.INSTANCE)
            .addFunctionBindings(LIBRARY.bindings())
            .build();

    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)");
    private static final Pattern SYNTAX =
            Pattern.compile("(ERROR: <input>:\\d+:\\d+: )(mismatched|extraneous|no viable|token recognition|missing)");

    private final Shape shape;
    private final Map<Boolean, CelCompiler> compilers = new HashMap<>();

    RuleCompiler(Node node, boolean wholeObject) {
        this.shape = Shape.of(node.source, wholeObject);
    }

    /** Says why a rule cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
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
        try {
            CelAbstractSyntaxTree compiled = compilers
                    .computeIfAbsent(optionalOldSelf, this::compiler)
                    .compile(text)
                    .getAst();
            CelType result = compiled.getResultType();
            if (!result.equals(wanted) && !result.equals(SimpleType.DYN)) {
                throw new Unusable(otherwise);
            }
            return RUNTIME.createProgram(compiled);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new Unusable("compilation failed: " + inServersWords(String.valueOf(e.getMessage())));
        }
    }

    /** The server's engine says a little less here and a little more there. */
    private static String inServersWords(String message) {
        String plain = CANDIDATES.matcher(message).replaceAll("");
        return SYNTAX.matcher(plain).replaceAll("$1Syntax error: $2");
    }

    private CelCompiler compiler(boolean optionalOldSelf) {
        CelType old = optionalOldSelf ? OptionalType.create(shape.self()) : shape.self();
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(shape)
                .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelOptionalLibrary.INSTANCE)
                .addFunctionDeclarations(LIBRARY.declarations())
                .addVar("self", shape.self())
                .addVar("oldSelf", old)
                .build();
    }
}
