package dev.wainwright.cli.up;

import dev.wainwright.cli.shell.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts this process's command once more, to go on when this one has ended. */
final class Background {
    private static final String MARK = "wainwright.background";
    private static final int PATIENCE_SECONDS = 90;

    private Background() {}

    /** Returns when the cluster with that kubeconfig answers; throws {@link Failure} with what it said if it ends instead. */
    static Running start(Path kubeconfig, List<String> arguments) throws IOException, InterruptedException {
        Path log = Path.of(kubeconfig.toAbsolutePath() + ".log");
        Path folder = log.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Process process = new ProcessBuilder(command(arguments))
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

    /** Whether this process is the one in the background. */
    static boolean isHere() {
        return Boolean.getBoolean(MARK);
    }

    /** The system tells of long command lines, such as one with a long class path, only in part; Java knows itself. */
    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + MARK + "=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass()));
        command.addAll(arguments);
        return command;
    }

    private static String mainClass() {
        String started = System.getProperty("sun.java.command", "");
        int space = started.indexOf(' ');
        return space < 0 ? started : started.substring(0, space);
    }
}
