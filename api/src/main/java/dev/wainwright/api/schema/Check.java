package dev.wainwright.api.schema;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A published rule in Java: it gives the verdicts of the CEL beside it (a test says so) and better messages, without an
 * engine. Values have the types that the schema asks for; optional fields may be missing.
 */
@FunctionalInterface
public interface Check {
    /**
     * What is wrong with {@code self}; nothing when the rule holds.
     *
     * @param oldSelf the value before an update; null where there was none
     */
    List<Violation> violations(Tree self, @Nullable Tree oldSelf);

    /**
     * One thing that is wrong.
     *
     * @param path the field, from the value on: empty for the value itself, else such as {@code .tags} or {@code [2].id}
     * @param line where it was written; 0 where unknown
     * @param message with the offending value and the way out
     */
    record Violation(String path, int line, String message) {}

    /** The value itself must satisfy {@code holds}. */
    static Check that(Predicate<Tree> holds, String message) {
        return about(holds, self -> message);
    }

    /** Like {@link #that}, with a message about the value. */
    static Check about(Predicate<Tree> holds, Function<Tree, String> message) {
        return (self, oldSelf) ->
                holds.test(self) ? List.of() : List.of(new Violation("", self.line(), message.apply(self)));
    }

    /** The change from the old value to the new one must satisfy {@code allowed}. */
    static Check change(BiPredicate<Tree, Tree> allowed, String message) {
        return (self, oldSelf) -> oldSelf == null || allowed.test(self, oldSelf)
                ? List.of()
                : List.of(new Violation("", self.line(), message));
    }

    /** Every item of a list must satisfy {@code holds}; a failure is reported at the item's {@code field}. */
    static Check items(Predicate<Tree.Mapping> holds, String field, Function<Tree.Mapping, String> message) {
        return (self, oldSelf) -> {
            var found = new ArrayList<Violation>();
            List<Tree> items = itemsOf(self);
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Tree.Mapping item && !holds.test(item)) {
                    Tree at = item.get(field);
                    found.add(new Violation(
                            "[" + i + "]" + (at == null ? "" : "." + field),
                            at == null ? item.line() : at.line(),
                            message.apply(item)));
                }
            }
            return found;
        };
    }

    /** Every key of a map must satisfy {@code holds}; the message is about the key. */
    static Check keys(Predicate<String> holds, Function<String, String> message) {
        return (self, oldSelf) -> {
            var found = new ArrayList<Violation>();
            if (self instanceof Tree.Mapping map) {
                map.fields().forEach((key, value) -> {
                    if (!holds.test(key)) {
                        found.add(new Violation(key.isEmpty() ? "" : "." + key, value.line(), message.apply(key)));
                    }
                });
            }
            return found;
        };
    }

    /** Whether an object has a field that is not null. */
    static boolean has(Tree object, String field) {
        return object instanceof Tree.Mapping mapping
                && mapping.get(field) != null
                && !(mapping.get(field) instanceof Tree.Null);
    }

    /** The text of an object's field, or of a text; empty where there is none. */
    static String text(Tree value) {
        return value instanceof Tree.Text text ? text.value() : "";
    }

    /** The items of a list; none where it is no list. */
    static List<Tree> itemsOf(@Nullable Tree list) {
        return list instanceof Tree.Sequence sequence ? sequence.items() : List.of();
    }
}
