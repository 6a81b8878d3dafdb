package dev.wainwright.cli;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: the options that every subcommand takes. */
@Command(
        name = "wain",
        description = {
            "",
            "Builds the wagon to fit the load: decides which machines a Kubernetes cluster needs, what they cost, and why."
                    + " Works from files; needs neither a cluster nor an AWS account.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:",
            "  wain plan -f examples/general-purpose     what to launch, at what price",
            "  wain plan --help                          all about planning",
            "",
            "Exit codes: 0 done; 1 wrong usage or input; 2 it ran, and the answer is no."
        })
final class Wain {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto (on a terminal, unless NO_COLOR is set), always or never.",
            completionCandidates = ColorModes.class)
    String color = "auto";

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "On an internal error, show where it happened.")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the version and exit.")
    boolean version;

    Terminal colored(Terminal terminal) {
        return switch (color) {
            case "auto" -> terminal;
            case "always" -> terminal.withColor(true);
            case "never" -> terminal.withColor(false);
            default -> throw Failure.of("--color " + color + " is not known", "use auto, always or never");
        };
    }

    static String versionText() {
        @Nullable String version = Wain.class.getPackage().getImplementationVersion();
        return "wain " + (version == null ? "(development build)" : version) + ", Java " + Runtime.version();
    }

    /** For shell completion. */
    static final class ColorModes implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return java.util.List.of("auto", "always", "never").iterator();
        }
    }
}
