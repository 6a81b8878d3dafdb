package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import java.util.List;

/**
 * All that a store holds at one revision; what a store can be started from.
 *
 * @param revision not less than that of any object
 */
public record State(long revision, List<Item> items) {
    /** Of a store that is new. */
    public static final State EMPTY = new State(0, List.of());

    public State {
        items = List.copyOf(items);
    }

    /** An object with the version it was stored under. */
    public record Item(Kind kind, KubeObject object) {}
}
