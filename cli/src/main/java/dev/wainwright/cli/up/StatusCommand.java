package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wain status}. */
@Command(
        name = "status",
        description = {"", "Says whether the cluster that wain up started runs, where, and where it is kept.", ""},
        sortOptions = false)
public final class StatusCommand implements Action {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig that wain up wrote (default ~/.wainwright/kubeconfig).")
    Path kubeconfig = Path.of(System.getProperty("user.home"), ".wainwright", "kubeconfig");

    @Override
    public Exit run(Terminal terminal) {
        try {
            Optional<Running> running = Running.find(kubeconfig);
            if (running.isEmpty()) {
                terminal.out().println("No cluster runs with " + kubeconfig + ".");
            } else {
                tell(running.get(), terminal);
            }
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.of("cannot read " + Running.file(kubeconfig) + ": " + e.getMessage());
        }
    }

    private static void tell(Running running, Terminal terminal) {
        terminal.out()
                .println("The cluster runs at " + running.address() + " in process " + running.pid()
                        + (running.data().isEmpty()
                                ? ", and is kept nowhere."
                                : ", and is kept in " + running.data() + "."));
    }
}
