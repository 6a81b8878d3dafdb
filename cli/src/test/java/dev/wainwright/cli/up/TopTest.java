package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.read.RawDocument;
import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.shell.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wain top} on a real cluster of ours: with TLS and a client certificate. */
class TopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private RunningCluster cluster;
    private Path kubeconfig;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        kubeconfig = folder.resolve("kubeconfig");
        Path manifest = Files.writeString(folder.resolve("web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: web, image: nginx, resources: {requests: {cpu: 500m, memory: 512Mi}}}]
                """);
        List<RawDocument> objects =
                RawDocument.read(List.of(manifest.toString()), InputStream.nullInputStream(), finding -> {});
        cluster = RunningCluster.start(
                new RunningCluster.Plan(0, kubeconfig, 1, 1, "none", true, false, Optional.empty(), Optional.empty()),
                new RunningCluster.Contents(objects, List.of()));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void topShowsTheNodesThatCameForThePodsAndWhatTheyCost() {
        // Nodes and pods are listed one after the other: pods may run that had no node yet when these were listed.
        String out = eventually("(0 coming, 0 going, 0 not ready), 2 pods running", "--once");
        assertThat(out)
                // At some hours of the day the market sells two small machines for less than one that holds both.
                .containsPattern("^[12] nodes? ")
                .containsPattern("ip-10-0-0-1\\.ec2\\.internal +default .* Ready ")
                // The cluster's own market tells its spot prices, so none comes from the model.
                .containsPattern("(?m)^\\$0\\.\\d{4}/h, \\$\\d+\\.\\d\\d/month$");
        assertThat(top("-o", "json").out()).contains("\"podsRunning\": 2", "\"kind\": \"Node\"");
        assertThat(top("-o", "yaml").out()).contains("podsRunning: 2");
    }

    @Test
    void somebodyWhoMayOnlyLookSeesTheSame() {
        eventually("2 pods running", "--once", "--context", "wainwright-viewer");
    }

    @Test
    void aServerSignedByAStrangerIsNotBelievedUnlessItsUserSaysSo() throws IOException {
        String text = Files.readString(kubeconfig);
        Files.writeString(kubeconfig, text.replaceAll("(?m)^ +certificate-authority-data: .*\\R", ""));
        CommandLineRun run = top("--once");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("its certificate is not signed by the kubeconfig's certificate-authority");
        Files.writeString(
                kubeconfig, text.replaceAll("certificate-authority-data: .*", "insecure-skip-tls-verify: true"));
        assertThat(top("--once").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aClusterThatStoppedIsReported() {
        cluster.close();
        CommandLineRun run = top("--once");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("context wainwright of " + kubeconfig, "nothing answers there", "wain status");
    }

    private CommandLineRun top(String... more) {
        var words = new java.util.ArrayList<>(List.of("top", "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of(more));
        return CommandLineRun.wain(words.toArray(String[]::new));
    }

    private String eventually(String text, String... more) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        CommandLineRun run = top(more);
        while (!run.out().contains(text) && System.nanoTime() < end) {
            run = top(more);
        }
        assertThat(run.out()).as(run.err()).contains(text);
        return run.out();
    }
}
