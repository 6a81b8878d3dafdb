package dev.wainwright.api.hash;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of structured values: the recipe of karpenter-core §4.15.
 *
 * <p>Everything rests on FNV-1 (multiply, then xor; not the commoner FNV-1a). Values combine as follows, with
 * {@code pair(a, b)} the hash of the 16 bytes of a and b, and {@code finish(a)} the hash of the 8 bytes of a:
 *
 * <ul>
 *   <li>map: xor of pair(key, value) over all entries, then finish;
 *   <li>list: xor of its items, so order is lost and an item that stands twice cancels itself;
 *   <li>struct: start with the type's name; for each field that is set, in the order of declaration,
 *       h = finish(h xor pair(field name, value)).
 * </ul>
 *
 * <p>All bytes are little-endian. "Set" is Go's notion: a pointer to zero is set, a zero is not; an empty list or map
 * that was written is set, an absent one is not.
 */
final class StructureHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StructureHash() {}

    static long bytes(byte[] bytes) {
        long hash = OFFSET;
        for (byte b : bytes) {
            hash = (hash * PRIME) ^ (b & 0xff);
        }
        return hash;
    }

    static long text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    static long bool(boolean value) {
        return bytes(new byte[] {(byte) (value ? 1 : 0)});
    }

    static long int32(int value) {
        return bytes(littleEndian(Integer.BYTES).putInt(value).array());
    }

    static long int64(long value) {
        return bytes(littleEndian(Long.BYTES).putLong(value).array());
    }

    static long texts(Map<String, String> map) {
        long hash = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            hash ^= pair(text(entry.getKey()), text(entry.getValue()));
        }
        return finish(hash);
    }

    static long list(List<Long> items) {
        long hash = 0;
        for (long item : items) {
            hash ^= item;
        }
        return hash;
    }

    /** Prints as Karpenter's annotations do. */
    static String print(long hash) {
        return Long.toUnsignedString(hash);
    }

    private static long pair(long a, long b) {
        return bytes(littleEndian(2 * Long.BYTES).putLong(a).putLong(b).array());
    }

    private static long finish(long a) {
        return int64(a);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Hashes a struct field by field; the caller keeps to the order of declaration. */
    static final class Struct {
        private long hash;

        Struct(String typeName) {
            hash = text(typeName);
        }

        /** Takes in a field; null says that it is not set. */
        @CanIgnoreReturnValue
        Struct field(String name, @Nullable Long value) {
            if (value != null) {
                hash = finish(hash ^ pair(text(name), value));
            }
            return this;
        }

        long hash() {
            return hash;
        }
    }
}
