package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code wain up} says of a folder that is not as it left it. */
final class DamagedFolderTest {
    @TempDir
    private Path folder;

    private Path log;
    private byte[] whole;

    @BeforeEach
    void keepSomething() throws IOException, InterruptedException {
        try (UpProcess up = UpProcess.start(folder, 0, "--bare").ready();
                var server = new Https(up.kubeconfig())) {
            for (int i = 0; i < 20; i++) {
                String map = "{\"metadata\":{\"name\":\"map-" + i + "\"}}";
                assertThat(server.send("POST", Scribe.MAPS, "application/json", map)
                                .code())
                        .isEqualTo(201);
            }
            up.kill();
        }
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            log = files.filter(file -> String.valueOf(file.getFileName()).startsWith("log-"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        whole = Files.readAllBytes(log);
    }

    @Test
    void aTornEndIsCutOffAndMentioned() throws IOException, InterruptedException {
        Files.write(log, Arrays.copyOf(whole, whole.length - 3));
        try (UpProcess up = UpProcess.start(folder, 0, "--bare").ready();
                var server = new Https(up.kubeconfig())) {
            assertThat(up.printed()).contains("note: " + log, "are cut off");
            assertThat(Scribe.entries(server.get(Scribe.MAPS).body()))
                    .containsKey("map-0")
                    .hasSizeBetween(15, 21);
        }
    }

    @Test
    void damageInTheMiddleIsReportedWithFileAndOffsetAndNothingIsStarted() throws IOException, InterruptedException {
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(log, damaged);
        try (UpProcess up = UpProcess.start(folder, 0, "--bare")) {
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.printed()).contains("error: " + log + " is damaged at byte ", "of " + whole.length);
            assertThat(Files.readAllBytes(log)).isEqualTo(damaged);
        }
    }

    @Test
    void aSecondProcessIsRefusedAsLongAsTheFirstLives() throws IOException, InterruptedException {
        try (UpProcess first = UpProcess.start(folder, 0, "--bare").ready()) {
            int port = first.port();
            Path other = Files.createDirectories(folder.resolve("other"));
            Files.createSymbolicLink(other.resolve("data"), folder.resolve("data"));
            try (UpProcess second = UpProcess.start(other, 0, "--bare")) {
                assertThat(second.exit()).isEqualTo(1);
                assertThat(second.printed()).contains("error: ", "in use");
            }
            try (UpProcess second = UpProcess.start(folder, 0, "--bare")) {
                assertThat(second.exit()).isEqualTo(1);
                assertThat(second.printed())
                        .contains("error: a cluster runs already with this kubeconfig, at https://127.0.0.1:" + port);
            }
            assertThat(first.port()).isEqualTo(port);
        }
    }
}
