package dev.wainwright.cli;

import dev.wainwright.cli.catalog.CatalogCommand;
import dev.wainwright.cli.explain.ExplainCommand;
import dev.wainwright.cli.objects.CrdsCommand;
import dev.wainwright.cli.objects.HashCommand;
import dev.wainwright.cli.plan.PlanCommand;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cli.simulate.SimulateCommand;
import dev.wainwright.cli.top.TopCommand;
import dev.wainwright.cli.up.DownCommand;
import dev.wainwright.cli.up.StatusCommand;
import dev.wainwright.cli.up.UpCommand;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands, and a command line that knows as many of them as the arguments need. Reading a command's options by
 * reflection is most of what {@code wain --help} would take, so commands that are not named stay a name and a summary.
 */
final class Commands {
    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "plan",
                    "Which machines would be launched for these manifests, at what price, and why",
                    PlanCommand::new),
            new Entry("simulate", "What a scenario does to readiness and cost, in virtual time", SimulateCommand::new),
            new Entry(
                    "up", "A Kubernetes cluster for kubectl in this process, with EC2 and autoscaler", UpCommand::new),
            new Entry("down", "Stop the cluster that wain up started", DownCommand::new),
            new Entry("status", "Whether the cluster that wain up started runs, and where", StatusCommand::new),
            new Entry("top", "The cluster's nodes and what they cost, live", TopCommand::new),
            new Entry(
                    "explain", "Why a pod, node or nodeclaim of wain up's cluster is what it is", ExplainCommand::new),
            new Entry("catalog", "Which instance types there are, and what they carry and cost", CatalogCommand::new),
            new Entry(
                    "hash",
                    "Drift hashes of NodePools and EC2NodeClasses, as Karpenter computes them",
                    HashCommand::new),
            new Entry("crds", "CustomResourceDefinitions of Karpenter's and our own kinds", CrdsCommand::new),
            new Entry("completion", "Print a completion script for bash or zsh", CompletionCommand::new),
            new Entry("version", "Print the version", VersionCommand::new),
            new Entry("help", "Show help for a command", HelpCommand::new));

    private Commands() {}

    private record Entry(String name, String summary, Supplier<Object> make) {}

    /** A command line for {@code arguments}; commands they do not mention have no options yet. */
    static CommandLine lineFor(List<String> arguments, Wain root, Terminal terminal) {
        return assemble(root, terminal, arguments::contains);
    }

    /** A command line that knows everything; for completion scripts. */
    static CommandLine whole(Terminal terminal) {
        return assemble(new Wain(), terminal, name -> true);
    }

    private static CommandLine assemble(Wain root, Terminal terminal, java.util.function.Predicate<String> needed) {
        var line = new CommandLine(root);
        for (Entry entry : ENTRIES) {
            line.addSubcommand(entry.name(), needed.test(entry.name()) ? full(entry) : stub(entry));
        }
        line.setUsageHelpWidth(Math.min(terminal.columns(), 120));
        line.setUsageHelpLongOptionsMaxWidth(24);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.color() ? Ansi.ON : Ansi.OFF));
        line.setAbbreviatedOptionsAllowed(false);
        return line;
    }

    private static CommandLine full(Entry entry) {
        var line = new CommandLine(entry.make().get());
        line.getCommandSpec().usageMessage().header(entry.summary());
        return line;
    }

    private static CommandLine stub(Entry entry) {
        var spec = CommandSpec.create().name(entry.name());
        spec.usageMessage().header(entry.summary());
        return new CommandLine(spec);
    }

    /** Prints the version. */
    @Command(name = "version")
    static final class VersionCommand implements Action {
        @Override
        public Exit run(Terminal terminal) {
            terminal.out().println(Wain.versionText());
            return Exit.DONE;
        }
    }

    /** Its work is done by {@link Main}, which has the whole command line at hand. */
    @Command(name = "help")
    static final class HelpCommand {
        @CommandLine.Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command to explain.")
        List<String> path = List.of();
    }
}
