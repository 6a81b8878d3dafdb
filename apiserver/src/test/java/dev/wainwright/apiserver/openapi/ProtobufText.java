package dev.wainwright.apiserver.openapi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/** Any protobuf message as text: field numbers with texts, numbers and messages. */
final class ProtobufText {
    private final ByteBuffer in;

    private ProtobufText(ByteBuffer in) {
        this.in = in;
    }

    static String of(byte[] message) {
        return new ProtobufText(ByteBuffer.wrap(message)).message().orElseThrow();
    }

    private Optional<String> message() {
        var fields = new ArrayList<String>();
        while (in.hasRemaining()) {
            int tag = varint();
            int field = tag >>> 3;
            if (field == 0 || field > 31) {
                return Optional.empty();
            }
            if ((tag & 7) == 0) {
                fields.add(field + ":" + varint());
                continue;
            }
            int length = (tag & 7) == 2 ? varint() : -1;
            if (length < 0 || length > in.remaining()) {
                return Optional.empty();
            }
            byte[] value = new byte[length];
            in.get(value);
            fields.add(field + ":" + value(value));
        }
        return Optional.of(String.join(" ", fields));
    }

    /** Texts here have no control characters, of which messages always have some. */
    private static String value(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        boolean isText = text.chars().noneMatch(Character::isISOControl);
        return isText
                ? "'" + text + "'"
                : "{" + new ProtobufText(ByteBuffer.wrap(value)).message().orElse("?") + "}";
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; in.hasRemaining(); shift += 7) {
            int next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }
}
