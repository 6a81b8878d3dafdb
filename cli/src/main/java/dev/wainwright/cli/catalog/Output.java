package dev.wainwright.cli.catalog;

import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cloud.kwok.KwokFile;
import dev.wainwright.model.instance.InstanceType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code -o} may ask for here. Except for the tables, a list and a single type look alike. */
enum Output {
    TABLE,
    WIDE,
    JSON,
    YAML,
    KWOK,
    NAME;

    static Output parse(String text) {
        for (Output output : values()) {
            if (output.toString().equals(text)) {
                return output;
            }
        }
        throw Failure.of(
                "-o " + text + " is not known here",
                "use one of " + Arrays.stream(values()).map(Output::toString).collect(Collectors.joining(", ")));
    }

    /** Whether a person reads it. */
    boolean isTable() {
        return this == TABLE || this == WIDE;
    }

    /** Writes {@code types} in one of the forms that programs read. */
    void write(List<InstanceType> types, Terminal terminal) {
        switch (this) {
            case JSON -> TypeDocument.write(types, Document.to(terminal, Format.JSON));
            case YAML -> TypeDocument.write(types, Document.to(terminal, Format.YAML));
            case KWOK -> {
                byte[] text = KwokFile.write(types).getBytes(StandardCharsets.UTF_8);
                terminal.out().write(text, 0, text.length);
            }
            case NAME -> types.forEach(type -> terminal.out().print(type.name() + "\n"));
            case TABLE, WIDE -> throw new IllegalArgumentException(this + " is for people");
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
