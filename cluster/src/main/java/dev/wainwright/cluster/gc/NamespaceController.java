package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
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
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Empties namespaces that are being deleted and, when nothing is left in them, lets them go. Before that the store itself
 * is asked, because something made at the last moment may not have been heard of yet.
 */
public final class NamespaceController implements Controller<ObjectKey> {
    private volatile List<Kind> kinds;
    private final ObjectStore store;

    /** {@code store} is asked, by effects, whether namespaces are really empty. */
    public NamespaceController(List<Kind> kinds, ObjectStore store) {
        this.store = store;
        this.kinds = kinds.stream().filter(Kind::namespaced).toList();
    }

    @Override
    public String name() {
        return "namespace";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        var interests = new ArrayList<Interest<ObjectKey>>();
        interests.add(Interest.about(Namespace.class));
        kinds.forEach(kind -> interests.add(leaving(kind)));
        return interests;
    }

    private static Interest<ObjectKey> leaving(Kind kind) {
        return new Interest<>(kind, (change, snapshot, concerned) -> {
            if (change.after() == null) {
                concerned.accept(new ObjectKey("", change.latest().metadata().namespace()));
            }
        });
    }

    @Override
    public List<Interest<ObjectKey>> interestsIn(Kind kind) {
        if (!kind.namespaced() || Served.find(kinds, kind.group(), kind.kind()).isPresent()) {
            return List.of();
        }
        kinds = Served.with(kinds, kind);
        return List.of(leaving(kind));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Namespace.class, key)
                .filter(namespace -> namespace.metadata().isTerminating())
                .map(namespace -> empty(namespace, situation))
                .orElse(Step.DONE);
    }

    private Step empty(Namespace namespace, Situation situation) {
        var writes = new ArrayList<Write>();
        boolean isEmpty = true;
        var remains = new Remains();
        for (Kind kind : kinds) {
            for (KubeObject object : situation.snapshot().in(kind, namespace.name())) {
                isEmpty = false;
                remains.add(kind, object);
                if (!object.metadata().isTerminating()) {
                    writes.add(Write.delete(kind, object));
                }
            }
        }
        if (!isEmpty) {
            // What goes at once is not worth a word.
            if (writes.isEmpty()) {
                remains.told(namespace, situation.now()).ifPresent(writes::add);
            }
            return Step.writes(writes);
        }
        return situation.outcomes().stream().anyMatch(outcome -> outcome.effect() instanceof Effect.Call)
                ? afterCheck(namespace, situation)
                : Step.effects(List.of(Effect.Call.of("list " + namespace.name(), () -> leftIn(namespace.name()))));
    }

    private static Step afterCheck(Namespace namespace, Situation situation) {
        boolean isConfirmed = situation.outcomes().stream()
                .anyMatch(outcome -> outcome.result() instanceof Result.Ok<?> ok
                        && ok.answer().equals(0));
        return isConfirmed ? Step.write(finalized(namespace)) : Step.RETRY;
    }

    /** How many kinds have objects in a namespace, by the store's own word. */
    private Result<Integer> leftIn(String namespace) {
        int left = 0;
        for (Kind kind : kinds) {
            switch (store.list(ListRequest.all(kind).in(namespace).page(1, ""))) {
                case Result.Ok<Page> page -> left += page.answer().items().size();
                case Result.Refused<Page> refused -> {
                    return Result.refused(refused.why());
                }
            }
        }
        return Result.ok(left);
    }

    private static Write finalized(Namespace namespace) {
        var spec = new Tree.Mapping(Map.of("finalizers", new Tree.Null(0)), 0);
        return new Write.Patch(
                Kinds.of(Namespace.class),
                ObjectKey.of(namespace),
                new Tree.Mapping(Map.of("spec", spec), 0),
                false,
                Preconditions.sameObject(namespace));
    }
}
