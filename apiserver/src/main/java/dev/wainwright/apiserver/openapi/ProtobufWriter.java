package dev.wainwright.apiserver.openapi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** As much of protobuf's wire format as an OpenAPI document needs. */
final class ProtobufWriter {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private ProtobufWriter() {}

    /** One message; the fields stand in the order in which they were added. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        /** The empty text is the absence of the field. */
        @CanIgnoreReturnValue
        Message text(int field, String value) {
            return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        @CanIgnoreReturnValue
        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        @CanIgnoreReturnValue
        Message flag(int field, boolean value) {
            varint((field << 3) | VARINT);
            varint(value ? 1 : 0);
            return this;
        }

        @CanIgnoreReturnValue
        private Message bytes(int field, byte[] value) {
            varint((field << 3) | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(int value) {
            int rest = value;
            while (rest > 0x7f) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
