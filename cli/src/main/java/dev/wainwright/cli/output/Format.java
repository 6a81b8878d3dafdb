package dev.wainwright.cli.output;

import dev.wainwright.cli.shell.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code -o} may ask for. */
public enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML,
    CSV;

    /** Reads an option's value; {@code allowed} are the formats that the command knows. */
    public static Format parse(String text, Format... allowed) {
        List<String> names = Arrays.stream(allowed).map(Format::toString).toList();
        int at = names.indexOf(text);
        if (at < 0) {
            throw Failure.of("-o " + text + " is not known here", "use one of " + String.join(", ", names));
        }
        return allowed[at];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
