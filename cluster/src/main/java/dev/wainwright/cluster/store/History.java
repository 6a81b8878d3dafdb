package dev.wainwright.cluster.store;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes of all kinds, as many as the window holds: what a watch can be taken up from, and what a list's
 * later pages are put back together from. What is older is forgotten.
 */
final class History {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int window;
    private long forgotten;

    History(int window) {
        this.window = window;
    }

    /**
     * One change.
     *
     * @param before absent when the object was new
     * @param object as it is since then; of a removed object its last form, with the revision of the removal
     */
    record Entry(long revision, Table table, @Nullable KubeObject before, KubeObject object, boolean removed) {}

    void add(Entry entry) {
        entries.add(entry);
        if (entries.size() > window) {
            forgotten = entries.remove().revision();
        }
    }

    /** Forgets everything up to and including {@code revision}. */
    void forget(long revision) {
        while (!entries.isEmpty() && entries.element().revision() <= revision) {
            forgotten = entries.remove().revision();
        }
        forgotten = Math.max(forgotten, revision);
    }

    /** Whether all changes after {@code revision} are remembered. */
    boolean reachesBackTo(long revision) {
        return revision >= forgotten;
    }

    /** The changes of a kind after {@code revision}, oldest first. */
    List<Entry> after(long revision, Table table) {
        return entries.stream()
                .filter(entry -> entry.revision() > revision && entry.table().equals(table))
                .toList();
    }

    /** What was there at {@code revision}, from what is there now. */
    NavigableMap<ObjectKey, KubeObject> at(long revision, Table table) {
        var then = new TreeMap<ObjectKey, KubeObject>();
        table.all().forEach(object -> then.put(ObjectKey.of(object), object));
        for (Iterator<Entry> latest = entries.descendingIterator(); latest.hasNext(); ) {
            Entry entry = latest.next();
            if (entry.revision() <= revision) {
                break;
            }
            if (entry.table().equals(table)) {
                undo(entry, then);
            }
        }
        return then;
    }

    private static void undo(Entry entry, NavigableMap<ObjectKey, KubeObject> objects) {
        if (entry.before() == null) {
            objects.remove(ObjectKey.of(entry.object()));
        } else {
            objects.put(ObjectKey.of(entry.object()), entry.before());
        }
    }
}
