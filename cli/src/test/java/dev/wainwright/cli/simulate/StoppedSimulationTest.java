package dev.wainwright.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody simulates ten years, sees how it stands, and loses patience. */
class StoppedSimulationTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void whoWaitsAtATerminalSeesHowItStandsAndStopsIt() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = simulation(out, "-Dwain.tty=err");
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String shown = until("so far", err);
            interrupt(process);
            String rest = rest(err);

            assertThat(shown)
                    .contains("simulating decade: 0 %, ")
                    .containsPattern(" of 3650d, [0-9,]+ pods on 0 nodes, \\$0.00 so far");
            assertThat(rest).endsWith("stopped while " + last(rest) + System.lineSeparator());
            assertThat(last(rest)).startsWith("simulating decade: ").endsWith("so far");
            assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
            assertThat(out).isEmptyFile();
        }
    }

    private Process simulation(Path out, String... options) throws IOException, InterruptedException {
        Path scenario = Files.writeString(folder.resolve("decade.yaml"), """
                apiVersion: wainwright.dev/v1alpha1
                kind: Scenario
                metadata: {name: decade}
                spec:
                  until: 87600h
                  manifests:
                    - inline: |
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: minutely}
                        spec:
                          schedule: '* * * * *'
                          jobTemplate:
                            spec:
                              template:
                                spec: {restartPolicy: Never, containers: [{name: a, image: a}]}
                """);
        List<String> command = interruptible();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(Main.class.getName(), "simulate", scenario.toString()));
        return new ProcessBuilder(command).redirectOutput(out.toFile()).start();
    }

    /** Tests that run in a shell's background ignore interrupts, as do all whom they start, unless these are told otherwise. */
    private static List<String> interruptible() throws IOException, InterruptedException {
        List<String> command = List.of("env", "--default-signal=INT");
        var trial = new ArrayList<>(command);
        trial.add("true");
        return new ArrayList<>(new ProcessBuilder(trial).start().waitFor() == 0 ? command : List.of());
    }

    /** Everything up to some words; the end of what is said, if they never come. */
    private static String until(String words, BufferedReader from) throws IOException {
        var said = new StringBuilder();
        for (int letter = from.read(); letter >= 0 && said.indexOf(words) < 0; letter = from.read()) {
            said.append((char) letter);
        }
        return said.toString();
    }

    private static String rest(BufferedReader from) throws IOException {
        var said = new StringBuilder();
        for (int letter = from.read(); letter >= 0; letter = from.read()) {
            said.append((char) letter);
        }
        return said.toString();
    }

    private static String last(String said) {
        return said.substring(said.lastIndexOf("stopped while ") + "stopped while ".length())
                .strip();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).as("kill -INT").isZero();
    }
}
