package dev.wainwright.runtime.loop;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.function.Consumer;

/** A kind that a controller reads, and whom its changes concern. */
public record Interest<K>(Kind kind, Trigger<K> trigger) {
    /** Says which keys a change concerns; runs inside of the caches' lock, so it must be quick. */
    @FunctionalInterface
    public interface Trigger<K> {
        void changed(Change change, Snapshot snapshot, Consumer<K> concerned);
    }

    /** The kind that the controller is about: a change concerns the object itself. */
    public static Interest<ObjectKey> about(Class<? extends KubeObject> type) {
        return new Interest<>(
                Kinds.of(type), (change, snapshot, concerned) -> concerned.accept(ObjectKey.of(change.latest())));
    }

    /** A kind whose changes concern the owner that manages the object, before and after. */
    public static Interest<ObjectKey> ownedBy(Class<? extends KubeObject> owner, Class<? extends KubeObject> type) {
        String ownerKind = Kinds.of(owner).kind();
        return new Interest<>(Kinds.of(type), (change, snapshot, concerned) -> {
            if (change.before() != null) {
                owner(ownerKind, change.before(), concerned);
            }
            if (change.after() != null) {
                owner(ownerKind, change.after(), concerned);
            }
        });
    }

    /** A kind that is read only. */
    public static <K> Interest<K> read(Class<? extends KubeObject> type) {
        return new Interest<>(Kinds.of(type), (change, snapshot, concerned) -> {});
    }

    private static void owner(String kind, KubeObject object, Consumer<ObjectKey> concerned) {
        object.metadata()
                .controller()
                .filter(owner -> owner.kind().equals(kind))
                .ifPresent(owner ->
                        concerned.accept(new ObjectKey(object.metadata().namespace(), owner.name())));
    }
}
