package dev.wainwright.solver.catalogue;

import java.util.Arrays;

/** Sets of small integers as words of bits. Sets that are combined have the same length unless a method says otherwise. */
public final class Bits {
    private Bits() {}

    public static int words(int size) {
        return (size + 63) >>> 6;
    }

    public static long[] none(int size) {
        return new long[words(size)];
    }

    public static long[] all(int size) {
        long[] bits = none(size);
        Arrays.fill(bits, -1L);
        if ((size & 63) != 0) {
            bits[bits.length - 1] = (1L << size) - 1;
        }
        return bits;
    }

    public static void set(long[] bits, int index) {
        bits[index >>> 6] |= 1L << index;
    }

    public static void clear(long[] bits, int index) {
        bits[index >>> 6] &= ~(1L << index);
    }

    /** Whether the set has {@code index}; one beyond its length it has not. */
    public static boolean has(long[] bits, int index) {
        int word = index >>> 6;
        return word < bits.length && (bits[word] & (1L << index)) != 0;
    }

    public static void and(long[] target, long[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] &= other[i];
        }
    }

    public static void or(long[] target, long[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] |= other[i];
        }
    }

    public static boolean isEmpty(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public static boolean intersects(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            if ((a[i] & b[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    public static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The smallest member that is at least {@code from}, or -1. */
    public static int next(long[] bits, int from) {
        int word = from >>> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & (-1L << from);
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** The set itself when it is long enough, otherwise a longer copy. */
    public static long[] grown(long[] bits, int size) {
        int words = words(size);
        return words <= bits.length ? bits : Arrays.copyOf(bits, Math.max(words, bits.length * 2));
    }
}
