package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.runtime.store.Revisions;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events as bytes, made once for all watches that show whole objects of one version. What was told lately is told again to others at
 * once or never, so a small table by revision, in which the newer replaces the older, is enough.
 */
final class Encodings {
    private static final int SLOTS = 4096;

    private final AtomicReferenceArray<Encoded> slots = new AtomicReferenceArray<>(SLOTS);

    private record Encoded(String type, KubeObject object, String apiVersion, byte[] bytes) {}

    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    byte[] event(String type, KubeObject object, View view) {
        if (!view.isWhole()) {
            return Json.line(view.event(type, object));
        }
        int slot = (int) (Revisions.of(object) % SLOTS);
        Encoded known = slots.get(slot);
        String version = view.apiVersion();
        if (known != null
                && known.object() == object
                && known.type().equals(type)
                && known.apiVersion().equals(version)) {
            return known.bytes();
        }
        byte[] bytes = Json.line(view.event(type, object));
        slots.set(slot, new Encoded(type, object, version, bytes));
        return bytes;
    }
}
