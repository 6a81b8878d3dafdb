package dev.wainwright.apiserver.policy;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;
import java.util.Optional;

/** A policy and what binds it. */
record Hook(
        String name,
        Matching matching,
        boolean ignoresFailure,
        Optional<ParamKind> paramKind,
        CompiledPolicy compiled,
        List<Binding> bindings) {
    /** The kind of a policy's parameters. */
    record ParamKind(String apiVersion, String kind) {
        /** {@code rules.example.com/v1, Kind=ReplicaLimit}. */
        String shown() {
            return apiVersion + ", Kind=" + kind;
        }
    }

    /** Puts a policy into force, with its parameters. */
    record Binding(String name, Matching matching, List<String> actions, Optional<ParamRef> params) {
        static Binding read(String name, Tree.Mapping spec) {
            return new Binding(
                    name,
                    Matching.read(spec.mapping("matchResources")),
                    Rule.texts(spec, "validationActions"),
                    spec.get("paramRef") instanceof Tree.Mapping ref
                            ? Optional.of(ParamRef.read(ref))
                            : Optional.empty());
        }
    }

    /** Which objects are the parameters: one by name, or all that are selected. */
    record ParamRef(String name, String namespace, LabelSelector selector, boolean mustExist) {
        static ParamRef read(Tree.Mapping ref) {
            return new ParamRef(
                    ref.text("name", ""),
                    ref.text("namespace", ""),
                    Matching.selector(ref.mapping("selector")),
                    ref.text("parameterNotFoundAction", "").equals("Deny"));
        }
    }

    static Hook read(String name, Tree.Mapping spec, CompiledPolicy compiled, List<Binding> bindings) {
        return new Hook(
                name,
                Matching.read(spec.mapping("matchConstraints")),
                spec.text("failurePolicy", "Fail").equals("Ignore"),
                spec.get("paramKind") instanceof Tree.Mapping kind
                        ? Optional.of(new ParamKind(kind.text("apiVersion", ""), kind.text("kind", "")))
                        : Optional.empty(),
                compiled,
                bindings);
    }
}
