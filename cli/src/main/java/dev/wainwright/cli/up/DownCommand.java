package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wain down}. */
@Command(
        name = "down",
        description = {"", "Stops the cluster that wain up started.", ""},
        sortOptions = false)
public final class DownCommand implements Action {
    private static final int PATIENCE_SECONDS = 30;

    @Mixin
    StartedCluster cluster = new StartedCluster();

    @Override
    public Exit run(Terminal terminal) {
        return cluster.ifItRuns(terminal, running -> tell(running, terminal));
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
