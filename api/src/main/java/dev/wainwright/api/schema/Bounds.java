package dev.wainwright.api.schema;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a value keeps within the limits of its schema. */
final class Bounds {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final Tree value;
    private final Schema.Limits limits;
    private final FieldPath path;

    private Bounds(Tree value, Schema.Limits limits, FieldPath path) {
        this.value = value;
        this.limits = limits;
        this.path = path;
    }

    /** What is wrong, in our words and in the server's. */
    record Breach(String message, Cause cause) {}

    /** What is wrong, if anything is, with the value at {@code path}. */
    static Optional<Breach> of(Tree tree, Schema.Limits limits, FieldPath path) {
        var bounds = new Bounds(tree, limits, path);
        return Optional.ofNullable(
                switch (tree) {
                    case Tree.Text text -> bounds.text(text.value());
                    case Tree.Numeral number -> bounds.number(number.value());
                    case Tree.Sequence list -> bounds.items(list.items().size());
                    case Tree.Mapping mapping -> bounds.fields(mapping.fields().size());
                    case Tree.Bool bool -> null;
                    case Tree.Null nothing -> null;
                });
    }

    private @Nullable Breach text(String text) {
        if (!limits.allowed().isEmpty() && !limits.allowed().contains(text)) {
            return new Breach(
                    "must be one of " + quoted(limits.allowed()) + ", got \"" + text + '"',
                    Cause.notSupported(value, limits.allowed()));
        }
        int size = text.codePointCount(0, text.length());
        Integer least = limits.minLength();
        Integer most = limits.maxLength();
        if (least != null && size < least) {
            return few(size, least, "characters", should("be at least " + least + " chars long"));
        }
        if (most != null && size > most) {
            return new Breach(many(size, most, "characters"), Cause.tooLong(most));
        }
        String pattern = limits.pattern();
        boolean matches = pattern == null
                || PATTERNS.computeIfAbsent(pattern, GoPattern::compile)
                        .matcher(text)
                        .find();
        return matches
                ? null
                : new Breach(
                        "must match " + pattern
                                + (limits.example().isEmpty() ? "" : ", such as " + limits.example())
                                + ", got \"" + text + '"',
                        should("match '" + pattern + '\''));
    }

    private @Nullable Breach number(BigDecimal number) {
        Long least = limits.minimum();
        Long most = limits.maximum();
        boolean low = least != null && number.compareTo(BigDecimal.valueOf(least)) < 0;
        boolean high = most != null && number.compareTo(BigDecimal.valueOf(most)) > 0;
        if (!low && !high) {
            return null;
        }
        String range = least == null
                ? "at most " + most
                : most == null ? "at least " + least : "between " + least + " and " + most;
        return new Breach(
                "must be " + range + ", got " + number.toPlainString(),
                should(low ? "be greater than or equal to " + least : "be less than or equal to " + most));
    }

    private @Nullable Breach items(int size) {
        Integer least = limits.minItems();
        Integer most = limits.maxItems();
        if (least != null && size < least) {
            Cause cause = Cause.invalid(Tree.number(size), path + " in body should have at least " + least + " items");
            return few(size, least, "items", cause);
        }
        return most != null && size > most ? new Breach(many(size, most, "items"), Cause.tooMany(size, most)) : null;
    }

    private @Nullable Breach fields(int size) {
        Integer most = limits.maxProperties();
        return most != null && size > most ? new Breach(many(size, most, "fields"), Cause.tooMany(size, most)) : null;
    }

    private static Breach few(int size, int least, String unit, Cause cause) {
        return new Breach("must have at least " + least + " " + unit + ", has " + size, cause);
    }

    private static String many(int size, int most, String unit) {
        return "must have at most " + most + " " + unit + ", has " + size;
    }

    private Cause should(String what) {
        return Cause.invalid(value, path + " in body should " + what);
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(", "));
    }
}
