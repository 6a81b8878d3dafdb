package dev.wainwright.cli.up;

import static org.awaitility.Awaitility.await;

import dev.wainwright.cli.Main;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code wain up} in a process of its own, which can be killed. */
final class UpProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;

    private UpProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** With its data, its kubeconfig and what it prints in {@code folder}. */
    static UpProcess start(Path folder, int port, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--stages=none",
                "--port=" + port,
                "--data-dir=" + folder.resolve("data"),
                "--kubeconfig=" + folder.resolve("kubeconfig")));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
        return new UpProcess(process, folder);
    }

    /** Returns when it answers. */
    UpProcess ready() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> printed().contains("cluster is up") || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("wain up ended: " + printed());
        }
        return this;
    }

    String printed() {
        try {
            return Files.readString(folder.resolve("printed"));
        } catch (IOException e) {
            return "";
        }
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    Config config() throws IOException {
        return Config.fromKubeconfig(Files.readString(kubeconfig()));
    }

    int port() throws IOException {
        return URI.create(config().getMasterUrl()).getPort();
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code of one that ends by itself. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end; it has printed: " + printed());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
