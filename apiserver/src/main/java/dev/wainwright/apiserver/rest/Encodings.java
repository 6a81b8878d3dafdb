package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import dev.wainwright.runtime.store.Revisions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events as bytes, made once for all watches that show whole objects of one version. What was told lately is told again to others at
 * once or never, so a small table by revision, in which the newer replaces the older, is enough.
 */
final class Encodings {
    private static final int SLOTS = 1024;
    private static final byte[] END = {'}', '\n'};

    private final AtomicReferenceArray<Encoded> slots = new AtomicReferenceArray<>(SLOTS);
    private final ObjectBytes objects;

    /** {@code objects} has what is shown as it is kept. */
    Encodings(ObjectBytes objects) {
        this.objects = objects;
    }

    private record Encoded(String type, KubeObject object, String apiVersion, Format format, byte[] bytes) {}

    @SuppressWarnings("ReferenceEquality") // The very object that the store told of.
    byte[] event(String type, KubeObject object, View view) {
        Format format = view.format();
        if (!view.isWhole()) {
            return event(type, view.told(object), format);
        }
        int slot = (int) ((2 * Revisions.of(object) + (format == Format.PROTOBUF ? 1 : 0)) % SLOTS);
        Encoded known = slots.get(slot);
        String version = view.apiVersion();
        if (known != null
                && known.object() == object
                && known.type().equals(type)
                && known.format() == format
                && known.apiVersion().equals(version)) {
            return known.bytes();
        }
        byte[] bytes = view.isAsKept(object) ? asKept(type, object, view) : event(type, view.told(object), format);
        slots.set(slot, new Encoded(type, object, version, format, bytes));
        return bytes;
    }

    private byte[] asKept(String type, KubeObject object, View view) {
        return view.format() == Format.PROTOBUF
                ? ProtobufWriter.event(type, objects.protobuf(object, view.kind()))
                : event(type, objects.of(object));
    }

    private static byte[] event(String type, byte[] object) {
        byte[] begin = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[begin.length + object.length + END.length];
        System.arraycopy(begin, 0, bytes, 0, begin.length);
        System.arraycopy(object, 0, bytes, begin.length, object.length);
        System.arraycopy(END, 0, bytes, begin.length + object.length, END.length);
        return bytes;
    }

    /** An event that nobody else is told in the same words. */
    static byte[] event(String type, Tree.Mapping object, Format format) {
        return format == Format.PROTOBUF
                ? ProtobufWriter.event(type, format.bytes(object))
                : event(type, Json.bytes(object));
    }

    /** An object that is shown as it is kept, in JSON or protobuf. */
    Answer answer(int code, KubeObject object, View view) {
        Format format = view.format();
        byte[] bytes = format == Format.PROTOBUF ? objects.protobuf(object, view.kind()) : line(object);
        return new Answer.Bytes(code, format.mediaType(), bytes, "");
    }

    private byte[] line(KubeObject object) {
        byte[] bytes = objects.of(object);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }
}
