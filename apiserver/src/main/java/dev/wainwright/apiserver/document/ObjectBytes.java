package dev.wainwright.apiserver.document;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.Revisions;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Stored objects as JSON in one line, written once for the disk, the writer's answer and all watches. All of them ask within
 * moments of the change or never, so a small table by revision, in which the newer replaces the older, is enough. Safe for use
 * by many threads.
 */
public final class ObjectBytes {
    private static final int SLOTS = 2048;

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);

    private record Known(KubeObject object, byte[] bytes) {}

    /** Not to be changed by whoever asks. */
    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    public byte[] of(KubeObject object) {
        int slot = (int) (Revisions.of(object) % SLOTS);
        Known known = slots.get(slot);
        if (known != null && known.object() == object) {
            return known.bytes();
        }
        byte[] bytes = Codec.json(object);
        slots.set(slot, new Known(object, bytes));
        return bytes;
    }
}
