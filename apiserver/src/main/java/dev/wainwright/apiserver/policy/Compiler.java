package dev.wainwright.apiserver.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.wainwright.apiserver.cel.Authorization;
import dev.wainwright.apiserver.cel.Engine;
import dev.wainwright.apiserver.cel.Unusable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles the expressions of one policy, whose variables each see those before them. */
final class Compiler {
    private static final String VARIABLES = "kubernetes.variables";

    private final Declared declared;
    private final Map<String, CelType> variables = new LinkedHashMap<>();
    private final Map<Boolean, CelCompiler> compilers = new LinkedHashMap<>();

    /**
     * What the expressions of a policy may speak of.
     *
     * @param object the type of {@code object} and {@code oldObject}
     * @param params the type of {@code params}, where the policy has a kind of parameters
     * @param structs the structures that those two types are made of
     */
    record Declared(CelType object, List<CelType> params, List<CelType> structs) {
        /** Whatever the request brings. */
        static Declared any(boolean hasParams) {
            return new Declared(SimpleType.DYN, hasParams ? List.of(SimpleType.DYN) : List.of(), List.of());
        }
    }

    Compiler(Declared declared) {
        this.declared = declared;
    }

    /** One more variable, of that type. */
    void variable(String name, CelType type) {
        variables.put(name, type);
        compilers.clear();
    }

    /** @param authorizer whether the expression may ask who may do what */
    CelAbstractSyntaxTree compile(String text, boolean authorizer) throws Unusable {
        return Engine.compile(compilers.computeIfAbsent(authorizer, this::compiler), text);
    }

    /** The same, which must give a value of that type. */
    Expression expression(String text, CelType wanted, boolean authorizer) throws Unusable {
        CelAbstractSyntaxTree compiled;
        try {
            compiled = compile(text, authorizer);
        } catch (Unusable e) {
            throw new Unusable("compilation failed: " + e.getMessage());
        }
        CelType type = Engine.type(compiled);
        if (!wanted.equals(SimpleType.DYN) && !type.equals(wanted)) {
            throw new Unusable("must evaluate to " + CelTypes.format(wanted) + " but got " + CelTypes.format(type));
        }
        return new Expression(text, type, Engine.program(compiled));
    }

    private CelCompiler compiler(boolean authorizer) {
        StructType composed = Types.struct(VARIABLES, variables);
        var structs = new ArrayList<CelType>(declared.structs());
        structs.add(composed);
        CelTypeProvider types = new Types(structs);
        CelCompilerBuilder builder = Engine.compiler()
                .setTypeProvider(types)
                .addVar("object", declared.object())
                .addVar("oldObject", declared.object())
                .addVar("request", Types.REQUEST)
                .addVar("namespaceObject", Types.NAMESPACE);
        declared.params().forEach(type -> builder.addVar("params", type));
        if (!variables.isEmpty()) {
            builder.addVar("variables", composed);
        }
        if (authorizer) {
            builder.addVar("authorizer", Authorization.AUTHORIZER)
                    .addVar("authorizer.requestResource", Authorization.RESOURCE_CHECK);
        }
        return builder.build();
    }
}
