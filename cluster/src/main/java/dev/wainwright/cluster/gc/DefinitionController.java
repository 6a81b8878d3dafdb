package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes the objects of users' kinds whose definition is being deleted, and lets the definition go when none is left. As in
 * Kubernetes, one object with a finalizer holds up its whole kind.
 */
public final class DefinitionController implements Controller<ObjectKey> {
    /** On definitions that are being deleted while there are objects. */
    public static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private static final Kind DEFINITION = TreeKinds.builtIn("CustomResourceDefinition");

    private final ObjectStore store;
    private volatile List<Kind> kinds;

    /** {@code store} is asked, by effects, whether nothing is left. */
    public DefinitionController(List<Kind> kinds, ObjectStore store) {
        this.store = store;
        this.kinds = kinds.stream()
                .filter(kind ->
                        !Kinds.all().contains(kind) && !TreeKinds.builtIn().contains(kind))
                .toList();
    }

    @Override
    public String name() {
        return "customresourcedefinition";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        var interests = new ArrayList<Interest<ObjectKey>>();
        interests.add(new Interest<>(
                DEFINITION, (change, snapshot, concerned) -> concerned.accept(ObjectKey.of(change.latest()))));
        kinds.forEach(kind -> interests.add(definition(kind)));
        return interests;
    }

    private static Interest<ObjectKey> definition(Kind kind) {
        return new Interest<>(
                kind, (change, snapshot, concerned) -> concerned.accept(new ObjectKey("", kind.groupResource())));
    }

    @Override
    public List<Interest<ObjectKey>> interestsIn(Kind kind) {
        boolean isKnown = Served.find(kinds, kind.group(), kind.kind()).isPresent();
        kinds = Served.with(kinds, kind);
        return isKnown ? List.of() : List.of(definition(kind));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(DEFINITION, key)
                .filter(definition -> definition.metadata().isTerminating())
                .filter(definition -> definition.metadata().finalizers().contains(FINALIZER))
                .map(definition -> clear(definition, situation))
                .orElse(Step.DONE);
    }

    private Step clear(KubeObject definition, Situation situation) {
        Tree.Mapping spec = Codec.write(definition).mapping("spec");
        Optional<Kind> kind =
                Served.find(kinds, spec.text("group", ""), spec.mapping("names").text("kind", ""));
        if (kind.isEmpty()) {
            return Step.write(released(definition));
        }
        var writes = new ArrayList<Write>();
        var objects = situation.snapshot().all(kind.get());
        objects.stream()
                .filter(object -> !object.metadata().isTerminating())
                .forEach(object -> writes.add(Write.delete(kind.get(), object)));
        if (!objects.isEmpty()) {
            terminating(definition, situation.now()).ifPresent(writes::add);
            return Step.writes(writes);
        }
        Optional<Integer> left = situation.answer(Integer.class);
        if (left.isEmpty()) {
            return Step.effects(List.of(Effect.Call.of("list " + kind.get().plural(), () -> leftOf(kind.get()))));
        }
        return left.get() == 0 ? Step.write(released(definition)) : Step.RETRY;
    }

    /** Says that the definition waits for its objects, unless it says so already. */
    private static Optional<Write> terminating(KubeObject definition, Instant now) {
        Tree.Mapping status = Codec.write(definition).mapping("status");
        boolean isSaid = status.items("conditions").stream()
                .anyMatch(each -> ((Tree.Mapping) each).text("type", "").equals("Terminating"));
        if (isSaid) {
            return Optional.empty();
        }
        var conditions = new ArrayList<>(status.items("conditions"));
        conditions.add(new Conditions(status, now)
                .condition(
                        "Terminating", true, "InstanceDeletionInProgress", "CustomResource deletion is in progress"));
        return Optional.of(Conditions.write(DEFINITION, definition, conditions));
    }

    /** By the store's own word, because something made at the last moment may not have been heard of yet. */
    private Result<Integer> leftOf(Kind kind) {
        return store.list(ListRequest.all(kind).page(1, ""))
                .then(page -> Result.ok(page.items().size()));
    }

    private static Write released(KubeObject definition) {
        List<Tree> finalizers = definition.metadata().finalizers().stream()
                .filter(each -> !each.equals(FINALIZER))
                .map(each -> (Tree) Tree.text(each))
                .toList();
        var metadata = new Tree.Mapping(Map.of("finalizers", new Tree.Sequence(finalizers, 0)), 0);
        return new Write.Patch(
                DEFINITION,
                ObjectKey.of(definition),
                new Tree.Mapping(Map.of("metadata", metadata), 0),
                false,
                Preconditions.sameVersion(definition));
    }
}
