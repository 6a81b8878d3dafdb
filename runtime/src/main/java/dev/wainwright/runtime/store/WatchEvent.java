package dev.wainwright.runtime.store;

import dev.wainwright.api.meta.KubeObject;

/** What a watch tells. The resourceVersion in an object is the revision of the change, also of a removal. */
public sealed interface WatchEvent {
    /** An object is new, or began to match the watch's selector. */
    record Added(KubeObject object) implements WatchEvent {}

    /** An object changed. */
    record Modified(KubeObject object) implements WatchEvent {}

    /** An object is gone, or ceased to match; its last form. */
    record Deleted(KubeObject object) implements WatchEvent {}

    /** Everything up to this revision has been told. */
    record Bookmark(long revision) implements WatchEvent {}

    /** The last event; {@link Refusal.Gone} means that listing anew is the only way on. */
    record Ended(Refusal why) implements WatchEvent {}
}
