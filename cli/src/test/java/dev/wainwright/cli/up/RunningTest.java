package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
    @TempDir
    private Path folder;

    @Test
    void aClusterWhoseProcessIsThereRuns() throws IOException {
        remember(ProcessHandle.current());

        assertThat(Running.find(kubeconfig())).isPresent();
    }

    /** As in a container whose first process waits for no one. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatHasEndedAndWasNotWaitedForRunsNothing() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 300 & echo $!; exec sleep 300").start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            // as long as it is a shell, it may still wait for its child
            await().until(() ->
                    parent.info().arguments().filter(words -> words.length == 1).isPresent());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            remember(child);
            child.destroyForcibly();
            await().until(() -> child.info().command().isEmpty());

            assertThat(child.isAlive()).as("nobody has waited for it").isTrue();
            assertThat(Running.find(kubeconfig())).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    private void remember(ProcessHandle process) throws IOException {
        String began = process.info().startInstant().map(Instant::toString).orElseThrow();
        new Running(process.pid(), began, "https://127.0.0.1:6443", "").write(kubeconfig());
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }
}
