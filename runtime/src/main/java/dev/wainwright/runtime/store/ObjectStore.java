package dev.wainwright.runtime.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;

/**
 * A Kubernetes API as controllers see it: the in-process cluster or a real API server.
 *
 * <p>Calls return an answer or a {@link Refusal}; nothing is thrown for what an API server would answer with a Status. A
 * call may block (on the network), so only drivers and informers make calls, never a reconcile.
 */
public interface ObjectStore {
    /** The object of that name, or {@link Refusal.NotFound}. */
    Result<KubeObject> get(Kind kind, ObjectKey key);

    /**
     * The objects of a kind, ordered by key, all as they were at one revision. {@link Refusal.Gone} when a page is
     * continued after the store has forgotten its revision.
     */
    Result<Page> list(ListRequest request);

    /**
     * Hands every change after {@code request.since()} to {@code listener}, in the order of revisions, until it is closed
     * or ends itself with {@link WatchEvent.Ended}. {@link Refusal.Gone} when the store has forgotten that revision.
     */
    Result<Watch> watch(WatchRequest request, WatchListener listener);

    /** Changes one object; see {@link Write} for what there is to write. */
    Result<Written> write(Write write);

    /** The same store for a part of the cluster of that name, as which it writes where anybody asks. */
    default ObjectStore as(String part) {
        return this;
    }

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** Ends the watch; the listener hears nothing after this returns, not even the end. */
        @Override
        void close();
    }

    /** Hears of changes. Must not block nor call the store: it may run inside of a write. */
    @FunctionalInterface
    interface WatchListener {
        void changed(WatchEvent event);
    }
}
