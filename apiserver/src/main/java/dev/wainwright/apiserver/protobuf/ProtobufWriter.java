package dev.wainwright.apiserver.protobuf;

/** Objects and events as Kubernetes' protobuf, for those who ask for it: typed clients read it many times faster than JSON. */
public final class ProtobufWriter {
    private static final int ROOM = 1024;

    /** What an event has beside its object. */
    private static final int AROUND = 32;

    private ProtobufWriter() {}

    /** Whether a kind has such a form. */
    public static boolean knows(String apiVersion, String kind) {
        return Messages.of(apiVersion, kind) != null;
    }

    /** An object in its envelope; {@code json} is all of it in one line. Throws when its kind has no such form. */
    public static byte[] object(String apiVersion, String kind, byte[] json) {
        Message message = Messages.known(apiVersion, kind);
        var out = new WireWriter(ROOM);
        mark(apiVersion, kind, out);
        int raw = out.begin(2);
        new FromJson(json, out).message(message);
        out.end(raw);
        return out.toBytes();
    }

    /** What stands before the object. */
    static void mark(String apiVersion, String kind, WireWriter out) {
        out.add(ProtobufReader.MAGIC, 0, ProtobufReader.MAGIC.length);
        int type = out.begin(1);
        out.text(1, apiVersion);
        out.text(2, kind);
        out.end(type);
    }

    /** An event of a watch about an object in its envelope, after the event's length. */
    public static byte[] event(String type, byte[] object) {
        var out = new WireWriter(object.length + AROUND);
        out.text(1, type);
        int raw = out.begin(2);
        out.bytes(1, object);
        out.end(raw);
        return out.toFrame();
    }
}
