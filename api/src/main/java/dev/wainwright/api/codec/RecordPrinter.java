package dev.wainwright.api.codec;

import dev.wainwright.api.codec.RecordPlan.Binding;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.tree.JsonLine;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON, the same as {@link RecordWriter} makes of them, without a tree in between: objects are written for the disk
 * and for watches far more often than anybody looks into their documents.
 */
final class RecordPrinter {
    private final JsonLine out;

    RecordPrinter(JsonLine out) {
        this.out = out;
    }

    /** One side of a mapping: some fields of a record. */
    private record Side(Object object, RecordPlan plan, Bindings bindings) {}

    /** One field of a record, if there is something to write. */
    void field(RecordPlan plan, Object object, String name, Tree.Mapping rest) {
        int position = plan.fields().position(name);
        Tree remainder = rest.get(name);
        if (position < 0) {
            plain(name, remainder);
        } else {
            field(new Side(object, plan, plan.fields()), position, remainder);
        }
    }

    private void plain(String name, @Nullable Tree value) {
        if (value != null) {
            out.name(name);
            out.tree(value);
        }
    }

    /** A mapping with all fields of its sides and of {@code rest}, sorted by name; returns whether there are any. */
    private boolean mapping(Side one, @Nullable Side other, Tree.Mapping rest) {
        out.beginMapping();
        int empty = out.size();
        if (other == null && rest.isEmpty()) {
            for (int i = 0; i < one.bindings.size(); i++) {
                field(one, i, null);
            }
        } else {
            merged(one, other, Sorted.of(rest));
        }
        boolean any = out.size() > empty;
        out.endMapping();
        return any;
    }

    private void merged(Side one, @Nullable Side other, Sorted others) {
        int first = 0;
        int second = 0;
        int third = 0;
        while (true) {
            String mine = first < one.bindings.size() ? one.bindings.name(first) : null;
            String theirs = other != null && second < other.bindings.size() ? other.bindings.name(second) : null;
            String left = third < others.size() ? others.name(third) : null;
            String next = least(mine, least(theirs, left));
            if (next == null) {
                break;
            }
            Tree remainder = next.equals(left) ? others.value(third++) : null;
            if (next.equals(mine)) {
                field(one, first++, remainder);
            } else if (other != null && next.equals(theirs)) {
                field(other, second++, remainder);
            } else {
                plain(next, remainder);
            }
        }
    }

    private static @Nullable String least(@Nullable String one, @Nullable String other) {
        return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
    }

    private void field(Side side, int position, @Nullable Tree remainder) {
        Binding binding = side.bindings.binding(position);
        Object value = binding.isBound() ? side.plan.component(side.object, binding.index()) : null;
        boolean hasBelow = !binding.below().isEmpty();
        // Most fields of most objects are not set, which is known before anything is written.
        if (!hasBelow && (value == null || isNothing(binding, value))) {
            plain(side.bindings.name(position), remainder);
            return;
        }
        int before = out.size();
        out.name(side.bindings.label(position));
        boolean any = (hasBelow || value == null)
                ? withBelow(side, binding, value, remainder)
                : alone(binding, value, remainder);
        if (!any) {
            out.back(before);
            plain(side.bindings.name(position), remainder);
        }
    }

    private static boolean isNothing(Binding binding, Object value) {
        if (binding.nullable() || binding.keepEmpty()) {
            return false;
        }
        return switch (binding.shape()) {
            case Shape.ListOf list -> ((List<?>) value).isEmpty();
            case Shape.MapOf map -> ((Map<?, ?>) value).isEmpty();
            case Shape.Leaf leaf -> value.equals("");
            default -> false;
        };
    }

    /** A value together with what its record's owner has under it; returns as {@link #alone} does. */
    private boolean withBelow(Side side, Binding binding, @Nullable Object value, @Nullable Tree remainder) {
        var below = new Side(side.object, side.plan, binding.below());
        boolean any = (value != null && binding.shape() instanceof Shape.Nested nested)
                ? mapping(new Side(value, nested.plan(), nested.plan().fields()), below, mapping(remainder))
                : mapping(below, null, mapping(value instanceof Tree.Mapping raw ? raw : remainder));
        return any || (binding.nullable() && value != null);
    }

    /** Returns whether the value is one to be written; otherwise what has been written is to be taken back. */
    private boolean alone(Binding binding, Object value, @Nullable Tree remainder) {
        boolean implied = binding.shape() instanceof Shape.OneOf choice && choice.isImplied(value);
        boolean any = value(binding.shape(), value, remainder);
        return !(implied && remainder == null)
                && (any || binding.nullable() || binding.keepEmpty())
                && !(binding.omitZero()
                        && !binding.nullable()
                        && Integer.valueOf(0).equals(value));
    }

    /** Writes a value; returns whether there is anything in it. */
    private boolean value(Shape shape, Object value, @Nullable Tree remainder) {
        return switch (shape) {
            case Shape.Leaf leaf -> leaf(leaf, value);
            case Shape.OneOf choice -> text(value.toString());
            case Shape.ListOf list -> list(list.item(), (List<?>) value, remainder);
            case Shape.MapOf map -> map(map.value(), (Map<?, ?>) value);
            case Shape.Nested nested ->
                mapping(new Side(value, nested.plan(), nested.plan().fields()), null, mapping(remainder));
            case Shape.Raw raw -> {
                out.tree((Tree) value);
                yield !((Tree.Mapping) value).isEmpty();
            }
        };
    }

    private static Tree.Mapping mapping(@Nullable Tree remainder) {
        return remainder instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
    }

    private boolean list(Shape shape, List<?> values, @Nullable Tree remainder) {
        List<Tree> remainders = remainder instanceof Tree.Sequence sequence ? sequence.items() : List.of();
        out.beginSequence();
        for (int i = 0; i < values.size(); i++) {
            value(shape, values.get(i), i < remainders.size() ? remainders.get(i) : null);
        }
        out.endSequence();
        return !values.isEmpty();
    }

    private boolean map(Shape shape, Map<?, ?> values) {
        String[] names = values.keySet().toArray(String[]::new);
        Arrays.sort(names);
        out.beginMapping();
        for (String name : names) {
            out.name(name);
            Object value = values.get(name);
            if (value != null) {
                value(shape, value, null);
            }
        }
        out.endMapping();
        return names.length > 0;
    }

    private boolean leaf(Shape.Leaf leaf, Object value) {
        return switch (leaf) {
            case TEXT, QUANTITY -> text(value.toString());
            case INSTANT -> {
                out.time((Instant) value);
                yield true;
            }
            case INT, LONG -> number(((Number) value).longValue());
            case BOOL -> {
                out.truth((Boolean) value);
                yield true;
            }
            case INT_OR_STRING ->
                switch ((IntOrString) value) {
                    case IntOrString.Count count -> number(count.value());
                    case IntOrString.Text text -> text(text.value());
                };
        };
    }

    private boolean text(String text) {
        out.text(text);
        return !text.isEmpty();
    }

    private boolean number(long number) {
        out.number(number);
        return true;
    }
}
