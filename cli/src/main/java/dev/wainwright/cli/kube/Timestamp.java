package dev.wainwright.cli.kube;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as servers write them. */
public final class Timestamp {
    private Timestamp() {}

    /** Empty for a text that is no time, too: a view has to show what there is. */
    public static Optional<Instant> parse(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
