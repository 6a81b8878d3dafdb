package dev.wainwright.api.schema;

import java.util.Arrays;
import java.util.StringJoiner;

/** Where a walk through a document is; made into text only when there is something to say. */
final class FieldPath {
    private Object[] steps = new Object[32];
    private int depth;

    void enter(String name) {
        push(name);
    }

    /** Enters a value of a free-form map. */
    void enterKey(String name) {
        push(new Key(name));
    }

    private record Key(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    void enter(int index) {
        push(index);
    }

    void leave() {
        depth--;
    }

    /** Whether the walk is below the top-level field {@code name}. */
    boolean isBelow(String name) {
        return depth > 0 && name.equals(steps[0]);
    }

    private void push(Object step) {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, depth * 2);
        }
        steps[depth++] = step;
    }

    /** {@code spec.containers[0].ports}; names with dots or slashes stand in brackets. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            append(text, steps[i]);
        }
        return text.toString();
    }

    /** The names of fields alone: {@code spec.containers.ports}. */
    String withoutPositions() {
        var names = new StringJoiner(".");
        for (int i = 0; i < depth; i++) {
            if (steps[i] instanceof String name) {
                names.add(name);
            }
        }
        return names.toString();
    }

    private static void append(StringBuilder text, Object step) {
        String name = step.toString();
        boolean plain = !(step instanceof Integer) && name.indexOf('.') < 0 && name.indexOf('/') < 0;
        if (plain) {
            text.append(text.isEmpty() ? "" : ".").append(step);
        } else {
            text.append('[').append(step).append(']');
        }
    }
}
