package dev.wainwright.api.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a mapping: two arrays in the order of writing, half the size of a hash map and as fast for the handful of
 * fields that objects have. Large mappings get a small open-addressed index.
 */
final class FieldMap extends AbstractMap<String, Tree> {
    private static final int INDEXED_FROM = 17;
    private static final int[] NO_INDEX = {};

    static final FieldMap NONE = new FieldMap(new String[0], new Tree[0]);

    private final String[] names;
    private final Tree[] values;
    private final int[] index;
    private int hash;

    private FieldMap(String[] names, Tree[] values) {
        this(names, values, names.length < INDEXED_FROM ? NO_INDEX : index(names));
    }

    private FieldMap(String[] names, Tree[] values, int[] index) {
        this.names = names;
        this.values = values;
        this.index = index;
    }

    /** Takes over the arrays; names must be distinct. */
    static FieldMap of(String[] names, Tree[] values) {
        return new FieldMap(names, values);
    }

    static FieldMap copyOf(Map<String, Tree> fields) {
        return fields instanceof FieldMap same
                ? same
                : new FieldMap(
                        fields.keySet().toArray(String[]::new), fields.values().toArray(Tree[]::new));
    }

    String name(int position) {
        return names[position];
    }

    Tree value(int position) {
        return values[position];
    }

    /** The same with one field set; a new one goes last. */
    FieldMap with(String name, Tree value) {
        int position = position(name);
        if (position >= 0) {
            Tree[] changed = values.clone();
            changed[position] = value;
            return new FieldMap(names, changed, index);
        }
        int size = names.length;
        String[] moreNames = Arrays.copyOf(names, size + 1);
        Tree[] moreValues = Arrays.copyOf(values, size + 1);
        moreNames[size] = name;
        moreValues[size] = value;
        return new FieldMap(moreNames, moreValues);
    }

    /** The same without one field, which must be there. */
    FieldMap without(String name) {
        int position = position(name);
        int size = names.length;
        String[] fewerNames = Arrays.copyOf(names, size - 1);
        Tree[] fewerValues = Arrays.copyOf(values, size - 1);
        System.arraycopy(names, position + 1, fewerNames, position, size - position - 1);
        System.arraycopy(values, position + 1, fewerValues, position, size - position - 1);
        return new FieldMap(fewerNames, fewerValues);
    }

    private static int[] index(String[] names) {
        int[] index = new int[Integer.highestOneBit(names.length) * 4];
        for (int i = 0; i < names.length; i++) {
            int slot = names[i].hashCode() & (index.length - 1);
            while (index[slot] != 0) {
                slot = (slot + 1) & (index.length - 1);
            }
            index[slot] = i + 1;
        }
        return index;
    }

    private int position(Object name) {
        if (index.length == 0) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
        int slot = name.hashCode() & (index.length - 1);
        while (index[slot] != 0) {
            if (names[index[slot] - 1].equals(name)) {
                return index[slot] - 1;
            }
            slot = (slot + 1) & (index.length - 1);
        }
        return -1;
    }

    @Override
    public @Nullable Tree get(@Nullable Object name) {
        int position = name == null ? -1 : position(name);
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name != null && position(name) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int sum = 0;
            for (int i = 0; i < names.length; i++) {
                sum += names[i].hashCode() ^ values[i].hashCode();
            }
            hash = sum;
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof FieldMap that
                        ? names.length == that.names.length
                                && hashCode() == that.hashCode()
                                && (isSameInOrder(that) || super.equals(that))
                        : super.equals(other));
    }

    /** Nearly all that are equal were written in the same order. */
    private boolean isSameInOrder(FieldMap that) {
        return Arrays.equals(names, that.names) && Arrays.equals(values, that.values);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Tree> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Entry<String, Tree>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, Tree>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Tree>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, Tree> next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
        }
    }
}
