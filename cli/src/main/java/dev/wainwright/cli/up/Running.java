package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A cluster that runs, as a small file beside its kubeconfig says. The file of one that was killed stays behind; it counts
 * for nothing, since a process is known by when it began and not by its number alone.
 *
 * @param began when its process began, as the system says; empty if it does not
 * @param data the folder in which the cluster is kept; empty if nowhere
 */
public record Running(long pid, String began, String address, String data) {
    /** Where {@code wain up} writes its kubeconfig below a user's home. */
    public static Path kubeconfig(Path home) {
        return home.resolve(".wainwright").resolve("kubeconfig");
    }

    static Path file(Path kubeconfig) {
        return Path.of(kubeconfig.toAbsolutePath() + ".running");
    }

    /** This process. */
    static Running here(String address, Optional<Path> data) {
        ProcessHandle process = ProcessHandle.current();
        return new Running(
                process.pid(),
                began(process),
                address,
                data.map(folder -> folder.toAbsolutePath().toString()).orElse(""));
    }

    /** The cluster with this kubeconfig, if it still runs. */
    public static Optional<Running> find(Path kubeconfig) throws IOException {
        try {
            return Optional.of(read(Files.readString(file(kubeconfig))))
                    .filter(running -> running.process().isPresent());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Running read(String text) {
        var document = (Tree.Mapping) Json.parse(text);
        return new Running(
                document.get("pid") instanceof Tree.Numeral pid ? pid.value().longValue() : 0,
                document.text("began", ""),
                document.text("address", ""),
                document.text("data", ""));
    }

    void write(Path kubeconfig) throws IOException {
        Tree.Mapping document = Tree.Mapping.EMPTY
                .with("pid", Tree.number(pid))
                .with("began", Tree.text(began))
                .with("address", Tree.text(address))
                .with("data", Tree.text(data));
        Files.write(file(kubeconfig), Json.line(document));
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                // one that has ended and that nobody has waited for yet still counts as alive, but has no command
                .filter(process -> process.info().command().isPresent())
                .filter(process -> began(process).equals(began));
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
