package dev.wainwright.api.codec;

import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Toleration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;

/** How a record component's type appears in a document. */
sealed interface Shape {
    /** Types that are written as one scalar. */
    enum Leaf implements Shape {
        TEXT,
        INT,
        LONG,
        BOOL,
        INSTANT,
        QUANTITY,
        INT_OR_STRING
    }

    /**
     * An enum, written as its {@code toString}.
     *
     * @param implied whether documents may leave out the first constant; then it is written only where it was read
     */
    record OneOf(Object[] constants, boolean implied) implements Shape {
        boolean isImplied(Object constant) {
            return implied && constant.equals(constants[0]);
        }
    }

    record ListOf(Shape item) implements Shape {}

    record MapOf(Shape value) implements Shape {}

    record Nested(RecordPlan plan) implements Shape {}

    /** A part that stays as written. */
    record Raw() implements Shape {}

    static Shape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? new ListOf(of(arguments[0]))
                    : new MapOf(of(arguments[arguments.length - 1]));
        }
        return of((Class<?>) type);
    }

    private static Shape of(Class<?> type) {
        if (type == String.class) {
            return Leaf.TEXT;
        } else if (type == int.class || type == Integer.class) {
            return Leaf.INT;
        } else if (type == long.class || type == Long.class) {
            return Leaf.LONG;
        } else if (type == boolean.class || type == Boolean.class) {
            return Leaf.BOOL;
        } else if (type == Instant.class) {
            return Leaf.INSTANT;
        } else if (type == Quantity.class) {
            return Leaf.QUANTITY;
        } else if (type == IntOrString.class) {
            return Leaf.INT_OR_STRING;
        } else if (type == Tree.Mapping.class) {
            return new Raw();
        } else if (type.isEnum()) {
            return new OneOf(type.getEnumConstants(), type == Toleration.Kind.class);
        } else if (type.isRecord()) {
            return new Nested(RecordPlan.of(type));
        }
        throw new IllegalArgumentException("no document form for " + type);
    }
}
