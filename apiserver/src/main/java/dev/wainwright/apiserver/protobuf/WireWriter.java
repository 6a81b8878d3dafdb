package dev.wainwright.apiserver.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The wire format, written: numbered fields one after the other. The length of a field goes before it once it is known. */
public final class WireWriter {
    private byte[] bytes;
    private int size;

    /** With room for so many bytes before it has to grow. */
    public WireWriter(int room) {
        bytes = new byte[room];
    }

    /** Begins again. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** What has been written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The same after its length in four bytes, as in a stream of messages. */
    byte[] toFrame() {
        return ByteBuffer.allocate(Integer.BYTES + size)
                .putInt(size)
                .put(bytes, 0, size)
                .array();
    }

    public void number(int field, long value) {
        tag(field, Wire.VARINT);
        varint(value);
    }

    public void truth(int field, boolean value) {
        number(field, value ? 1 : 0);
    }

    public void real(int field, double value) {
        tag(field, Wire.FIXED_64);
        reserve(8);
        long bits = Double.doubleToLongBits(value);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
    }

    public void text(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public void bytes(int field, byte[] value) {
        bytes(field, value, 0, value.length);
    }

    void bytes(int field, byte[] source, int from, int to) {
        head(field, to - from);
        add(source, from, to);
    }

    /** The head of a field whose content, so many bytes, somebody else writes. */
    void head(int field, long length) {
        tag(field, Wire.BYTES);
        varint(length);
    }

    /** Begins a field that is a message or a text; to be given to {@link #end}. */
    public int begin(int field) {
        tag(field, Wire.BYTES);
        reserve(1);
        return ++size;
    }

    /** Ends the field that began there. */
    public void end(int begin) {
        int length = size - begin;
        int digits = digits(length);
        if (digits > 1) {
            reserve(digits - 1);
            System.arraycopy(bytes, begin, bytes, begin + digits - 1, length);
        }
        size = begin - 1;
        varint(length);
        size += length;
    }

    /** How many bytes a number takes. */
    static int digits(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    void add(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    void add(int oneByte) {
        reserve(1);
        bytes[size++] = (byte) oneByte;
    }

    private void tag(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
