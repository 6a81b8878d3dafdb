package dev.wainwright.simulation.scenario;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.Sources;
import dev.wainwright.api.wainwright.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a scenario was read from, and what stood there. It is read once, since a pipe has nothing more to say when a mistake
 * wants its line.
 */
public final class ScenarioSource {
    private final Path path;
    private final byte[] text;

    private ScenarioSource(Path path, byte[] text) {
        this.path = path;
        this.text = text;
    }

    /** A file, or a pipe that has a name. */
    public static ScenarioSource file(Path path) throws IOException {
        return new ScenarioSource(path, Files.readAllBytes(path));
    }

    /** Standard input, read to its end; what it names lies beside the folder's other files. */
    public static ScenarioSource stdin(InputStream in) throws IOException {
        return new ScenarioSource(Path.of(Sources.STDIN), in.readAllBytes());
    }

    /** The file that {@code name} stands for, which counts from the scenario's file on. */
    public Path beside(String name) {
        return path.resolveSibling(name);
    }

    /** Something that cannot be, with the line of the field. */
    public Finding mistake(Scenario scenario, String field, String message) {
        return Finding.error(field, FieldLines.of(text(), field), message)
                .in(toString(), 1, "Scenario/" + scenario.name());
    }

    boolean isBlank() {
        return new String(text, StandardCharsets.UTF_8).isBlank();
    }

    InputStream text() {
        return new ByteArrayInputStream(text);
    }

    /** As users named it; {@code -} for standard input. */
    @Override
    public String toString() {
        return path.toString();
    }
}
