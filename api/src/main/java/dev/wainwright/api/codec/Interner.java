package dev.wainwright.api.codec;

import dev.wainwright.api.tree.Tree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one instance of everything equal that one reading session meets, so that pods of one template share their spec.
 *
 * <p>Hash consing from the leaves upwards: the parts of a value are shared before the value is, so two values are equal
 * exactly when their parts are the same instances. A comparison therefore looks at one level only, whatever hangs below.
 * It also keeps apart what {@code equals} does not: {@code 1Ki} and {@code 1024} are the same amount, but each goes out as
 * it came in.
 *
 * <p>Lives as long as the session; not for use by several threads.
 */
public final class Interner {
    private final Map<Object, Object> leaves = new HashMap<>();
    private final Map<Parts, Object> composites = new HashMap<>();
    private final Map<String, Object> parsed = new HashMap<>();

    /** Parts are compared by identity: that is what makes a comparison one level deep. */
    @SuppressWarnings("ReferenceEquality")
    private record Parts(Object what, @Nullable Object[] parts, int hash) {
        static Parts of(Object what, @Nullable Object[] parts) {
            int hash = System.identityHashCode(what);
            for (Object part : parts) {
                hash = 31 * hash + System.identityHashCode(part);
            }
            return new Parts(what, parts, hash);
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Parts that)
                    || hash != that.hash
                    || what != that.what
                    || parts.length != that.parts.length) {
                return false;
            }
            for (int i = 0; i < parts.length; i++) {
                if (parts[i] != that.parts[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The shared instance of a text, number, truth value or time. */
    @SuppressWarnings("unchecked")
    <T> T leaf(T value) {
        Object known = leaves.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    /** What {@code text} means to {@code parser}, parsed once. All callers must use the same parser. */
    @SuppressWarnings("unchecked")
    <T> T parsed(String text, Function<String, T> parser) {
        Object known = parsed.get(text);
        if (known == null) {
            known = parser.apply(text);
            parsed.put(text, known);
        }
        return (T) known;
    }

    /** The shared value of the sort {@code what} that is made of {@code parts}, which are shared themselves. */
    @SuppressWarnings("unchecked")
    <T> T composite(Object what, @Nullable Object[] parts, Supplier<T> maker) {
        Parts key = Parts.of(what, parts);
        Object known = composites.get(key);
        if (known == null) {
            known = maker.get();
            composites.put(key, known);
        }
        return (T) known;
    }

    /** The shared instance of a tree, lines left out of account. */
    public Tree tree(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> mapping(mapping);
            case Tree.Sequence sequence -> sequence(sequence);
            default -> leaf(tree);
        };
    }

    public Tree.Mapping mapping(Tree.Mapping mapping) {
        var names = mapping.fields().keySet().toArray();
        var parts = new Object[names.length * 2];
        for (int i = 0; i < names.length; i++) {
            names[i] = leaf(names[i]);
            parts[2 * i] = names[i];
        }
        int at = 1;
        for (Tree value : mapping.fields().values()) {
            parts[at] = tree(value);
            at += 2;
        }
        return composite(Tree.Mapping.class, parts, () -> shared(names, parts, mapping.line()));
    }

    private Tree.Mapping shared(Object[] names, Object[] parts, int line) {
        // Many mappings have the same names in the same order: those share the array.
        String[] sharedNames = composite(String.class, names, () -> Arrays.copyOf(names, names.length, String[].class));
        var values = new Tree[names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Tree) parts[2 * i + 1];
        }
        return Tree.Mapping.ofShared(sharedNames, values, line);
    }

    private Tree.Sequence sequence(Tree.Sequence sequence) {
        var items = sequence.items().stream().map(this::tree).toArray();
        return composite(
                Tree.Sequence.class,
                items,
                () -> new Tree.Sequence(List.of(Arrays.copyOf(items, items.length, Tree[].class)), sequence.line()));
    }
}
