package dev.wainwright.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands that are typed one after the other in a namespace of their own.
 *
 * @param alone whether others must not be at work meanwhile
 */
record Scene(String name, boolean alone, List<Step> steps) {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** One line of a scene. */
    sealed interface Step {
        /** A command whose answer counts. */
        record Typed(String command) implements Step {}

        /** A command that is repeated until {@code text} is in what it prints. */
        record Until(String command, String text) implements Step {}
    }

    String namespace() {
        return "cmp-" + name;
    }

    /** All scenes of a folder by name. */
    static List<Scene> all(Path folder) throws IOException {
        var scenes = new ArrayList<Scene>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                scenes.add(read(file));
            }
        }
        return scenes;
    }

    private static Scene read(Path file) throws IOException {
        boolean alone = false;
        var steps = new ArrayList<Step>();
        for (String line : Files.readAllLines(file)) {
            if (line.equals("@alone")) {
                alone = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(step(line));
            }
        }
        return new Scene(file.getFileName().toString().replace(".txt", ""), alone, List.copyOf(steps));
    }

    private static Step step(String line) {
        if (!line.startsWith("@")) {
            return new Step.Typed(line);
        }
        String[] parts = line.split(" ", 3);
        if (!parts[0].equals("@until")) {
            throw new IllegalArgumentException("not a step: " + line);
        }
        return new Step.Until(parts[2], parts[1]);
    }

    /** The words of a command as a shell sees them. */
    static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> QUOTED.matcher(word.group())
                        .replaceAll(quoted ->
                                Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1))))
                .toList();
    }
}
