package dev.wainwright.runtime.store;

import dev.wainwright.api.Kind;

/**
 * What to list.
 *
 * @param namespace empty for all
 * @param limit the most objects in one page; 0 for no limit
 * @param continueToken where the page before ended; empty for the first
 */
public record ListRequest(Kind kind, String namespace, Selector selector, int limit, String continueToken) {
    /** All objects of a kind in one page. */
    public static ListRequest all(Kind kind) {
        return new ListRequest(kind, "", Selector.EVERYTHING, 0, "");
    }

    public ListRequest in(String newNamespace) {
        return new ListRequest(kind, newNamespace, selector, limit, continueToken);
    }

    public ListRequest where(Selector newSelector) {
        return new ListRequest(kind, namespace, newSelector, limit, continueToken);
    }

    public ListRequest page(int newLimit, String newContinueToken) {
        return new ListRequest(kind, namespace, selector, newLimit, newContinueToken);
    }
}
