package dev.wainwright.api.codec;

import dev.wainwright.api.codec.RecordPlan.Binding;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees to records. What a record binds is taken out of the tree; what is left over is returned beside the record, with
 * everything at the place where it stood.
 */
final class RecordReader {
    private static final Tree NOTHING = new Tree.Null(0);

    private final Interner interner;

    RecordReader(Interner interner) {
        this.interner = interner;
    }

    /** A value and what it left over of its tree; no remainder when nothing was left. */
    private record Read(Object value, @Nullable Tree remainder) {}

    /** The object in {@code document}; its remainder goes to the component {@code rest}. */
    Object object(RecordPlan plan, Tree.Mapping document) {
        var components = plan.defaults().clone();
        Tree.Mapping rest = fields(document, plan.fields(), components, Bindings.NONE, components);
        components[plan.restIndex()] = rest == null ? Tree.Mapping.EMPTY : interner.mapping(rest);
        return plan.construct(components);
    }

    /**
     * Takes the bound fields out of a mapping.
     *
     * @param own the bindings of the record that the mapping stands for, filling {@code components}
     * @param outer bindings that reach into the mapping from a record further out, filling {@code outerComponents}
     * @return what neither binds; null when there is nothing
     */
    private Tree.@Nullable Mapping fields(
            Tree.Mapping mapping,
            Bindings own,
            @Nullable Object[] components,
            Bindings outer,
            @Nullable Object[] outerComponents) {
        LinkedHashMap<String, Tree> rest = null;
        for (var field : mapping.fields().entrySet()) {
            String name = field.getKey();
            Binding mine = own.get(name);
            Binding binding = mine != null ? mine : outer.get(name);
            Tree remainder = field.getValue();
            if (binding != null) {
                remainder = field(name, field.getValue(), binding, mine != null ? components : outerComponents);
            }
            if (remainder != null) {
                rest = rest == null ? new LinkedHashMap<>() : rest;
                rest.put(name, remainder);
            }
        }
        return rest == null ? null : new Tree.Mapping(rest, mapping.line());
    }

    private @Nullable Tree field(String name, Tree tree, Binding binding, @Nullable Object[] components) {
        if (tree instanceof Tree.Null) {
            return null;
        }
        try {
            if (!binding.isBound()) {
                return fields(mapping(tree), Bindings.NONE, components, binding.below(), components);
            }
            Read read = binding.shape() instanceof Shape.Nested nested
                    ? nested(nested.plan(), mapping(tree), binding.below(), components)
                    : value(binding.shape(), tree);
            components[binding.index()] = read.value();
            return read.remainder();
        } catch (Misfit e) {
            throw e.under(name);
        }
    }

    private Read nested(RecordPlan plan, Tree.Mapping tree, Bindings outer, @Nullable Object[] outerComponents) {
        var components = plan.defaults().clone();
        Tree.Mapping rest = fields(tree, plan.fields(), components, outer, outerComponents);
        return new Read(interner.composite(plan, components, () -> plan.construct(components)), rest);
    }

    private Read value(Shape shape, Tree tree) {
        return switch (shape) {
            case Shape.Leaf leaf -> new Read(leaf(leaf, tree), null);
            case Shape.OneOf choice -> choice(choice, tree);
            case Shape.ListOf list -> list(list.item(), tree);
            case Shape.MapOf map -> new Read(map(map.value(), mapping(tree)), null);
            case Shape.Nested nested -> nested(nested.plan(), mapping(tree), Bindings.NONE, new Object[0]);
            case Shape.Raw raw -> new Read(interner.mapping(mapping(tree)), null);
        };
    }

    private Read list(Shape shape, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            throw misfit(tree, "a list");
        }
        var values = new Object[sequence.items().size()];
        var remainders = new ArrayList<Tree>(0);
        for (int i = 0; i < values.length; i++) {
            Read read;
            try {
                read = value(shape, sequence.items().get(i));
            } catch (Misfit e) {
                throw e.under("[" + i + "]");
            }
            values[i] = read.value();
            if (read.remainder() != null) {
                while (remainders.size() < i) {
                    remainders.add(NOTHING);
                }
                remainders.add(read.remainder());
            }
        }
        Object shared = interner.composite(List.class, values, () -> List.of(values));
        return new Read(shared, remainders.isEmpty() ? null : new Tree.Sequence(remainders, sequence.line()));
    }

    private Map<String, Object> map(Shape shape, Tree.Mapping mapping) {
        var parts = new Object[mapping.fields().size() * 2];
        int at = 0;
        for (var entry : mapping.fields().entrySet()) {
            try {
                parts[at] = interner.leaf(entry.getKey());
                parts[at + 1] = value(shape, entry.getValue()).value();
            } catch (Misfit e) {
                throw e.under(entry.getKey());
            }
            at += 2;
        }
        sortByName(parts);
        return interner.composite(Map.class, parts, () -> {
            var map = new LinkedHashMap<String, Object>();
            for (int i = 0; i < parts.length; i += 2) {
                map.put((String) parts[i], parts[i + 1]);
            }
            return Map.copyOf(map);
        });
    }

    /** Maps with the same entries are the same map, however they were written. */
    private static void sortByName(Object[] parts) {
        for (int i = 2; i < parts.length; i += 2) {
            for (int j = i; j > 0 && ((String) parts[j]).compareTo((String) parts[j - 2]) < 0; j -= 2) {
                Object name = parts[j];
                Object value = parts[j + 1];
                parts[j] = parts[j - 2];
                parts[j + 1] = parts[j - 1];
                parts[j - 2] = name;
                parts[j - 1] = value;
            }
        }
    }

    private Object leaf(Shape.Leaf leaf, Tree tree) {
        return switch (leaf) {
            case TEXT -> interner.leaf(text(tree, "a string"));
            case INT -> interner.leaf((int) integer(tree, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> interner.leaf(integer(tree, Long.MIN_VALUE, Long.MAX_VALUE));
            case BOOL -> bool(tree);
            case INSTANT -> interner.leaf(instant(tree));
            case QUANTITY -> quantity(tree);
            case INT_OR_STRING ->
                interner.leaf(
                        tree instanceof Tree.Text text
                                ? new IntOrString.Text(text.value())
                                : new IntOrString.Count((int) integer(tree, Integer.MIN_VALUE, Integer.MAX_VALUE)));
        };
    }

    private static Boolean bool(Tree tree) {
        if (tree instanceof Tree.Bool bool) {
            return bool.value();
        }
        throw misfit(tree, "true or false");
    }

    private static long integer(Tree tree, long least, long most) {
        if (tree instanceof Tree.Numeral number && number.value().scale() <= 0) {
            try {
                long value = number.value().longValueExact();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (ArithmeticException e) {
                throw misfit(tree, "an integer");
            }
        }
        throw misfit(tree, "an integer");
    }

    private static String text(Tree tree, String wanted) {
        if (tree instanceof Tree.Text text) {
            return text.value();
        }
        throw misfit(tree, wanted);
    }

    private static Instant instant(Tree tree) {
        String text = text(tree, "a time such as 2026-01-31T12:00:00Z");
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw misfit(tree, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private Quantity quantity(Tree tree) {
        String text = tree instanceof Tree.Numeral number
                ? number.value().toPlainString()
                : text(tree, "a quantity such as 500m or 1Gi");
        try {
            return interner.parsed(text, Quantity::parse);
        } catch (IllegalArgumentException e) {
            throw new Misfit("", tree.line(), String.valueOf(e.getMessage()));
        }
    }

    private static Read choice(Shape.OneOf choice, Tree tree) {
        Object constant = constant(choice, tree);
        return new Read(constant, choice.isImplied(constant) ? tree : null);
    }

    private static Object constant(Shape.OneOf choice, Tree tree) {
        if (tree instanceof Tree.Text text) {
            for (Object constant : choice.constants()) {
                if (constant.toString().equals(text.value())) {
                    return constant;
                }
            }
        }
        throw misfit(
                tree,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(choice.constants())
                                        .map(Object::toString)
                                        .toList()));
    }

    private static Tree.Mapping mapping(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping;
        }
        throw misfit(tree, "an object");
    }

    private static Misfit misfit(Tree tree, String wanted) {
        return new Misfit("", tree.line(), "must be " + wanted + ", got " + Tree.describe(tree));
    }
}
