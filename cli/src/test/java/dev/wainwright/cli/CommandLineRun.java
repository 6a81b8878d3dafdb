package dev.wainwright.cli;

import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command line printed and how it ended. */
public record CommandLineRun(Exit exit, String out, String err) {
    /** Runs {@code wain} in this process, 80 columns wide, without colours, with Unicode. */
    public static CommandLineRun wain(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                true,
                80);
        Exit exit = Main.run(List.of(arguments), terminal);
        return new CommandLineRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
