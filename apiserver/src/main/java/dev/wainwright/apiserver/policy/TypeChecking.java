package dev.wainwright.apiserver.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Engine;
import dev.wainwright.apiserver.cel.Shape;
import dev.wainwright.apiserver.cel.Unusable;
import dev.wainwright.apiserver.policy.Compiler.Declared;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the validations of a policy fit the kinds that it is about, as far as it names them: what does not fit is told in the
 * policy's status and changes nothing about it.
 */
final class TypeChecking {
    private static final int MOST_KINDS = 10;

    private final Resources resources;

    TypeChecking(Resources resources) {
        this.resources = resources;
    }

    /** A policy's status. */
    Tree.Mapping status(Tree.Mapping policy) {
        Tree.Mapping spec = policy.mapping("spec");
        List<Tree.Mapping> warnings = warnings(spec);
        Tree generation = policy.mapping("metadata").get("generation");
        return new Fields()
                .putIfAny("observedGeneration", generation)
                .put(
                        "typeChecking",
                        new Fields().putIfAny("expressionWarnings", warnings).build())
                .build();
    }

    /** The compiler that knows the types of one kind. */
    private record Typed(Kind kind, Compiler compiler) {}

    private List<Tree.Mapping> warnings(Tree.Mapping spec) {
        List<Typed> kinds = kinds(spec).stream()
                .flatMap(served -> typed(served, spec).stream())
                .toList();
        var warnings = new ArrayList<Tree.Mapping>();
        int position = 0;
        for (Tree each : spec.items("validations")) {
            for (String field : List.of("expression", "messageExpression")) {
                String text = ((Tree.Mapping) each).text(field, "");
                String warning = text.isEmpty() ? "" : warning(kinds, text);
                if (!warning.isEmpty()) {
                    warnings.add(new Fields()
                            .put("fieldRef", "spec.validations[" + position + "]." + field)
                            .put("warning", warning)
                            .build());
                }
            }
            position++;
        }
        return warnings;
    }

    private static String warning(List<Typed> kinds, String text) {
        var said = new ArrayList<String>();
        for (Typed typed : kinds) {
            try {
                typed.compiler().compile(text, true);
            } catch (Unusable e) {
                Kind kind = typed.kind();
                said.add(kind.group() + '/' + kind.version() + ", Kind=" + kind.kind() + ": " + e.getMessage() + '\n');
            }
        }
        return String.join("\n", said);
    }

    private Optional<Typed> typed(Served served, Tree.Mapping spec) {
        return KnownShapes.of(served).map(shape -> {
            var compiler = new Compiler(declared(shape, spec));
            for (Tree each : spec.items("variables")) {
                Tree.Mapping variable = (Tree.Mapping) each;
                compiler.variable(variable.text("name", ""), type(compiler, variable.text("expression", "")));
            }
            return new Typed(served.resource().kind(), compiler);
        });
    }

    private static CelType type(Compiler compiler, String expression) {
        try {
            return Engine.type(compiler.compile(expression, true));
        } catch (Unusable e) {
            return SimpleType.DYN;
        }
    }

    private static Declared declared(Shape shape, Tree.Mapping spec) {
        List<CelType> params = spec.get("paramKind") == null ? List.of() : List.of(SimpleType.DYN);
        return new Declared(shape.self(), params, List.copyOf(shape.types()));
    }

    /** In the order of their names; nothing where a rule means more than it names. */
    private List<Served> kinds(Tree.Mapping spec) {
        Set<Served> found = new LinkedHashSet<>();
        for (Tree each : spec.mapping("matchConstraints").items("resourceRules")) {
            Rule rule = Rule.read((Tree.Mapping) each);
            if (rule.groups().contains("*") || rule.versions().contains("*")) {
                continue;
            }
            for (Served served : resources.all()) {
                Kind kind = served.resource().kind();
                if (rule.groups().contains(kind.group())
                        && rule.versions().contains(kind.version())
                        && rule.resources().contains(kind.plural())) {
                    found.add(served);
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(
                                (Served served) -> served.resource().kind().group())
                        .thenComparing(served -> served.resource().kind().version())
                        .thenComparing(served -> served.resource().kind().kind()))
                .limit(MOST_KINDS)
                .toList();
    }
}
