package dev.wainwright.runtime.store;

import dev.wainwright.api.meta.KubeObject;
import java.util.List;

/**
 * A list, or one page of it.
 *
 * @param revision of the whole list; a watch from here misses nothing
 * @param continueToken for the next page; empty on the last
 * @param remaining how many objects follow after this page; 0 where nobody counts (with selectors)
 */
public record Page(List<KubeObject> items, long revision, String continueToken, long remaining) {
    public Page {
        items = List.copyOf(items);
    }
}
