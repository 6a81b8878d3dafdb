package dev.wainwright.cli.output;

import dev.wainwright.cli.shell.Terminal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A JSON-like answer, written from top to bottom as it becomes known. The same calls make JSON or YAML; the keys come out in
 * the order of the calls, so the same answer has the same bytes.
 */
public sealed interface Document permits JsonDocument, YamlDocument {
    int PRICE_DECIMALS = 10;
    int PART_DECIMALS = 6;

    /** A document in {@code format}, which must be JSON or YAML. */
    static Document to(Terminal terminal, Format format) {
        return switch (format) {
            case JSON -> new JsonDocument(terminal.out());
            case YAML -> new YamlDocument(terminal.out());
            case TABLE, WIDE -> throw new IllegalArgumentException(format + " is for people");
        };
    }

    void beginObject();

    void endObject();

    void beginArray();

    void endArray();

    /** Names the next value; only inside an object. */
    Document key(String name);

    void text(String value);

    void number(BigDecimal value);

    void truth(boolean value);

    /** Null: there is no such figure. */
    void nothing();

    /** Writes out what is still held back. The stream stays open. */
    void end();

    default void field(String name, String value) {
        key(name).text(value);
    }

    default void field(String name, long value) {
        key(name).number(BigDecimal.valueOf(value));
    }

    default void field(String name, boolean value) {
        key(name).truth(value);
    }

    /** US dollars, without the noise of binary fractions. */
    default void price(String name, double dollars) {
        key(name).number(plain(dollars, PRICE_DECIMALS));
    }

    /** As above; null when there is none. */
    default void price(String name, OptionalDouble dollars) {
        optional(name, dollars, PRICE_DECIMALS);
    }

    /** A part of something, 0.01 being one per cent; null when there is none. */
    default void part(String name, OptionalDouble part) {
        optional(name, part, PART_DECIMALS);
    }

    private void optional(String name, OptionalDouble number, int decimals) {
        key(name);
        if (number.isPresent()) {
            number(plain(number.getAsDouble(), decimals));
        } else {
            nothing();
        }
    }

    default void field(String name, Collection<String> texts) {
        key(name).beginArray();
        texts.forEach(this::text);
        endArray();
    }

    /** Values are written as texts, keys sorted. */
    default void field(String name, Map<String, ?> values) {
        key(name).beginObject();
        new TreeMap<>(values).forEach((key, value) -> field(key, String.valueOf(value)));
        endObject();
    }

    private static BigDecimal plain(double number, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
