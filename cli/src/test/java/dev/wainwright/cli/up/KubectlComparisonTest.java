package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same kubectl commands here and on a real control plane, whose answers are in bench/peers/kubernetes/recorded. With a
 * kubectl of another version than the newest of theirs only exit codes count.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KubectlComparisonTest {
    private static final Path PEER = Path.of("..", "bench", "peers", "kubernetes");
    private static final Path DOCUMENT = Path.of("..", "docs", "kubernetes-differences.md");
    private static final int HANDS = 3;

    private final Map<String, Transcript.Answer> expected = new TreeMap<>();
    private final Map<String, Transcript.Answer> actual = new TreeMap<>();
    private String recordedBy = "";
    private String newest = "";
    private String playedBy = "";
    private RunningCluster cluster;

    @BeforeAll
    void playEverything(@TempDir Path folder) throws IOException, InterruptedException, ExecutionException {
        Path kubeconfig = folder.resolve("kubeconfig");
        var plan =
                new RunningCluster.Plan(0, kubeconfig, 1, 1, "none", false, true, Optional.empty(), Optional.empty());
        cluster = RunningCluster.start(plan, RunningCluster.Contents.NONE);
        var stage = new Stage(new Kubectl(kubeconfig, PEER.resolve("manifests"), folder));
        playedBy = stage.version();
        readRecorded();
        List<Scene> scenes = Scene.all(PEER.resolve("scenes"));
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            var played = new LinkedHashMap<Scene, Future<Map<String, Transcript.Answer>>>();
            for (Scene scene : scenes) {
                if (!scene.alone()) {
                    played.put(scene, hands.submit(() -> stage.play(scene)));
                }
            }
            for (var each : played.entrySet()) {
                keep(each.getKey().name(), each.getValue().get(), actual);
            }
        }
        for (Scene scene : scenes) {
            if (scene.alone()) {
                keep(scene.name(), stage.play(scene), actual);
            }
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** What this kubectl's version has answered, or else that of the newest recorded. */
    private void readRecorded() throws IOException {
        var versions = new ArrayList<String>();
        try (Stream<Path> folders = Files.list(PEER.resolve("recorded"))) {
            folders.map(folder -> folder.getFileName().toString()).sorted().forEach(versions::add);
        }
        newest = versions.getLast();
        recordedBy = versions.contains(playedBy) ? playedBy : newest;
        try (Stream<Path> files = Files.list(PEER.resolve("recorded").resolve(recordedBy))) {
            for (Path file : files.sorted().toList()) {
                Transcript transcript = Transcript.read(Files.readString(file));
                assertThat(transcript.header()).startsWith("# kubectl " + recordedBy + ", server v1.");
                keep(file.getFileName().toString().replace(".txt", ""), transcript.answers(), expected);
            }
        }
    }

    private static void keep(
            String scene, Map<String, Transcript.Answer> answers, Map<String, Transcript.Answer> kept) {
        answers.forEach((command, answer) -> kept.put(scene + ": " + command, answer));
    }

    @Test
    void everyCommandWasPlayedHereAndThere() {
        assertThat(expected).hasSizeGreaterThan(150);
        if (playedBy.equals(recordedBy)) {
            assertThat(actual.keySet()).isEqualTo(expected.keySet());
        }
    }

    @Test
    void exitCodesAreAllEqual() {
        var different = new ArrayList<String>();
        actual.forEach((command, answer) -> {
            Transcript.Answer wanted = expected.get(command);
            if (wanted != null && wanted.exit() != answer.exit()) {
                different.add(shown(command, wanted, answer));
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void textIsEqualButForWhatTheDocumentLists() throws IOException {
        assumeSameVersion();
        Differences listed = Differences.read(DOCUMENT);
        var different = new ArrayList<String>();
        actual.forEach((command, answer) -> {
            Transcript.Answer wanted = expected.get(command);
            if (wanted != null && !wanted.equals(answer) && !listed.isListed(command)) {
                different.add(shown(command, wanted, answer));
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void whatTheDocumentListsDoesDiffer() throws IOException {
        assumeSameVersion();
        Differences listed = Differences.read(DOCUMENT);
        var outdated = new TreeSet<String>();
        for (String command : listed.always()) {
            Transcript.Answer answer = actual.get(command);
            if (answer == null || answer.equals(expected.get(command))) {
                outdated.add(command);
            }
        }
        assertThat(outdated).as("take them out of %s", DOCUMENT).isEmpty();
    }

    private void assumeSameVersion() {
        assumeTrue(
                playedBy.equals(newest),
                () -> "kubectl is " + playedBy + ", the document is about " + newest + ": the texts of "
                        + expected.size() + " commands are not compared, only exit codes");
    }

    private static String shown(String command, Transcript.Answer wanted, Transcript.Answer answer) {
        return "\n$ " + command + "\n--- Kubernetes\n" + wanted.text() + "--- here\n" + answer.text();
    }
}
