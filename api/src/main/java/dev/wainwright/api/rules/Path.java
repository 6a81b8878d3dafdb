package dev.wainwright.api.rules;

import org.jspecify.annotations.Nullable;

/** Where a value stands in its document; made into text only when there is something to say. */
record Path(@Nullable Path parent, String name, int index) {
    private static final int NO_INDEX = -1;
    private static final int KEY = -2;

    /** Where top-level fields begin. */
    static final Path ROOT = new Path(null, "", NO_INDEX);

    static Path of(String field) {
        return new Path(null, field, NO_INDEX);
    }

    Path field(String child) {
        return new Path(this, child, NO_INDEX);
    }

    /** A key of a free-form map: {@code requests[cpu]}. */
    Path key(String key) {
        return new Path(this, key, KEY);
    }

    Path item(int position) {
        return new Path(this, "", position);
    }

    /** {@code spec.containers[0].ports}; keys of maps stand in brackets. */
    @Override
    public String toString() {
        String prefix = parent == null ? "" : parent.toString();
        if (index == KEY) {
            return prefix + '[' + name + ']';
        }
        if (index != NO_INDEX) {
            return prefix + '[' + index + ']';
        }
        return prefix.isEmpty() ? name : prefix + '.' + name;
    }
}
