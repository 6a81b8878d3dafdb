package dev.wainwright.apiserver.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.regex.Pattern;

/**
 * Compiles and runs expressions as Kubernetes does, and speaks of failures in its words. To load it takes most of a second: not to
 * be touched before somebody brings an expression.
 */
public final class Engine {
    /** As much as an expression may go round; the real server counts costs, which comes to about this. */
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
    private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at [^:]*:\\d+)?: ");
    private static final Pattern MISSING = Pattern.compile("key '(.*)' is not present in map\\.?");

    private Engine() {}

    /** A compiler that knows Kubernetes' functions, for its user to add variables to. */
    public static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelOptionalLibrary.INSTANCE)
                .addFunctionDeclarations(LIBRARY.declarations());
    }

    /** The expression as a checked tree; its message is the engine's alone. */
    public static CelAbstractSyntaxTree compile(CelCompiler compiler, String text) throws Unusable {
        try {
            return compiler.compile(text).getAst();
        } catch (CelValidationException e) {
            throw new Unusable(inServersWords(String.valueOf(e.getMessage())));
        }
    }

    /** What {@link #compile} has made, ready to run. */
    public static CelRuntime.Program program(CelAbstractSyntaxTree compiled) throws Unusable {
        try {
            return RUNTIME.createProgram(compiled);
        } catch (CelEvaluationException e) {
            throw new Unusable(inServersWords(String.valueOf(e.getMessage())));
        }
    }

    /** The type of what an expression answers. */
    public static CelType type(CelAbstractSyntaxTree compiled) {
        return compiled.getResultType();
    }

    /** The server's engine says a little less here and a little more there. */
    private static String inServersWords(String message) {
        String plain = CANDIDATES.matcher(message).replaceAll("");
        return SYNTAX.matcher(plain).replaceAll("$1Syntax error: $2");
    }

    /** Why an evaluation failed, in the words of the real server's engine. */
    public static String reason(Exception e) {
        String text = e.getMessage() == null ? "evaluation failed" : e.getMessage();
        String bare = PLACE.matcher(text).replaceFirst("");
        var missing = MISSING.matcher(bare);
        if (missing.matches()) {
            return "no such key: " + missing.group(1);
        }
        return bare.contains("by zero") ? "division by zero" : bare;
    }
}
