package dev.wainwright.api.codec;

import dev.wainwright.api.codec.RecordPlan.Binding;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records to trees: the bound components, and between them what the document had besides. */
final class RecordWriter {
    private RecordWriter() {}

    /** All fields of a record, sorted by name. */
    static Tree.Mapping object(RecordPlan plan, Object object, Tree.Mapping rest) {
        return fields(object, plan, plan.fields(), rest);
    }

    /** Bound fields and the others, in one order: both sides are sorted, so that they are merged in one go. */
    private static Tree.Mapping fields(Object object, RecordPlan plan, Bindings bindings, Tree.Mapping rest) {
        var out = new Sorted(bindings.size() + rest.fields().size());
        Sorted others = Sorted.of(rest);
        int other = 0;
        for (int i = 0; i < bindings.size(); i++) {
            String name = bindings.name(i);
            while (other < others.size() && others.name(other).compareTo(name) < 0) {
                out.add(others.name(other), others.value(other++));
            }
            boolean both = other < others.size() && others.name(other).equals(name);
            Tree remainder = both ? others.value(other++) : null;
            Tree written = field(object, plan, bindings.binding(i), remainder);
            if (written != null) {
                out.add(name, written);
            } else if (remainder != null) {
                out.add(name, remainder);
            }
        }
        while (other < others.size()) {
            out.add(others.name(other), others.value(other++));
        }
        return out.toMapping();
    }

    /** The field's tree; null when there is nothing to write. */
    private static @Nullable Tree field(Object object, RecordPlan plan, Binding binding, @Nullable Tree remainder) {
        Object value = binding.isBound() ? plan.component(object, binding.index()) : null;
        Tree written = value == null ? remainder : value(binding.shape(), value, remainder);
        if (!binding.below().isEmpty()) {
            Tree.Mapping inner = fields(object, plan, binding.below(), mapping(written));
            written = inner.isEmpty() && !(binding.nullable() && value != null) ? null : inner;
        }
        boolean implied = binding.shape() instanceof Shape.OneOf choice && value != null && choice.isImplied(value);
        return (implied && remainder == null) || isOmitted(binding, value, written) ? null : written;
    }

    private static boolean isOmitted(Binding binding, @Nullable Object value, @Nullable Tree written) {
        if (written == null || binding.nullable() || !binding.isBound()) {
            return written == null;
        }
        return switch (written) {
            case Tree.Mapping mapping -> mapping.isEmpty();
            case Tree.Sequence sequence -> sequence.items().isEmpty();
            case Tree.Text text -> text.value().isEmpty() && !binding.keepEmpty();
            case Tree.Numeral number -> binding.omitZero() && Integer.valueOf(0).equals(value);
            case Tree.Bool bool -> false;
            case Tree.Null nothing -> true;
        };
    }

    private static Tree value(Shape shape, Object value, @Nullable Tree remainder) {
        return switch (shape) {
            case Shape.Leaf leaf -> leaf(leaf, value);
            case Shape.OneOf choice -> Tree.text(value.toString());
            case Shape.ListOf list -> list(list.item(), (List<?>) value, remainder);
            case Shape.MapOf map -> map(map.value(), (Map<?, ?>) value);
            case Shape.Nested nested -> object(nested.plan(), value, mapping(remainder));
            case Shape.Raw raw -> (Tree) value;
        };
    }

    private static Tree.Mapping mapping(@Nullable Tree remainder) {
        return remainder instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
    }

    private static Tree list(Shape shape, List<?> values, @Nullable Tree remainder) {
        List<Tree> remainders = remainder instanceof Tree.Sequence sequence ? sequence.items() : List.of();
        var items = new ArrayList<Tree>(values.size());
        for (Object value : values) {
            int at = items.size();
            items.add(value(shape, value, at < remainders.size() ? remainders.get(at) : null));
        }
        return new Tree.Sequence(items, 0);
    }

    private static Tree map(Shape shape, Map<?, ?> values) {
        var fields = new TreeMap<String, Tree>();
        values.forEach((name, value) -> fields.put((String) name, value(shape, value, null)));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree leaf(Shape.Leaf leaf, Object value) {
        return switch (leaf) {
            case TEXT, QUANTITY, INSTANT -> Tree.text(value.toString());
            case INT, LONG -> number(((Number) value).longValue());
            case BOOL -> new Tree.Bool((Boolean) value, 0);
            case INT_OR_STRING ->
                switch ((IntOrString) value) {
                    case IntOrString.Count count -> number(count.value());
                    case IntOrString.Text text -> Tree.text(text.value());
                };
        };
    }

    private static Tree number(long value) {
        return new Tree.Numeral(BigDecimal.valueOf(value), 0);
    }
}
