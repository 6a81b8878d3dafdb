package dev.wainwright.api.validate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules as the API server evaluates them: by a CEL engine, with the one function of Kubernetes' library that they use. */
final class PublishedCel {
    private static final String FIND = "find_string_string";

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .addLibraries(CelExtensions.strings())
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "find",
                    CelOverloadDecl.newMemberOverload(FIND, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)))
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings())
            .addFunctionBindings(CelFunctionBinding.from(FIND, String.class, String.class, PublishedCel::find))
            .build();
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    /** Whether the rule holds; an evaluation that fails, such as for a missing field, is a rule that does not hold. */
    boolean holds(String rule, Tree self, @Nullable Tree oldSelf) {
        var variables = new HashMap<String, Object>();
        variables.put("self", value(self));
        if (oldSelf != null) {
            variables.put("oldSelf", value(oldSelf));
        }
        try {
            return (Boolean) programs.computeIfAbsent(rule, this::compile).eval(variables);
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private CelRuntime.Program compile(String rule) {
        try {
            return runtime.createProgram(compiler.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("the rule " + rule + " does not compile", e);
        }
    }

    private static String find(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static Object value(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var map = new LinkedHashMap<String, Object>();
                mapping.fields().forEach((name, child) -> map.put(name, value(child)));
                yield map;
            }
            case Tree.Sequence sequence ->
                sequence.items().stream().map(PublishedCel::value).toList();
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number(number.value());
            case Tree.Bool bool -> bool.value();
            case Tree.Null ignored -> throw new IllegalArgumentException("nulls are taken out before rules are asked");
        };
    }

    private static Object number(BigDecimal value) {
        if (value.scale() <= 0) {
            return value.longValueExact();
        }
        return value.doubleValue();
    }
}
