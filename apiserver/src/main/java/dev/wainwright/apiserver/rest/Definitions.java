package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.Acceptance;
import dev.wainwright.apiserver.crd.CustomKind;
import dev.wainwright.apiserver.crd.CustomKinds;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Clock;
import java.util.List;

/** Serves what CustomResourceDefinitions define, as soon as they are written and until they are gone. */
final class Definitions {
    static final Kind KIND = TreeKinds.builtIn("CustomResourceDefinition");

    private final ClusterStore store;
    private final Resources resources;
    private final Customs customs;
    private final Ownership ownership;
    private final Clock clock;

    Definitions(ClusterStore store, Resources resources, Customs customs, Ownership ownership, Clock clock) {
        this.ownership = ownership;
        this.store = store;
        this.resources = resources;
        this.customs = customs;
        this.clock = clock;
    }

    /** Serves what is in the store from an earlier life. */
    void restore() {
        store.list(ListRequest.all(KIND)).orThrow().items().forEach(this::define);
    }

    /** A definition was written: its kinds are served before the writer gets his answer. */
    Result<Written> written(Written written) {
        if (written.removed()) {
            forget(written.object());
            return Result.ok(written);
        }
        Tree.Mapping definition = Codec.write(written.object());
        Tree.Mapping spec = definition.mapping("spec");
        var taken = Customs.taken(
                resources.all(), spec.text("group", ""), spec.mapping("names").text("plural", ""));
        Tree.Mapping accepted = Acceptance.of(definition, taken, clock.now());
        KubeObject named = Codec.read(KIND, accepted, new Interner());
        Result<Written> result = store.write(new Write.UpdateStatus(KIND, named));
        result.toOptional().map(Written::object).ifPresent(this::define);
        return result;
    }

    private void define(KubeObject object) {
        Tree.Mapping definition = Codec.write(object);
        if (!Acceptance.isEstablished(definition)) {
            return;
        }
        List<CustomKind> versions = CustomKinds.read(definition).orThrow();
        Tree.Mapping spec = definition.mapping("spec");
        List<Kind> before =
                customs.versions(spec.text("group", ""), spec.mapping("names").text("kind", ""));
        for (CustomKind version : versions) {
            store.serve(version.crd().kind());
            customs.define(version);
            ownership.forget(version.crd().kind());
            resources.define(version.crd());
        }
        before.stream()
                .filter(kind ->
                        versions.stream().noneMatch(each -> each.crd().kind().equals(kind)))
                .forEach(this::retire);
    }

    private void retire(Kind kind) {
        resources.forget(kind);
        customs.forget(kind);
    }

    /** Objects go with their definition. */
    private void forget(KubeObject object) {
        Tree.Mapping spec = Codec.write(object).mapping("spec");
        for (Kind kind :
                customs.versions(spec.text("group", ""), spec.mapping("names").text("kind", ""))) {
            store.list(ListRequest.all(kind))
                    .orThrow()
                    .items()
                    .forEach(each -> store.write(new Write.Delete(
                            kind, ObjectKey.of(each), Preconditions.NONE, Propagation.BACKGROUND, null)));
            retire(kind);
        }
    }
}
