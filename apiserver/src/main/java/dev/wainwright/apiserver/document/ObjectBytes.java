package dev.wainwright.apiserver.document;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.Revisions;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Stored objects as JSON in one line, written once for the disk, the writer's answer and all watches. All of them ask within
 * moments of the change or never, so a small table by revision, in which the newer replaces the older, is enough. Safe for use
 * by many threads.
 */
public final class ObjectBytes {
    private static final int SLOTS = 2048;

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** Disk, writer and watches ask at the same moment: who comes first writes, the others wait for that. */
    private static final class Known {
        private final KubeObject object;
        private byte @Nullable [] bytes;

        Known(KubeObject object) {
            this.object = object;
        }

        synchronized byte[] bytes() {
            byte[] known = bytes;
            if (known == null) {
                known = Codec.json(object);
                bytes = known;
            }
            return known;
        }
    }

    /** Not to be changed by whoever asks. */
    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    public byte[] of(KubeObject object) {
        int slot = (int) (Revisions.of(object) % SLOTS);
        Known known = slots.get(slot);
        while (known == null || known.object != object) {
            var fresh = new Known(object);
            Known witness = slots.compareAndExchange(slot, known, fresh);
            known = witness == known ? fresh : witness;
        }
        return known.bytes();
    }
}
