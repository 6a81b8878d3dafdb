package dev.wainwright.runtime.store;

import dev.wainwright.api.Kind;

/**
 * What to watch.
 *
 * @param namespace empty for all
 * @param since the revision after which changes are told; 0 for now
 * @param bookmarks whether to be told now and then how far the store has come
 */
public record WatchRequest(Kind kind, String namespace, Selector selector, long since, boolean bookmarks) {
    /** All objects of a kind, with bookmarks. */
    public static WatchRequest all(Kind kind, long since) {
        return new WatchRequest(kind, "", Selector.EVERYTHING, since, true);
    }
}
