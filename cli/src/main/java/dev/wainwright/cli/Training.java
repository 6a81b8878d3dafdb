package dev.wainwright.cli;

import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs what users run, so that the AOT cache holds the classes it takes, and how their methods are used. Started by the
 * launcher, never by users.
 */
final class Training {
    private static final Pattern REPLICAS = Pattern.compile("(replicas: )(\\d+)");
    /** Ten times as many. */
    private static final String BUSY = "0";

    private static final int LOOKS = 30;
    private static final int PAUSE_MILLIS = 100;

    private Training() {}

    /** {@code arguments[0]} is the folder with the examples. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path examples = Path.of(arguments[0], "examples");
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var terminal = new Terminal(nowhere, nowhere, false, true, true, 80);
        Main.run(List.of("--help"), terminal);
        Main.run(List.of("help", "plan"), terminal);
        Main.run(List.of("pan"), terminal);
        plan(terminal, examples.resolve("general-purpose"), "table");
        plan(terminal, examples.resolve("spread-web"), "json");
        plan(terminal, examples.resolve("gpu"), "yaml");
        for (String scenario : List.of("spike", "replay", "job-lab", "zone-outage", "day")) {
            Path file = examples.resolve("scenarios").resolve(scenario + ".yaml");
            Main.run(List.of("simulate", file.toString(), "-o", "json"), terminal);
        }
        busyDay(terminal, examples.resolve("scenarios"));
        cluster(terminal, examples.resolve("general-purpose"));
        // The cluster would go on for as long as somebody lets it.
        System.exit(0);
    }

    /** A day of so many pods that what it takes is done often enough to be known. */
    private static void busyDay(Terminal terminal, Path scenarios) throws IOException {
        String text = Files.readString(scenarios.resolve("day.yaml")).replace("manifests/", scenarios + "/manifests/");
        String busy = REPLICAS.matcher(text).replaceAll(found -> found.group(1) + found.group(2) + BUSY);
        Path file = Files.createTempFile("wain", ".yaml");
        Files.writeString(file, busy);
        Main.run(List.of("simulate", file.toString(), "-o", "json"), terminal);
        Files.delete(file);
    }

    /** A cluster with something in it, and somebody who looks at it. */
    private static void cluster(Terminal terminal, Path folder) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("wain");
        Path kubeconfig = home.resolve("kubeconfig");
        Thread.ofPlatform().daemon().start(() -> {
            Main.run(
                    List.of(
                            "up",
                            "--stages",
                            "none",
                            "--kubeconfig",
                            kubeconfig.toString(),
                            "--data-dir",
                            home.resolve("data").toString(),
                            "-f",
                            folder.toString()),
                    terminal);
        });
        for (int i = 0; i < LOOKS && !Files.exists(kubeconfig); i++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        for (int i = 0; i < LOOKS; i++) {
            Main.run(List.of("top", "--kubeconfig", kubeconfig.toString()), terminal);
            Thread.sleep(PAUSE_MILLIS);
        }
        TrainingLoad.run(kubeconfig);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void plan(Terminal terminal, Path folder, String format) {
        Main.run(List.of("plan", "-f", folder.toString(), "--explain", "all", "-o", format), terminal);
    }
}
