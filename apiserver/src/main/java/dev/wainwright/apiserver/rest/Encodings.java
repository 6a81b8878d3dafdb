package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.runtime.store.Revisions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events as bytes, made once for all watches that show whole objects of one version. What was told lately is told again to others at
 * once or never, so a small table by revision, in which the newer replaces the older, is enough.
 */
final class Encodings {
    private static final int SLOTS = 512;
    private static final byte[] END = {'}', '\n'};

    private final AtomicReferenceArray<Encoded> slots = new AtomicReferenceArray<>(SLOTS);
    private final ObjectBytes objects;

    /** {@code objects} has what is shown as it is kept. */
    Encodings(ObjectBytes objects) {
        this.objects = objects;
    }

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
        byte[] bytes = view.isAsKept(object) ? event(type, objects.of(object)) : Json.line(view.event(type, object));
        slots.set(slot, new Encoded(type, object, version, bytes));
        return bytes;
    }

    private static byte[] event(String type, byte[] object) {
        byte[] begin = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[begin.length + object.length + END.length];
        System.arraycopy(begin, 0, bytes, 0, begin.length);
        System.arraycopy(object, 0, bytes, begin.length, object.length);
        System.arraycopy(END, 0, bytes, begin.length + object.length, END.length);
        return bytes;
    }

    /** An object as it is kept, in a line that ends. */
    byte[] line(KubeObject object) {
        byte[] bytes = objects.of(object);
        byte[] line = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        line[bytes.length] = '\n';
        return line;
    }
}
