package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which cluster a command is about that was started by {@code wain up} on this machine. */
public final class StartedCluster {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig that wain up wrote (default ~/.wainwright/kubeconfig).")
    Path kubeconfig = Running.kubeconfig(Path.of(System.getProperty("user.home")));

    /** Does {@code something} with the cluster if it runs, and says so if it does not. */
    Exit ifItRuns(Terminal terminal, Consumer<Running> something) {
        Optional<Running> running;
        try {
            running = Running.find(kubeconfig);
        } catch (IOException e) {
            throw Failure.of("cannot read " + Running.file(kubeconfig) + ": " + e.getMessage());
        }
        running.ifPresentOrElse(something, () -> terminal.out().println("No cluster runs with " + kubeconfig + "."));
        return Exit.DONE;
    }
}
