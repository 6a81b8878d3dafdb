package dev.wainwright.cluster.store;

import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.History.Entry;
import dev.wainwright.runtime.store.ObjectStore.Watch;
import dev.wainwright.runtime.store.ObjectStore.WatchListener;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watch of one kind: tells of the changes of those objects that match, seen through its selector. */
final class Watching implements Watch {
    private final WatchRequest request;
    private final WatchListener listener;
    private final Consumer<Watching> closed;

    Watching(WatchRequest request, WatchListener listener, Consumer<Watching> closed) {
        this.request = request;
        this.listener = listener;
        this.closed = closed;
    }

    /** An object that begins to match is new to the watch, one that ceases to is gone. */
    void tell(Entry entry) {
        boolean did = matches(entry.before());
        boolean does = !entry.removed() && matches(entry.object());
        if (does) {
            listener.changed(did ? new WatchEvent.Modified(entry.object()) : new WatchEvent.Added(entry.object()));
        } else if (did) {
            listener.changed(new WatchEvent.Deleted(entry.removed() ? entry.object() : lastSeen(entry)));
        }
    }

    /** An object that ceases to match is shown once more as it last did, with the revision of the change. */
    private static KubeObject lastSeen(Entry entry) {
        KubeObject before = Objects.requireNonNull(entry.before());
        return ObjectParts.withMetadata(before, before.metadata().withResourceVersion(Long.toString(entry.revision())));
    }

    void bookmark(long revision) {
        if (request.bookmarks()) {
            listener.changed(new WatchEvent.Bookmark(revision));
        }
    }

    void end(WatchEvent.Ended end) {
        listener.changed(end);
    }

    @Override
    public void close() {
        closed.accept(this);
    }

    private boolean matches(@Nullable KubeObject object) {
        return object != null && Selection.matches(request.namespace(), request.selector(), object);
    }
}
