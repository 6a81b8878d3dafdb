package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a controller knows of the world. It does not change during a reconcile and must not be kept beyond it. Only kinds
 * that the controller declared an interest in can be asked for.
 */
public interface Snapshot {
    <T extends KubeObject> Optional<T> get(Class<T> type, ObjectKey key);

    /** All objects of a kind, ordered by key. */
    <T extends KubeObject> Collection<T> all(Class<T> type);

    /** The objects of a kind in one namespace, ordered by key. */
    <T extends KubeObject> Collection<T> in(Class<T> type, String namespace);

    /** The objects that {@code index} has under {@code value}, ordered by key. */
    <T extends KubeObject> Collection<T> where(Index<T> index, String value);

    /** How many objects of each sort {@code count} has under {@code value}; only sorts that there are, in no order. */
    default <T extends KubeObject, S> Map<S, Integer> counts(Count<T, S> count, String value) {
        var counts = new HashMap<S, Integer>();
        where(count.index(), value).forEach(object -> counts.merge(count.sort().apply(object), 1, Integer::sum));
        return counts;
    }

    /** As {@link #get(Class, ObjectKey)}, for kinds without a record of their own, too. */
    Optional<KubeObject> get(Kind kind, ObjectKey key);

    /** As {@link #all(Class)}, for kinds without a record of their own, too. */
    Collection<KubeObject> all(Kind kind);

    /** As {@link #in(Class, String)}, for kinds without a record of their own, too. */
    Collection<KubeObject> in(Kind kind, String namespace);
}
