package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts this process's command once more, to go on when this one has ended. */
final class Background {
    private static final Set<String> OURS = Set.of("-d", "--detach");
    private static final int PATIENCE_SECONDS = 90;

    private Background() {}

    /** Returns when the cluster with that kubeconfig answers; throws {@link Failure} with what it said if it ends instead. */
    static Running start(Path kubeconfig) throws IOException, InterruptedException {
        Path log = Path.of(kubeconfig.toAbsolutePath() + ".log");
        Path folder = log.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Process process = new ProcessBuilder(command())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int waited = 0; waited < PATIENCE_SECONDS * 10; waited++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw Failure.of("it ended at once: " + Files.readString(log).strip());
            }
            Optional<Running> running = Running.find(kubeconfig).filter(found -> found.pid() == process.pid());
            if (running.isPresent()) {
                return running.get();
            }
        }
        throw Failure.of("it has not answered for " + PATIENCE_SECONDS + " seconds", "look into " + log);
    }

    private static List<String> command() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        var command = new ArrayList<String>();
        command.add(info.command().orElseThrow(Background::unknown));
        for (String argument : info.arguments().orElseThrow(Background::unknown)) {
            if (!OURS.contains(argument)) {
                command.add(argument);
            }
        }
        return command;
    }

    private static Failure unknown() {
        return Failure.of("this system does not tell how wain was started", "start it without -d, with & behind it");
    }
}
