package dev.wainwright.apiserver.crd;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From definitions of custom kinds to the kinds. */
public final class CustomKinds {
    private static final Crd.Column AGE = new Crd.Column("Age", "date", ".metadata.creationTimestamp", 0);

    private CustomKinds() {}

    /** The definition with what follows from what it says: the singular, the kind of lists, no conversion. */
    public static Tree.Mapping withDefaults(Tree.Mapping definition) {
        return Definition.withDefaults(definition);
    }

    /** The versions that are served, or all that is wrong with the definition. Compiles rules, which takes a while. */
    public static Result<List<CustomKind>> read(Tree.Mapping given) {
        Tree.Mapping definition = Definition.withDefaults(given);
        List<Version> versions = Version.of(definition);
        List<Finding> errors = new ArrayList<>(DefinitionCheck.check(definition));
        // Where all versions are alike, what is wrong with one is said once.
        versions.stream()
                .limit(Definition.isUniform(definition) ? 1 : versions.size())
                .forEach(version -> errors.addAll(VersionCheck.check(version)));
        List<CustomKind> kinds = new ArrayList<>();
        for (Version version : errors.isEmpty() ? versions : List.<Version>of()) {
            Rules rules = version.root().hasRules() ? Rules.compile(version.root(), version.schemaPath()) : null;
            errors.addAll(rules == null ? List.of() : rules.problems());
            if (Node.isTrue(version.source(), "served")) {
                kinds.add(kind(definition, version, rules));
            }
        }
        return errors.isEmpty() ? Result.ok(List.copyOf(kinds)) : Result.refused(invalid(definition, errors));
    }

    private static Refusal invalid(Tree.Mapping definition, List<Finding> errors) {
        List<Refusal.Cause> causes = errors.stream()
                .map(error -> new Refusal.Cause(
                        error.cause().type().reason(),
                        error.path(),
                        error.cause().text()))
                .toList();
        String all = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .collect(Collectors.joining(", "));
        String name = definition.mapping("metadata").text("name", "");
        return new Refusal.Invalid(
                "CustomResourceDefinition.apiextensions.k8s.io \"" + name + "\" is invalid: "
                        + (causes.size() == 1 ? all : "[" + all + "]"),
                causes);
    }

    private static CustomKind kind(Tree.Mapping definition, Version given, @Nullable Rules rules) {
        Tree.Mapping version = given.source();
        Tree.Mapping spec = definition.mapping("spec");
        Tree.Mapping names = spec.mapping("names");
        Node root = given.root();
        var kind = new Kind(
                spec.text("group", ""),
                version.text("name", ""),
                names.text("kind", ""),
                names.text("plural", ""),
                names.text("singular", ""),
                Node.texts(names, "shortNames"),
                spec.text("scope", "").equals("Namespaced"),
                TreeObject.class,
                () -> Schemas.object(root),
                UnaryOperator.identity(),
                List.of());
        Tree.Mapping subresources = version.mapping("subresources");
        var crd = new Crd(kind, Node.texts(names, "categories"), columns(version), scale(subresources));
        return new CustomKind(
                crd,
                root,
                rules,
                Node.isTrue(version, "storage"),
                subresources.get("status") != null,
                Deprecation.of(definition, version));
    }

    private static List<Crd.Column> columns(Tree.Mapping version) {
        List<Tree> columns = version.items("additionalPrinterColumns");
        if (columns.isEmpty()) {
            return List.of(AGE);
        }
        return columns.stream()
                .map(item -> (Tree.Mapping) item)
                .map(column -> new Crd.Column(
                        column.text("name", ""),
                        column.text("type", ""),
                        column.text("jsonPath", ""),
                        column.get("priority") instanceof Tree.Numeral number
                                ? number.value().intValue()
                                : 0))
                .toList();
    }

    private static Crd.@Nullable Scale scale(Tree.Mapping subresources) {
        return subresources.get("scale") instanceof Tree.Mapping paths
                ? new Crd.Scale(paths.text("specReplicasPath", ""), paths.text("statusReplicasPath", ""))
                : null;
    }
}
