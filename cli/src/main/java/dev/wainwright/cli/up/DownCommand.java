package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wain down}. */
@Command(
        name = "down",
        description = {"", "Stops the cluster that wain up started.", ""},
        sortOptions = false)
public final class DownCommand implements Action {
    private static final int PATIENCE_SECONDS = 30;

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
        ProcessHandle process = running.process().orElse(null);
        if (process != null) {
            process.destroy();
            try {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw Failure.of("process " + running.pid() + " does not end", "kill -9 " + running.pid());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        terminal.out()
                .println("The cluster at " + running.address() + " is stopped"
                        + (running.data().isEmpty() ? "." : "; what is in it is kept in " + running.data() + "."));
    }
}
