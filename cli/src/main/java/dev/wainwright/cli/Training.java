package dev.wainwright.cli;

import dev.wainwright.cli.shell.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs what users run, so that the AOT cache holds the classes it takes, and how their methods are used. Started by the
 * launcher, never by users.
 */
final class Training {
    private Training() {}

    /** {@code arguments[0]} is the folder with the examples. */
    public static void main(String[] arguments) {
        Path examples = Path.of(arguments[0], "examples");
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var terminal = new Terminal(nowhere, nowhere, false, true, true, 80);
        Main.run(List.of("--help"), terminal);
        Main.run(List.of("help", "plan"), terminal);
        Main.run(List.of("pan"), terminal);
        plan(terminal, examples.resolve("general-purpose"), "table");
        plan(terminal, examples.resolve("spread-web"), "json");
        plan(terminal, examples.resolve("gpu"), "yaml");
        for (String scenario : List.of("spike", "replay", "job-lab", "zone-outage")) {
            Path file = examples.resolve("scenarios").resolve(scenario + ".yaml");
            Main.run(List.of("simulate", file.toString(), "-o", "json"), terminal);
        }
    }

    private static void plan(Terminal terminal, Path folder, String format) {
        Main.run(List.of("plan", "-f", folder.toString(), "--explain", "all", "-o", format), terminal);
    }
}
