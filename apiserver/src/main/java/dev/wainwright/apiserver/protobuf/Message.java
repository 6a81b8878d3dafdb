package dev.wainwright.apiserver.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a message such as {@code apps.v1.DeploymentSpec}, by their numbers and by their names in JSON. */
final class Message {
    private final String name;
    private final Map<Integer, Field> byNumber = new HashMap<>();
    private volatile @Nullable Places places;

    Message(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** To be done before anybody asks. */
    void add(Field field) {
        byNumber.put(field.number(), field);
    }

    @Nullable
    Field field(int number) {
        return byNumber.get(number);
    }

    /** Where a field of the JSON document has its place; {@code json} has its name between the two offsets. */
    @Nullable
    Place place(byte[] json, int from, int to) {
        Places known = places;
        if (known == null) {
            known = new Places(places());
            places = known;
        }
        return known.of(json, from, to);
    }

    /** @param outer the numbers of the messages around the field that JSON does not have, from outside in */
    record Place(Field field, int[] outer) {}

    private List<Place> places() {
        var all = new ArrayList<Place>();
        for (Field field : byNumber.values()) {
            if (!field.name().isEmpty()) {
                all.add(new Place(field, new int[0]));
            } else if (field.type() instanceof Field.Nested nested) {
                nested.message().places().forEach(inner -> all.add(inside(field.number(), inner)));
            }
        }
        return all;
    }

    private static Place inside(int number, Place inner) {
        int[] outer = new int[inner.outer().length + 1];
        outer[0] = number;
        System.arraycopy(inner.outer(), 0, outer, 1, inner.outer().length);
        return new Place(inner.field(), outer);
    }

    /** A hash table whose keys are looked up without making texts of them: every field of every document is. */
    private static final class Places {
        private final byte[][] names;
        private final Place[] values;
        private final int mask;

        Places(List<Place> all) {
            int size = Integer.highestOneBit(Math.max(1, all.size())) * 4;
            mask = size - 1;
            names = new byte[size][];
            values = new Place[size];
            for (Place place : all) {
                byte[] key = place.field().name().getBytes(StandardCharsets.UTF_8);
                int slot = slot(key, 0, key.length);
                while (values[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                names[slot] = key;
                values[slot] = place;
            }
        }

        @Nullable
        Place of(byte[] json, int from, int to) {
            int slot = slot(json, from, to);
            while (values[slot] != null) {
                byte[] key = names[slot];
                if (Arrays.equals(key, 0, key.length, json, from, to)) {
                    return values[slot];
                }
                slot = (slot + 1) & mask;
            }
            return null;
        }

        private int slot(byte[] bytes, int from, int to) {
            int hash = 0;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + bytes[i];
            }
            return (hash ^ (hash >>> 7)) & mask;
        }
    }
}
