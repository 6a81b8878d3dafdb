package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Removes what has lost all its owners, and carries out the two other ways of deletion: dependents first
 * ({@code foregroundDeletion}), or dependents set free ({@code orphan}).
 *
 * <p>Watches of different kinds keep no order among each other: a pod may be seen before the ReplicaSet that made it. So an
 * owner that is not known counts as gone only after the store itself has been asked for it.
 */
public final class GarbageCollector implements Controller<ObjectRef> {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    /** Owners of a kind that nobody has defined are looked for again after so long: it may be defined by then. */
    private static final Duration UNTIL_DEFINED = Duration.ofSeconds(30);

    private volatile List<Kind> kinds;
    private final ObjectStore store;
    private final Family family = new Family();

    /** {@code store} is asked, by effects, whether owners are really gone. */
    public GarbageCollector(List<Kind> kinds, ObjectStore store) {
        this.kinds = kinds.stream().filter(kind -> !isEvent(kind)).toList();
        this.store = store;
    }

    /** They own nothing, nobody owns them, and there are many; Kubernetes leaves them out, too. */
    private static boolean isEvent(Kind kind) {
        return kind.kind().equals("Event");
    }

    @Override
    public String name() {
        return "garbagecollector";
    }

    @Override
    public List<Interest<ObjectRef>> interests() {
        return kinds.stream().map(this::relatives).toList();
    }

    private Interest<ObjectRef> relatives(Kind kind) {
        return new Interest<>(
                kind, (change, snapshot, concerned) -> family.changed(change).forEach(concerned));
    }

    @Override
    public List<Interest<ObjectRef>> interestsIn(Kind kind) {
        boolean isKnown =
                isEvent(kind) || Served.find(kinds, kind.group(), kind.kind()).isPresent();
        kinds = Served.with(kinds, kind);
        return isKnown ? List.of() : List.of(relatives(kind));
    }

    @Override
    public Step reconcile(ObjectRef ref, Situation situation) {
        situation.outcomes().forEach(this::learn);
        Optional<KubeObject> object = situation.snapshot().get(ref.kind(), ref.key());
        return object.isEmpty() ? Step.DONE : decide(ref, object.get(), situation.snapshot());
    }

    private Step decide(ObjectRef ref, KubeObject object, Snapshot snapshot) {
        if (object.metadata().isTerminating()) {
            List<String> finalizers = object.metadata().finalizers();
            return finalizers.contains(ORPHAN)
                    ? setFree(ref, object, snapshot)
                    : finalizers.contains(FOREGROUND) ? clearAway(ref, object, snapshot) : Step.DONE;
        }
        return object.metadata().ownerReferences().isEmpty() ? Step.DONE : checkOwners(ref, object, snapshot);
    }

    /** Takes the owner out of its dependents, then lets it go. */
    private Step setFree(ObjectRef ref, KubeObject owner, Snapshot snapshot) {
        String uid = owner.metadata().uid();
        var writes = new ArrayList<Write>();
        for (ObjectRef dependent : family.dependentsOf(uid)) {
            snapshot.get(dependent.kind(), dependent.key())
                    .map(object -> owners(
                            dependent, object, reference -> !reference.uid().equals(uid)))
                    .ifPresent(writes::add);
        }
        return writes.isEmpty() ? Step.write(withoutFinalizer(ref, owner, ORPHAN)) : Step.writes(writes);
    }

    /** Deletes the dependents; the owner goes when none is left that blocks it. */
    private Step clearAway(ObjectRef ref, KubeObject owner, Snapshot snapshot) {
        String uid = owner.metadata().uid();
        var writes = new ArrayList<Write>();
        boolean blocked = false;
        for (ObjectRef dependent : family.dependentsOf(uid)) {
            Optional<KubeObject> object = snapshot.get(dependent.kind(), dependent.key());
            if (object.isPresent()) {
                boolean blocks = object.get().metadata().ownerReferences().stream()
                        .anyMatch(owned -> owned.uid().equals(uid) && Boolean.TRUE.equals(owned.blockOwnerDeletion()));
                blocked |= blocks;
                if (!object.get().metadata().isTerminating()) {
                    writes.add(
                            delete(dependent, object.get(), blocks ? Propagation.FOREGROUND : Propagation.BACKGROUND));
                }
            }
        }
        if (!writes.isEmpty()) {
            return Step.writes(writes);
        }
        return blocked ? Step.DONE : Step.write(withoutFinalizer(ref, owner, FOREGROUND));
    }

    private Step checkOwners(ObjectRef ref, KubeObject object, Snapshot snapshot) {
        var lookups = new ArrayList<Effect>();
        var gone = new ArrayList<String>();
        boolean waitedFor = false;
        boolean unclear = false;
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            if (family.isKnownAbsent(owner.uid())) {
                gone.add(owner.uid());
            } else if (!family.isPresent(owner.uid())) {
                kind(owner).ifPresent(kind -> lookups.add(lookUp(kind, object, owner)));
                unclear |= kind(owner).isEmpty();
            } else {
                waitedFor |= isWaiting(owner, object, snapshot);
            }
        }
        if (!lookups.isEmpty()) {
            return Step.effects(lookups);
        }
        int left = object.metadata().ownerReferences().size() - gone.size();
        if (left == 0) {
            return Step.write(delete(ref, object, Propagation.BACKGROUND));
        } else if (!gone.isEmpty() && !waitedFor) {
            return Step.write(owners(ref, object, owner -> !gone.contains(owner.uid())));
        }
        return unclear ? Step.wakeAfter(UNTIL_DEFINED) : Step.DONE;
    }

    /** Whether the owner is being deleted and waits for its dependents; it sees to them itself. */
    private boolean isWaiting(OwnerReference owner, KubeObject dependent, Snapshot snapshot) {
        return kind(owner)
                .flatMap(kind -> snapshot.get(kind, key(kind, dependent, owner)))
                .filter(found -> found.metadata().isTerminating())
                .filter(found -> found.metadata().finalizers().contains(FOREGROUND))
                .isPresent();
    }

    /** Answers the uid of an owner that is gone; empty if it is there. */
    private Effect lookUp(Kind kind, KubeObject dependent, OwnerReference owner) {
        ObjectKey key = key(kind, dependent, owner);
        return Effect.Call.of("get " + kind.kind(), () -> switch (store.get(kind, key)) {
            case Result.Ok<KubeObject> found ->
                Result.ok(found.answer().metadata().uid().equals(owner.uid()) ? "" : owner.uid());
            case Result.Refused<KubeObject> refused ->
                refused.why() instanceof Refusal.NotFound
                        ? Result.ok(owner.uid())
                        : Result.<String>refused(refused.why());
        });
    }

    private void learn(Outcome outcome) {
        if (outcome.effect() instanceof Effect.Call
                && outcome.result() instanceof Result.Ok<?> ok
                && ok.answer() instanceof String uid
                && !uid.isEmpty()) {
            family.confirmAbsent(uid);
        }
    }

    private Optional<Kind> kind(OwnerReference owner) {
        return Served.find(kinds, group(owner.apiVersion()), owner.kind());
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static ObjectKey key(Kind kind, KubeObject dependent, OwnerReference owner) {
        return new ObjectKey(kind.namespaced() ? dependent.metadata().namespace() : "", owner.name());
    }

    private static Write delete(ObjectRef ref, KubeObject object, Propagation propagation) {
        return new Write.Delete(ref.kind(), ref.key(), Preconditions.sameObject(object), propagation, null);
    }

    private static Write withoutFinalizer(ObjectRef ref, KubeObject object, String finalizer) {
        List<Tree> left = object.metadata().finalizers().stream()
                .filter(other -> !other.equals(finalizer))
                .map(other -> (Tree) Tree.text(other))
                .toList();
        return patch(ref, object, "finalizers", left);
    }

    /** Keeps the owners that pass; with the version that was seen, for it replaces the whole list. */
    private static Write owners(ObjectRef ref, KubeObject object, Predicate<OwnerReference> kept) {
        var left = new ArrayList<Tree>();
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            if (kept.test(owner)) {
                left.add(OwnerTrees.of(owner));
            }
        }
        return patch(ref, object, "ownerReferences", left);
    }

    private static Write patch(ObjectRef ref, KubeObject object, String field, List<Tree> values) {
        var metadata = new Tree.Mapping(Map.of(field, new Tree.Sequence(values, 0)), 0);
        return new Write.Patch(
                ref.kind(),
                ref.key(),
                new Tree.Mapping(Map.of("metadata", metadata), 0),
                false,
                Preconditions.sameVersion(object));
    }
}
