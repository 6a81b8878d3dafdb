package dev.wainwright.apiserver.document;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import dev.wainwright.runtime.store.Revisions;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Stored objects as JSON in one line and as protobuf, written once for the disk, the writer's answer and all watches. All of them ask within
 * moments of the change or never, so a small table by revision, in which the newer replaces the older, is enough. Safe for use
 * by many threads.
 */
public final class ObjectBytes {
    private static final int SLOTS = 1024;

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** Disk, writer and watches ask at the same moment: who comes first writes, the others wait for that. */
    private static final class Known {
        private final KubeObject object;
        private byte @Nullable [] bytes;
        private byte @Nullable [] protobuf;

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

        synchronized byte[] protobuf(Kind kind) {
            byte[] known = protobuf;
            if (known == null) {
                known = ProtobufWriter.object(kind.apiVersion(), kind.kind(), bytes());
                protobuf = known;
            }
            return known;
        }
    }

    /** Not to be changed by whoever asks. */
    public byte[] of(KubeObject object) {
        return known(object).bytes();
    }

    /** The same object in Kubernetes' protobuf, of which its kind must have a form. */
    public byte[] protobuf(KubeObject object, Kind kind) {
        return known(object).protobuf(kind);
    }

    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    private Known known(KubeObject object) {
        int slot = (int) (Revisions.of(object) % SLOTS);
        Known known = slots.get(slot);
        while (known == null || known.object != object) {
            var fresh = new Known(object);
            Known witness = slots.compareAndExchange(slot, known, fresh);
            known = witness == known ? fresh : witness;
        }
        return known;
    }
}
