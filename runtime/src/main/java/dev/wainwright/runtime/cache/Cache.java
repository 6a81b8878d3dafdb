package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Revisions;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The local copy of one kind.
 *
 * <p>It is told of changes from two sides: by the watch, which lags, and by the owner's own writes, which are put in at
 * once ({@link #put}, {@link #remove}). The rule that makes this safe is one comparison: an object never goes back to a
 * lower resourceVersion, and one that is known to be deleted does not come back. So what a controller has written, it
 * reads, however late the watch is.
 *
 * <p>The alternative, client-go's expectations, counts the events that must come before a key runs again. It needs a
 * ledger per controller and stands still (five minutes by default) when an event is lost; waiting until the watch has
 * reached the write's revision stands still as long as the watch lags. Neither waits here.
 */
final class Cache {
    private final Kind kind;
    private final Map<ObjectKey, Held> objects = new HashMap<>();

    /** All places in their order, from when somebody asks for them: most processes never do. */
    private volatile @Nullable NavigableMap<ObjectKey, Held> ordered;

    private final Map<Index<?>, Map<String, NavigableMap<ObjectKey, Held>>> indexes = new LinkedHashMap<>();
    private final Map<Count<?, ?>, Counts<?, ?>> counts = new LinkedHashMap<>();

    /** Uids of removed objects that the watch has not told of yet, and by the revision of the removal. */
    private final Set<String> removed = new HashSet<>();

    private final TreeMap<Long, String> removals = new TreeMap<>();

    Cache(Kind kind) {
        this.kind = kind;
    }

    /**
     * The place of an object, by which it is known everywhere. Most changes leave an object where it is found, and are over
     * when the place has the new form.
     */
    private static final class Held {
        private final ObjectKey key;
        private KubeObject object;

        Held(ObjectKey key, KubeObject object) {
            this.key = key;
            this.object = object;
        }
    }

    /** The objects of some places, in their order. */
    private static final class View extends AbstractCollection<KubeObject> {
        private final Collection<Held> places;

        View(Collection<Held> places) {
            this.places = places;
        }

        @Override
        public int size() {
            return places.size();
        }

        @Override
        public boolean isEmpty() {
            return places.isEmpty();
        }

        @Override
        public Iterator<KubeObject> iterator() {
            Iterator<Held> each = places.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public KubeObject next() {
                    return each.next().object;
                }
            };
        }
    }

    void addIndex(Index<?> index) {
        indexes.putIfAbsent(index, new HashMap<>());
    }

    void addCount(Count<?, ?> count) {
        addIndex(count.index());
        counts.computeIfAbsent(count, Counts::new);
    }

    @Nullable
    KubeObject get(ObjectKey key) {
        Held place = objects.get(key);
        return place == null ? null : place.object;
    }

    Collection<KubeObject> all() {
        return new View(ordered().values());
    }

    /** Nobody writes meanwhile; of several who ask at once, each makes the same. */
    private NavigableMap<ObjectKey, Held> ordered() {
        NavigableMap<ObjectKey, Held> known = ordered;
        if (known == null) {
            known = new TreeMap<>(objects);
            ordered = known;
        }
        return known;
    }

    Collection<KubeObject> in(String namespace) {
        NavigableMap<ObjectKey, Held> from = ordered().tailMap(new ObjectKey(namespace, ""), true);
        return new View(from.headMap(new ObjectKey(namespace + '\0', ""), false).values());
    }

    Collection<KubeObject> where(Index<?> index, String value) {
        var values = indexes.get(index);
        if (values == null) {
            throw new IllegalArgumentException("nobody declared the index " + index.name() + " of " + kind);
        }
        var found = values.get(value);
        return found == null ? List.of() : new View(found.values());
    }

    /** Sorts and how many there are of each, under {@code value}. */
    Map<?, Integer> counts(Count<?, ?> count, String value) {
        Counts<?, ?> known = counts.get(count);
        if (known == null) {
            throw new IllegalArgumentException("nobody declared the count " + count.name() + " of " + kind);
        }
        return known.under(value);
    }

    /** Takes in a form of an object; no change when a newer one is known. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Change put(KubeObject object) {
        ObjectKey key = ObjectKey.of(object);
        Held place = objects.get(key);
        KubeObject known = place == null ? null : place.object;
        // Most of what the watch tells of, its owner has written itself and put in already.
        if (object == known || isOutdated(object, known)) {
            return null;
        }
        if (place == null) {
            place = new Held(key, object);
            objects.put(key, place);
            NavigableMap<ObjectKey, Held> sorted = ordered;
            if (sorted != null) {
                sorted.put(key, place);
            }
        }
        place.object = object;
        reindex(place, known, object);
        return new Change(kind, known, object);
    }

    /** Takes in a removal, whose revision the object carries; no change when a newer form is known. */
    @Nullable
    Change remove(KubeObject object) {
        Held place = objects.get(ObjectKey.of(object));
        removed.add(object.metadata().uid());
        removals.put(Revisions.of(object), object.metadata().uid());
        return place == null || Revisions.of(place.object) > Revisions.of(object) ? null : remove(place);
    }

    private Change remove(Held place) {
        objects.remove(place.key);
        NavigableMap<ObjectKey, Held> sorted = ordered;
        if (sorted != null) {
            sorted.remove(place.key);
        }
        reindex(place, place.object, null);
        return new Change(kind, place.object, null);
    }

    /** Takes in a whole list as of {@code revision}; what is not on it is gone, unless it is newer. */
    List<Change> replace(List<KubeObject> items, long revision) {
        var changes = new ArrayList<Change>();
        var listed = new HashSet<ObjectKey>();
        for (KubeObject item : items) {
            listed.add(ObjectKey.of(item));
            Change change = put(item);
            if (change != null) {
                changes.add(change);
            }
        }
        var gone = new TreeMap<ObjectKey, Held>();
        objects.forEach((key, place) -> {
            if (!listed.contains(key) && Revisions.of(place.object) <= revision) {
                gone.put(key, place);
            }
        });
        gone.values().forEach(place -> changes.add(remove(place)));
        reached(revision);
        return changes;
    }

    /** The watch has told everything up to here: older removals need not be remembered. */
    void reached(long revision) {
        while (!removals.isEmpty() && removals.firstKey() <= revision) {
            removed.remove(removals.pollFirstEntry().getValue());
        }
    }

    private boolean isOutdated(KubeObject object, @Nullable KubeObject known) {
        return removed.contains(object.metadata().uid())
                || (known != null && Revisions.of(known) >= Revisions.of(object));
    }

    private void reindex(Held place, @Nullable KubeObject before, @Nullable KubeObject after) {
        for (var entry : indexes.entrySet()) {
            List<String> old = before == null ? List.of() : values(entry.getKey(), before);
            List<String> current = after == null ? List.of() : values(entry.getKey(), after);
            if (!old.equals(current)) {
                move(place, old, current, entry.getValue());
            }
        }
        for (Counts<?, ?> count : counts.values()) {
            count.changed(before, after);
        }
    }

    private static void move(
            Held place, List<String> old, List<String> current, Map<String, NavigableMap<ObjectKey, Held>> values) {
        for (String value : old) {
            var found = values.get(value);
            if (found != null && !current.contains(value) && found.remove(place.key) != null && found.isEmpty()) {
                values.remove(value);
            }
        }
        for (String value : current) {
            values.computeIfAbsent(value, any -> new TreeMap<>()).put(place.key, place);
        }
    }

    private static <T extends KubeObject> List<String> values(Index<T> index, KubeObject object) {
        return index.values().apply(index.type().cast(object));
    }
}
