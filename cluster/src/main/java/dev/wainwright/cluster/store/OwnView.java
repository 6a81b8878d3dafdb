package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;

/** The store as one part of the cluster has it, which writes under its own name. */
record OwnView(ClusterStore store, Origin origin) implements ObjectStore {
    @Override
    public Result<KubeObject> get(Kind kind, ObjectKey key) {
        return store.get(kind, key);
    }

    @Override
    public Result<Page> list(ListRequest request) {
        return store.list(request);
    }

    @Override
    public Result<Watch> watch(WatchRequest request, WatchListener listener) {
        return store.watch(request, listener);
    }

    @Override
    public Result<Written> write(Write write) {
        return store.write(write, origin);
    }
}
