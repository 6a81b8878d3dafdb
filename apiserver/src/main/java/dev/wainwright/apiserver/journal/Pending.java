package dev.wainwright.apiserver.journal;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.journal.Entry.About;
import dev.wainwright.apiserver.journal.Entry.AnAttachment;
import dev.wainwright.apiserver.journal.Entry.AnObject;
import dev.wainwright.cluster.store.Change;

/** What waits to be written; it becomes an {@link Entry} only then, away from the store's lock. */
sealed interface Pending {
    record Changed(Change change) implements Pending {}

    record Noted(Entry entry) implements Pending {}

    default About about() {
        return switch (this) {
            case Changed changed -> about(changed.change());
            case Noted noted -> noted.entry().about();
        };
    }

    private static AnObject about(Change change) {
        return new AnObject(
                change.kind().group(),
                change.kind().kind(),
                change.key().namespace(),
                change.key().name());
    }

    default Entry entry(ObjectBytes objects) {
        return switch (this) {
            case Noted noted -> noted.entry();
            case Changed changed -> entry(changed.change(), objects);
        };
    }

    private static Entry entry(Change change, ObjectBytes objects) {
        return change.removed()
                ? new Entry.Removed(change.revision(), about(change))
                : stored(change, objects.of(change.object()));
    }

    /** What a snapshot says of an object, which nobody else asks for. */
    static Entry stored(Change change) {
        return stored(change, Codec.json(change.object()));
    }

    private static Entry stored(Change change, byte[] document) {
        return new Entry.Stored(change.revision(), about(change), document);
    }

    static Noted attached(String name, byte[] content) {
        return new Noted(new Entry.Attached(new AnAttachment(name), content.clone()));
    }

    static Noted detached(String name) {
        return new Noted(new Entry.Detached(new AnAttachment(name)));
    }
}
