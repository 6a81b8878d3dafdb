package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a store has, for one who asks now and then and keeps no copy: the pure functions of controllers answer for people,
 * too. Each question is a list or a get of its own, so that two of them may see the store at two moments; an index is
 * looked through, not kept.
 */
public record StoreSnapshot(ObjectStore store) implements Snapshot {
    @Override
    public <T extends KubeObject> Optional<T> get(Class<T> type, ObjectKey key) {
        return get(Kinds.of(type), key).map(type::cast);
    }

    @Override
    public <T extends KubeObject> Collection<T> all(Class<T> type) {
        return typed(type, all(Kinds.of(type)));
    }

    @Override
    public <T extends KubeObject> Collection<T> in(Class<T> type, String namespace) {
        return typed(type, items(ListRequest.all(Kinds.of(type)).in(namespace)));
    }

    @Override
    public <T extends KubeObject> Collection<T> where(Index<T> index, String value) {
        return all(index.type()).stream()
                .filter(object -> index.values().apply(object).contains(value))
                .toList();
    }

    @Override
    public Optional<KubeObject> get(Kind kind, ObjectKey key) {
        return store.get(kind, key).toOptional();
    }

    @Override
    public Collection<KubeObject> all(Kind kind) {
        return items(ListRequest.all(kind));
    }

    private List<KubeObject> items(ListRequest request) {
        return store.list(request).orThrow().items();
    }

    private static <T extends KubeObject> List<T> typed(Class<T> type, Collection<KubeObject> objects) {
        return objects.stream().map(type::cast).toList();
    }
}
