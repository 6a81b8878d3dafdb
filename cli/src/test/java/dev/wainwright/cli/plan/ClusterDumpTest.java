package dev.wainwright.cli.plan;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.Golden;
import dev.wainwright.cli.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with two nodes, one of a type nobody knows, and pods bound, waiting, gated and finished. */
class ClusterDumpTest {
    @TempDir
    private Path folder;

    private Path dump = Path.of("");

    @BeforeEach
    void writeDump() throws IOException {
        dump = folder.resolve("dump.yaml");
        Files.writeString(
                dump,
                String.join(
                        "---\n",
                        node("node-a", "m6i.large"),
                        node("node-b", "homemade"),
                        pod("bound", "nodeName: node-a", "Running", "500m"),
                        pod("small", "", "Pending", "500m"),
                        pod("large", "", "Pending", "3"),
                        pod("huge", "", "Pending", "500"),
                        pod("gated", "schedulingGates: [{name: example.com/wait}]", "Pending", "1"),
                        pod("done", "", "Succeeded", "1"),
                        """
                        apiVersion: karpenter.sh/v1
                        kind: NodePool
                        metadata:
                          name: default
                        spec:
                          template:
                            spec:
                              nodeClassRef:
                                group: karpenter.k8s.aws
                                kind: EC2NodeClass
                                name: default
                              requirements:
                                - key: karpenter.sh/capacity-type
                                  operator: In
                                  values: [on-demand]
                                - key: node.kubernetes.io/instance-type
                                  operator: In
                                  values: [m6i.large, m6i.xlarge, c6i.xlarge]
                        """,
                        Advice.nodeClass("default")));
    }

    @Test
    void tableShowsPricesBeforeAndAfterAndWhatHappensToEveryPod() {
        var run = plan();
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.NO);
        Golden.assertMatches("dump.txt", run.out());
    }

    @Test
    void jsonListsNewlyPlacedPodsOfExistingNodesOnly() {
        var run = plan("-o", "json", "--explain", "pod/shop/small", "--explain", "pod/shop/gated");
        assertThat(run.exit()).isEqualTo(Exit.NO);
        Golden.assertMatches("dump.json", run.out());
    }

    @Test
    void boundAndFinishedPodsAreNotCounted() {
        assertThat(plan("-o", "json").out()).contains("\"pods\": 3,").doesNotContain("shop/bound");
    }

    private CommandLineRun plan(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "plan";
        arguments[1] = "-f";
        arguments[2] = dump.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return wain(arguments);
    }

    private static String node(String name, String type) {
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %s
                  labels:
                    kubernetes.io/hostname: %s
                    kubernetes.io/arch: amd64
                    kubernetes.io/os: linux
                    node.kubernetes.io/instance-type: %s
                    topology.kubernetes.io/zone: us-east-1a
                spec:
                  providerID: aws:///us-east-1a/i-%s
                status:
                  capacity: {cpu: "2", memory: 8Gi, pods: "29"}
                  allocatable: {cpu: 1930m, memory: 7Gi, pods: "29"}
                  conditions:
                    - {type: Ready, status: "True"}
                """.formatted(name, name, type, name);
    }

    private static String pod(String name, String spec, String phase, String cpu) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: shop
                spec:
                  %s
                  containers:
                    - name: main
                      image: registry.example.com/main:1.0
                      resources:
                        requests: {cpu: %s}
                status:
                  phase: %s
                """.formatted(name, spec, cpu, phase);
    }
}
