package dev.wainwright.apiserver.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The wire format: numbered fields, of which there are four kinds here. Throws {@link Garbled}. */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED_64 = 1;
    static final int BYTES = 2;
    static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;

    Wire(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasNext() {
        return at < end;
    }

    /** The number and the kind of the next field, as they stand together on the wire. */
    int tag() {
        return (int) varint();
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new Garbled("a number is cut off");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Garbled("a number has no end");
    }

    double real() {
        require(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (bytes[at + i] & 0xffL) << (8 * i);
        }
        at += 8;
        return Double.longBitsToDouble(value);
    }

    /** What is inside of the next field. */
    Wire inside() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new Garbled("a field is longer than the body");
        }
        var inside = new Wire(bytes, at, at + (int) length);
        at += (int) length;
        return inside;
    }

    /** All that is left, as text. */
    String text() {
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end;
        return text;
    }

    /** All that is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    void skip(int kind) {
        switch (kind) {
            case VARINT -> varint();
            case FIXED_64 -> advance(8);
            case BYTES -> inside();
            case FIXED_32 -> advance(4);
            default -> throw new Garbled("there is no wire type " + kind);
        }
    }

    private void advance(int count) {
        require(count);
        at += count;
    }

    private void require(int count) {
        if (end - at < count) {
            throw new Garbled("a field is cut off");
        }
    }

    /** The bytes are not what they should be. */
    static final class Garbled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Garbled(String message) {
            super(message, null, false, false);
        }
    }
}
