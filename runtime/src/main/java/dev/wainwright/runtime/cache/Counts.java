package dev.wainwright.runtime.cache;

import dev.wainwright.api.meta.KubeObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link Count} has come to, by the index's values. */
final class Counts<T extends KubeObject, S> {
    private final Count<T, S> count;
    private final Map<String, Map<S, Integer>> byValue = new HashMap<>();

    Counts(Count<T, S> count) {
        this.count = count;
    }

    Map<S, Integer> under(String value) {
        Map<S, Integer> found = byValue.get(value);
        return found == null ? Map.of() : Collections.unmodifiableMap(found);
    }

    void changed(@Nullable KubeObject before, @Nullable KubeObject after) {
        if (before != null && after != null && isSame(before, after)) {
            return;
        }
        if (before != null) {
            add(before, -1);
        }
        if (after != null) {
            add(after, 1);
        }
    }

    /** Most changes leave an object what it was; to see that is far cheaper than to count it anew. */
    private boolean isSame(KubeObject before, KubeObject after) {
        T old = count.index().type().cast(before);
        T now = count.index().type().cast(after);
        return count.index().values().apply(old).equals(count.index().values().apply(now))
                && count.sort().apply(old).equals(count.sort().apply(now));
    }

    private void add(KubeObject object, int number) {
        T typed = count.index().type().cast(object);
        for (String value : Set.copyOf(count.index().values().apply(typed))) {
            Map<S, Integer> sorts = byValue.computeIfAbsent(value, any -> new HashMap<>());
            sorts.merge(count.sort().apply(typed), number, (known, more) -> known + more == 0 ? null : known + more);
            if (sorts.isEmpty()) {
                byValue.remove(value);
            }
        }
    }
}
