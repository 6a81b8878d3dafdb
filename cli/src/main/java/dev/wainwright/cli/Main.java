package dev.wainwright.cli;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where {@code wain} starts: reads the command line, runs one command, says how it ended. */
public final class Main {
    private static final String REPORT_TO = "please report it with the command line and the output of --stacktrace";

    private static final int LONGEST_FAULT = 300;

    private Main() {}

    /** The process's entry. */
    public static void main(String[] arguments) {
        var terminal = Terminal.ofProcess();
        Exit exit = run(List.of(arguments), terminal);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(exit.code());
    }

    /** Runs a command line; everything it has to say goes to {@code terminal}. */
    public static Exit run(List<String> arguments, Terminal terminal) {
        var root = new Wain();
        try {
            var line = Commands.lineFor(arguments, root, terminal);
            return execute(line, line.parseArgs(arguments.toArray(String[]::new)), root, terminal);
        } catch (ParameterException e) {
            return misused(e, terminal);
        } catch (Failure failure) {
            terminal.error(failure.getMessage());
            if (!failure.hint().isEmpty()) {
                terminal.hint(failure.hint());
            }
            return Exit.BAD_INPUT;
        } catch (RuntimeException | StackOverflowError e) {
            return broken(e, root.stacktrace, terminal);
        } catch (OutOfMemoryError e) {
            terminal.error("out of memory");
            terminal.hint("give it more: WAIN_JAVA_OPTS=-Xmx4g wain …");
            return Exit.BAD_INPUT;
        }
    }

    private static Exit execute(CommandLine line, ParseResult parsed, Wain root, Terminal plain) {
        Terminal terminal = root.colored(plain);
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        var spec = leaf.commandSpec();
        if (root.version) {
            terminal.out().println(Wain.versionText());
        } else if (spec.userObject() instanceof Commands.HelpCommand help && !leaf.isUsageHelpRequested()) {
            usage(find(line, help.path), terminal);
        } else if (leaf.isUsageHelpRequested() || parsed.isUsageHelpRequested()) {
            usage(spec.commandLine(), terminal);
        } else if (spec.userObject() instanceof Action action) {
            return action.run(terminal);
        } else if (leaf.originalArgs().isEmpty()) {
            usage(spec.commandLine(), terminal);
        } else {
            throw new ParameterException(spec.commandLine(), "a command is missing after " + spec.qualifiedName());
        }
        return Exit.DONE;
    }

    private static CommandLine find(CommandLine line, List<String> path) {
        CommandLine found = line;
        for (String name : path) {
            @Nullable CommandLine next = found.getSubcommands().get(name);
            if (next == null) {
                throw Failure.of("there is no command " + name, "wain --help lists the commands");
            }
            found = next;
        }
        return found;
    }

    private static void usage(CommandLine line, Terminal terminal) {
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        terminal.out().print(line.getUsageMessage());
    }

    private static Exit misused(ParameterException e, Terminal terminal) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.error(complaint(e, command));
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        terminal.hint(
                near.isEmpty()
                        ? command + " --help explains what there is"
                        : "did you mean " + String.join(" or ", near) + "?");
        return Exit.BAD_INPUT;
    }

    private static String complaint(ParameterException e, String command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            return unmatched.isUnknownOption()
                    ? command + " has no option " + first
                    : command + " does not know what to do with \"" + first + "\"";
        }
        String message = String.valueOf(e.getMessage());
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static Exit broken(Throwable e, boolean stacktrace, Terminal terminal) {
        String what = e.toString();
        terminal.error("this is a fault in wain, not in your input: "
                + (what.length() > LONGEST_FAULT ? what.substring(0, LONGEST_FAULT) + " …" : what)
                + "; " + REPORT_TO);
        if (stacktrace) {
            e.printStackTrace(terminal.err());
        }
        return Exit.BAD_INPUT;
    }
}
