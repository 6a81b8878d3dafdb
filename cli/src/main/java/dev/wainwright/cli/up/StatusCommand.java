package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wain status}. */
@Command(
        name = "status",
        description = {"", "Says whether the cluster that wain up started runs, where, and where it is kept.", ""},
        sortOptions = false)
public final class StatusCommand implements Action {
    @Mixin
    StartedCluster cluster = new StartedCluster();

    @Override
    public Exit run(Terminal terminal) {
        return cluster.ifItRuns(terminal, running -> tell(running, terminal));
    }

    private static void tell(Running running, Terminal terminal) {
        terminal.out()
                .println("The cluster runs at " + running.address() + " in process " + running.pid()
                        + (running.data().isEmpty()
                                ? ", and is kept nowhere."
                                : ", and is kept in " + running.data() + "."));
    }
}
