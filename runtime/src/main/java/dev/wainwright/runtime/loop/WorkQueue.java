package dev.wainwright.runtime.loop;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys to work on, each at most once: one that waits is not added again, and one that is being worked on waits until that
 * is done and is then worked on once more. Not for several threads.
 */
final class WorkQueue<K> {
    private final LinkedHashSet<K> waiting = new LinkedHashSet<>();
    private final Set<K> working = new HashSet<>();
    private final Set<K> again = new HashSet<>();

    /** Returns whether a key is waiting now that was not before. */
    boolean add(K key) {
        if (working.contains(key)) {
            again.add(key);
            return false;
        }
        return waiting.add(key);
    }

    /** The key that waits longest; it is being worked on until {@link #done}. */
    @Nullable
    K next() {
        if (waiting.isEmpty()) {
            return null;
        }
        K key = waiting.removeFirst();
        working.add(key);
        return key;
    }

    /** Returns whether the key waits again, because it was added meanwhile. */
    boolean done(K key) {
        working.remove(key);
        return again.remove(key) && waiting.add(key);
    }

    int working() {
        return working.size();
    }

    int waiting() {
        return waiting.size();
    }
}
