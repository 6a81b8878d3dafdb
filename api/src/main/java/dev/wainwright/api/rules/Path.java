package dev.wainwright.api.rules;

import org.jspecify.annotations.Nullable;

/** Where a value stands in its document; made into text only when there is something to say. */
record Path(@Nullable Path parent, String name, int index) {
    private static final int NO_INDEX = -1;

    static Path of(String field) {
        return new Path(null, field, NO_INDEX);
    }

    Path field(String child) {
        return new Path(this, child, NO_INDEX);
    }

    Path item(int position) {
        return new Path(this, "", position);
    }

    /** {@code spec.containers[0].ports}; names with dots or slashes stand in brackets. */
    @Override
    public String toString() {
        String prefix = parent == null ? "" : parent.toString();
        if (index != NO_INDEX) {
            return prefix + '[' + index + ']';
        }
        if (name.indexOf('.') >= 0 || name.indexOf('/') >= 0) {
            return prefix + '[' + name + ']';
        }
        return prefix.isEmpty() ? name : prefix + '.' + name;
    }
}
