package dev.wainwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are compared with files under src/test/resources; {@code mvn test -Dgolden=write} writes them anew. */
public final class Golden {
    private Golden() {}

    public static void assertMatches(String file, String actual) {
        Path path = Path.of("src/test/resources", file);
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
            }
            assertThat(actual).as("the text of %s", path).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
