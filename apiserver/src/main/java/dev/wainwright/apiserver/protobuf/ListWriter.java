package dev.wainwright.apiserver.protobuf;

import dev.wainwright.apiserver.protobuf.Field.Nested;

/** A list as Kubernetes' protobuf, item by item. Its length stands at the beginning, so the items have to be measured first. */
public final class ListWriter {
    private static final int ROOM = 1024;
    private static final int ITEMS = 2;

    private final String apiVersion;
    private final String kind;
    private final byte[] empty;
    private final Message item;

    /** {@code kind} is the list's own, which must have such a form; {@code json} is the list without its items. */
    public ListWriter(String apiVersion, String kind, byte[] json) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        Message list = Messages.known(apiVersion, kind);
        var out = new WireWriter(ROOM);
        new FromJson(json, out).message(list);
        this.empty = out.toBytes();
        Field items = list.field(ITEMS);
        if (items == null || !(items.type() instanceof Nested nested)) {
            throw new IllegalArgumentException(kind + " is no list");
        }
        this.item = nested.message();
    }

    /** What comes before the items, which are so many bytes. */
    public byte[] begin(long items) {
        var out = new WireWriter(ROOM);
        ProtobufWriter.mark(apiVersion, kind, out);
        out.head(2, empty.length + items);
        out.add(empty, 0, empty.length);
        return out.toBytes();
    }

    /** Adds an item, which is {@code json} in one line. */
    public void item(byte[] json, WireWriter out) {
        int begin = out.begin(ITEMS);
        new FromJson(json, out).message(item);
        out.end(begin);
    }
}
