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

    /** A document in {@code format}, which must be JSON or YAML. */
    static Document to(Terminal terminal, Format format) {
        return switch (format) {
            case JSON -> new JsonDocument(terminal.out());
            case YAML -> new YamlDocument(terminal.out());
            case TABLE, WIDE, CSV -> throw new IllegalArgumentException(format + " is no document");
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

    /** A null. */
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
        key(name).number(plain(dollars));
    }

    /** A share such as a gap: null when there is none. */
    default void share(String name, OptionalDouble share) {
        key(name);
        if (share.isPresent()) {
            number(plain(share.getAsDouble()));
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

    private static BigDecimal plain(double dollars) {
        BigDecimal rounded = BigDecimal.valueOf(dollars)
                .setScale(PRICE_DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
