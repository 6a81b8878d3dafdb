package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store as it is when somebody looks at it who keeps no copy: the pure functions of controllers answer for people, too.
 * Each kind is listed once, when it is first asked for. For one question, on one thread.
 */
public final class StoreSnapshot implements Snapshot {
    private final ObjectStore store;
    private final Map<Kind, Map<ObjectKey, KubeObject>> lists = new HashMap<>();
    private final Map<Index<?>, Map<String, List<KubeObject>>> indexes = new HashMap<>();

    public StoreSnapshot(ObjectStore store) {
        this.store = store;
    }

    /** A store that does not answer has nothing to show. */
    private Map<ObjectKey, KubeObject> list(Kind kind) {
        return lists.computeIfAbsent(kind, any -> {
            var objects = new TreeMap<ObjectKey, KubeObject>();
            List<KubeObject> items = store.list(ListRequest.all(kind))
                    .toOptional()
                    .map(Page::items)
                    .orElse(List.of());
            items.forEach(object -> objects.put(ObjectKey.of(object), object));
            return objects;
        });
    }

    @Override
    public <T extends KubeObject> Optional<T> get(Class<T> type, ObjectKey key) {
        return get(Kinds.of(type), key).map(type::cast);
    }

    @Override
    public <T extends KubeObject> Collection<T> all(Class<T> type) {
        return cast(type, list(Kinds.of(type)).values());
    }

    @Override
    public <T extends KubeObject> Collection<T> in(Class<T> type, String namespace) {
        return cast(type, in(Kinds.of(type), namespace));
    }

    @Override
    public <T extends KubeObject> Collection<T> where(Index<T> index, String value) {
        return cast(
                index.type(),
                indexes.computeIfAbsent(index, any -> indexed(index)).getOrDefault(value, List.of()));
    }

    private <T extends KubeObject> Map<String, List<KubeObject>> indexed(Index<T> index) {
        var found = new HashMap<String, List<KubeObject>>();
        for (T object : all(index.type())) {
            index.values()
                    .apply(object)
                    .forEach(value -> found.computeIfAbsent(value, any -> new ArrayList<>())
                            .add(object));
        }
        return found;
    }

    @Override
    public Optional<KubeObject> get(Kind kind, ObjectKey key) {
        return Optional.ofNullable(list(kind).get(key));
    }

    @Override
    public Collection<KubeObject> all(Kind kind) {
        return list(kind).values();
    }

    @Override
    public Collection<KubeObject> in(Kind kind, String namespace) {
        return all(kind).stream()
                .filter(object -> object.metadata().namespace().equals(namespace))
                .toList();
    }

    private static <T extends KubeObject> List<T> cast(Class<T> type, Collection<KubeObject> objects) {
        return objects.stream().map(type::cast).toList();
    }
}
