package dev.wainwright.api.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that grows, kept as the bytes of its UTF-8 form: most of it is ASCII and goes out as bytes in the end. */
final class Utf8 {
    private static final int USUAL = 1024;

    private byte[] bytes;
    private int size;

    Utf8() {
        this(USUAL);
    }

    /** With room for so many bytes before it has to grow. */
    Utf8(int room) {
        bytes = new byte[room];
    }

    /** {@code c} must be ASCII. */
    void add(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    /** {@code text} must be ASCII. */
    void add(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    void spaces(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) ' ');
        size += count;
    }

    /** The characters from {@code from} on that stand for themselves in a JSON string; returns where they end. */
    int addPlain(String text, int from) {
        int length = text.length();
        reserve(length - from);
        int i = from;
        int at = size;
        while (i < length) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                break;
            }
            bytes[at++] = (byte) c;
            i++;
        }
        size = at;
        return i;
    }

    /** Any one character. */
    void addCodePoint(int codePoint) {
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    int size() {
        return size;
    }

    void truncate(int shorter) {
        size = shorter;
    }

    /** The last byte; 0 when there is none. */
    byte last() {
        return size == 0 ? 0 : bytes[size - 1];
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
