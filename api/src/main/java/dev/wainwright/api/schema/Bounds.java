package dev.wainwright.api.schema;

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

    private Bounds() {}

    /** What is wrong, if anything is. */
    static Optional<String> of(Tree tree, Schema.Limits limits) {
        return Optional.ofNullable(
                switch (tree) {
                    case Tree.Text text -> text(text.value(), limits);
                    case Tree.Numeral number -> number(number.value(), limits);
                    case Tree.Sequence list -> size(list.items().size(), limits.minItems(), limits.maxItems(), "items");
                    case Tree.Mapping mapping -> size(mapping.fields().size(), null, limits.maxProperties(), "fields");
                    case Tree.Bool bool -> null;
                    case Tree.Null nothing -> null;
                });
    }

    private static @Nullable String text(String text, Schema.Limits limits) {
        if (!limits.allowed().isEmpty() && !limits.allowed().contains(text)) {
            return "must be one of " + quoted(limits.allowed()) + ", got \"" + text + '"';
        }
        String size = size(text.codePointCount(0, text.length()), limits.minLength(), limits.maxLength(), "characters");
        if (size != null) {
            return size;
        }
        String pattern = limits.pattern();
        boolean matches = pattern == null
                || PATTERNS.computeIfAbsent(pattern, GoPattern::compile)
                        .matcher(text)
                        .find();
        return matches ? null : "must match " + pattern + ", got \"" + text + '"';
    }

    private static @Nullable String number(BigDecimal value, Schema.Limits limits) {
        Long least = limits.minimum();
        Long most = limits.maximum();
        boolean low = least != null && value.compareTo(BigDecimal.valueOf(least)) < 0;
        boolean high = most != null && value.compareTo(BigDecimal.valueOf(most)) > 0;
        if (!low && !high) {
            return null;
        }
        String range = least == null
                ? "at most " + most
                : most == null ? "at least " + least : "between " + least + " and " + most;
        return "must be " + range + ", got " + value.toPlainString();
    }

    private static @Nullable String size(int size, @Nullable Integer least, @Nullable Integer most, String unit) {
        if (least != null && size < least) {
            return "must have at least " + least + " " + unit + ", has " + size;
        }
        return most != null && size > most ? "must have at most " + most + " " + unit + ", has " + size : null;
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(", "));
    }
}
