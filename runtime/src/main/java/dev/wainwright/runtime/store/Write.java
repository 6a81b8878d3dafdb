package dev.wainwright.runtime.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import org.jspecify.annotations.Nullable;

/** One change to one object. Small and explicit, so that each can carry its own precondition. */
public sealed interface Write {
    Kind kind();

    ObjectKey key();

    /** A new object; an empty name is made from {@code generateName}. */
    record Create(Kind kind, KubeObject object) implements Write {
        @Override
        public ObjectKey key() {
            return ObjectKey.of(object);
        }
    }

    /** Everything but the status; conflicts unless the object's resourceVersion is the current one or empty. */
    record Update(Kind kind, KubeObject object) implements Write {
        @Override
        public ObjectKey key() {
            return ObjectKey.of(object);
        }
    }

    /** The status alone; conflicts unless the object's resourceVersion is the current one or empty. */
    record UpdateStatus(Kind kind, KubeObject object) implements Write {
        @Override
        public ObjectKey key() {
            return ObjectKey.of(object);
        }
    }

    /** A JSON merge patch (RFC 7386) on the document, or on its status alone when {@code status}. */
    record Patch(Kind kind, ObjectKey key, Tree.Mapping merge, boolean status, Preconditions preconditions)
            implements Write {}

    /**
     * Removes the object, or marks it when finalizers or a pod's grace period keep it.
     *
     * @param graceSeconds how long a pod may take to end; absent for what the object says itself
     */
    record Delete(
            Kind kind,
            ObjectKey key,
            Preconditions preconditions,
            Propagation propagation,
            @Nullable Long graceSeconds) implements Write {}

    /** Puts a pod on a node; conflicts when it is on one. An empty uid fits any pod of the name. */
    record Bind(ObjectKey key, String uid, String node) implements Write {
        @Override
        public Kind kind() {
            return Kinds.of(Pod.class);
        }
    }

    /** Deletes a pod if its disruption budgets allow it; {@link Refusal.TooManyRequests} when they do not now. */
    record Evict(
            ObjectKey key,
            Preconditions preconditions,
            @Nullable Long graceSeconds) implements Write {
        @Override
        public Kind kind() {
            return Kinds.of(Pod.class);
        }
    }

    /** Sets {@code spec.replicas} through the scale subresource. */
    record Scale(Kind kind, ObjectKey key, int replicas, Preconditions preconditions) implements Write {}

    /** What becomes of an object's dependents. */
    enum Propagation {
        /** The garbage collector removes them afterwards. */
        BACKGROUND,
        /** They go first; the object waits for them. */
        FOREGROUND,
        /** They stay and lose their owner. */
        ORPHAN
    }

    /** What must hold for a change to be made; an empty text demands nothing. */
    record Preconditions(String uid, String resourceVersion) {
        public static final Preconditions NONE = new Preconditions("", "");

        /** The very object that was seen, in whatever version. */
        public static Preconditions sameObject(KubeObject seen) {
            return new Preconditions(seen.metadata().uid(), "");
        }

        /** The very version that was seen. */
        public static Preconditions sameVersion(KubeObject seen) {
            return new Preconditions(seen.metadata().uid(), seen.metadata().resourceVersion());
        }
    }

    static Write create(KubeObject object) {
        return new Create(Kinds.of(object.getClass()), object);
    }

    static Write update(KubeObject object) {
        return new Update(Kinds.of(object.getClass()), object);
    }

    static Write updateStatus(KubeObject object) {
        return new UpdateStatus(Kinds.of(object.getClass()), object);
    }

    /** Deletes the very object that was seen, its dependents in the background. */
    static Write delete(KubeObject seen) {
        return delete(Kinds.of(seen.getClass()), seen);
    }

    /** The same for a kind whose objects are no records of their own. */
    static Write delete(Kind kind, KubeObject seen) {
        return new Delete(kind, ObjectKey.of(seen), Preconditions.sameObject(seen), Propagation.BACKGROUND, null);
    }

    /** Deletes the very pod that was seen; it has so many seconds to end, or as many as it says itself. */
    static Write deletePod(Pod seen, @Nullable Long graceSeconds) {
        return new Delete(
                Kinds.of(Pod.class),
                ObjectKey.of(seen),
                Preconditions.sameObject(seen),
                Propagation.BACKGROUND,
                graceSeconds);
    }
}
