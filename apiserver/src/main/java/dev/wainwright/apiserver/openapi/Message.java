package dev.wainwright.apiserver.openapi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.apiserver.protobuf.WireWriter;

/** One message of an OpenAPI document in protobuf; the fields stand in the order in which they were added. */
final class Message {
    private static final int ROOM = 64;

    private final WireWriter out = new WireWriter(ROOM);

    /** The empty text is the absence of the field. */
    @CanIgnoreReturnValue
    Message text(int field, String value) {
        if (!value.isEmpty()) {
            out.text(field, value);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Message message(int field, Message value) {
        out.bytes(field, value.bytes());
        return this;
    }

    @CanIgnoreReturnValue
    Message flag(int field, boolean value) {
        out.truth(field, value);
        return this;
    }

    byte[] bytes() {
        return out.toBytes();
    }
}
