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
import dev.wainwright.cluster.gc.DefinitionController;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Serves what CustomResourceDefinitions define, as soon as they are written and until they are gone. */
final class Definitions {
    static final Kind KIND = TreeKinds.builtIn("CustomResourceDefinition");

    private final ClusterStore store;
    private final Resources resources;
    private final Customs customs;
    private final Ownership ownership;
    private final Clock clock;
    private final Consumer<Kind> retired;

    /** {@code retired} hears of kinds that are served no longer. */
    Definitions(
            ClusterStore store,
            Resources resources,
            Customs customs,
            Ownership ownership,
            Clock clock,
            Consumer<Kind> retired) {
        this.retired = retired;
        this.ownership = ownership;
        this.store = store;
        this.resources = resources;
        this.customs = customs;
        this.clock = clock;
    }

    /** Serves what is in the store from an earlier life, and what comes, until it goes. */
    void restore() {
        store.list(ListRequest.all(KIND)).orThrow().items().forEach(this::define);
        store.watch(WatchRequest.all(KIND, 0), event -> {
                    if (event instanceof WatchEvent.Deleted deleted) {
                        retire(deleted.object());
                    }
                })
                .orThrow();
    }

    /**
     * To be called before a definition is deleted: while it has objects it stays, with a finalizer, and the
     * {@link DefinitionController} sees to them.
     */
    void leaving(ObjectKey key) {
        store.get(KIND, key)
                .toOptional()
                .filter(definition -> !definition.metadata().isTerminating())
                .filter(this::hasObjects)
                .ifPresent(definition -> {
                    var finalizers = new ArrayList<Tree>();
                    definition.metadata().finalizers().forEach(each -> finalizers.add(Tree.text(each)));
                    finalizers.add(Tree.text(DefinitionController.FINALIZER));
                    var metadata = new Tree.Mapping(Map.of("finalizers", new Tree.Sequence(finalizers, 0)), 0);
                    var patch = new Tree.Mapping(Map.of("metadata", metadata), 0);
                    store.write(new Write.Patch(KIND, key, patch, false, Preconditions.sameObject(definition)));
                });
    }

    /** Why the document's object cannot be created: a user's kind whose definition is about to go takes no more. */
    Optional<Refusal> open(Call call, Tree.Mapping document) {
        if (call.served().definition().isEmpty()) {
            return Optional.empty();
        }
        String name = call.kind().groupResource();
        return store.get(KIND, new ObjectKey("", name))
                .toOptional()
                .filter(definition -> definition.metadata().isTerminating())
                .map(
                        definition -> new Refusal.Forbidden(
                                name + " \"" + document.mapping("metadata").text("name", "")
                                        + "\" is forbidden: create not allowed while custom resource definition is terminating"));
    }

    private boolean hasObjects(KubeObject definition) {
        return versions(definition).stream()
                .limit(1)
                .anyMatch(kind -> !store.list(ListRequest.all(kind).page(1, ""))
                        .orThrow()
                        .items()
                        .isEmpty());
    }

    private List<Kind> versions(KubeObject definition) {
        Tree.Mapping spec = Codec.write(definition).mapping("spec");
        return customs.versions(spec.text("group", ""), spec.mapping("names").text("kind", ""));
    }

    /** A definition was written: its kinds are served before the writer gets his answer. */
    Result<Written> written(Written written) {
        if (written.removed() || written.object().metadata().isTerminating()) {
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
        List<Kind> before = versions(object);
        // The version in which objects are kept comes last and thereby stands for the kind.
        for (CustomKind version : versions.stream()
                .sorted(Comparator.comparing(CustomKind::isStorage))
                .toList()) {
            store.define(version.crd().kind());
            customs.define(version);
            ownership.forget(version.crd().kind());
            resources.define(version.crd());
        }
        before.stream()
                .filter(kind ->
                        versions.stream().noneMatch(each -> each.crd().kind().equals(kind)))
                .forEach(this::retire);
    }

    private void retire(KubeObject definition) {
        versions(definition).forEach(this::retire);
    }

    private void retire(Kind kind) {
        resources.forget(kind);
        customs.forget(kind);
        retired.accept(kind);
    }
}
