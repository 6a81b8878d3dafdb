package dev.wainwright.solver.catalogue;

import java.util.Arrays;

/** A map from {@code long} to {@code int} without boxes: open addressing, no removal. */
final class LongIntMap {
    /** What {@link #get} answers for an absent key. */
    static final int ABSENT = Integer.MIN_VALUE;

    private long[] keys = new long[64];
    private int[] values = filled(64);
    private int size;

    int get(long key) {
        int at = slot(key, keys.length);
        while (values[at] != ABSENT) {
            if (keys[at] == key) {
                return values[at];
            }
            at = (at + 1) & (keys.length - 1);
        }
        return ABSENT;
    }

    void put(long key, int value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int at = slot(key, keys.length);
        while (values[at] != ABSENT && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        if (values[at] == ABSENT) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(oldKeys.length * 2);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    private static int slot(long key, int length) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (length - 1);
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
