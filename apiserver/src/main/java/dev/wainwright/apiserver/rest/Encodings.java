package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.runtime.store.Revisions;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events as bytes, made once for all watches that show whole objects. What was told lately is told again to others at
 * once or never, so a small table by revision, in which the newer replaces the older, is enough.
 */
final class Encodings {
    private static final int SLOTS = 4096;

    private final AtomicReferenceArray<Encoded> slots = new AtomicReferenceArray<>(SLOTS);

    private record Encoded(String type, KubeObject object, byte[] bytes) {}

    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    byte[] event(String type, KubeObject object, View view) {
        if (!view.isWhole()) {
            return bytes(type, object, view);
        }
        int slot = (int) (Revisions.of(object) % SLOTS);
        Encoded known = slots.get(slot);
        if (known != null && known.object() == object && known.type().equals(type)) {
            return known.bytes();
        }
        byte[] bytes = bytes(type, object, view);
        slots.set(slot, new Encoded(type, object, bytes));
        return bytes;
    }

    private static byte[] bytes(String type, KubeObject object, View view) {
        return Json.bytes(view.event(type, object));
    }
}
