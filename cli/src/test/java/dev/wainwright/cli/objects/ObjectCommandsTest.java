package dev.wainwright.cli.objects;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.shell.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCommandsTest {
    /** The first object of Karpenter's own answers, facts/hash-vectors.json. */
    private static final String POOL = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata:
              name: np0
            spec:
              disruption:
                consolidateAfter: 30s
              limits:
                cpu: "100"
              template:
                metadata:
                  annotations:
                    example.com/note: x
                    k: v
                spec:
                  nodeClassRef:
                    group: karpenter.k8s.aws
                    kind: EC2NodeClass
                    name: default
                  requirements:
                    - key: kubernetes.io/arch
                      operator: In
                      values: [amd64]
                  terminationGracePeriod: 30s
              weight: 31
            """;

    private static final String CLASS = """
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata:
              name: default
            spec:
              role: KarpenterNodeRole
              amiSelectorTerms:
                - alias: al2023@latest
            """;

    @TempDir
    private Path folder;

    @Test
    void hashIsKarpentersAndOtherKindsArePassedOver() throws IOException {
        String file = write(POOL + "---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n");
        var run = wain("hash", "-f", file, "-o", "json");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).isEqualTo("""
                        [ {
                          "kind": "NodePool",
                          "name": "np0",
                          "hash": "10569097970805337925",
                          "hashVersion": "v3"
                        } ]
                        """);
        assertThat(run.err()).isEqualTo("note: these have no drift hash: 1 × Namespace (v1)\n");
        assertThat(wain("hash", "-f", file).out()).contains("NodePool np0  10569097970805337925 v3");
    }

    @Test
    void liveObjectWithAnotherHashIsToldAndTheAnswerIsNo() throws IOException {
        String right = hashOf(
                wain("hash", "-f", write(POOL), "--defaulted", "-o", "json").out());
        var agreeing = wain("hash", "-f", write(annotated(right, "v3")), "--defaulted", "-o", "json");
        assertThat(agreeing.exit()).isEqualTo(Exit.DONE);
        assertThat(agreeing.err()).isEmpty();
        assertThat(agreeing.out()).contains("\"agrees\": true");

        var other = wain("hash", "-f", write(annotated("17", "v3")), "--defaulted");
        assertThat(other.exit()).isEqualTo(Exit.NO);
        assertThat(other.err())
                .isEqualTo("warning: NodePool/np0: annotation karpenter.sh/nodepool-hash is \"17\", and would be \""
                        + right + "\"\n");

        var older = wain("hash", "-f", write(annotated(right, "v2")), "--defaulted");
        assertThat(older.err()).contains("karpenter.sh/nodepool-hash-version is \"v2\"");
    }

    @Test
    void nodeClassHashDependsOnTheCaHoweverItIsWritten() throws IOException {
        String pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
        Path asPem = folder.resolve("ca.pem");
        Path asBase64 = folder.resolve("ca.b64");
        Files.writeString(asPem, pem);
        Files.writeString(asBase64, Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)) + "\n");
        String file = write(CLASS);
        String with = wain("hash", "-f", file, "--ca-bundle", asPem.toString(), "-o", "json")
                .out();
        assertThat(wain("hash", "-f", file, "--ca-bundle", asBase64.toString(), "-o", "json")
                        .out())
                .isEqualTo(with);
        assertThat(wain("hash", "-f", file, "-o", "json").out()).isNotEqualTo(with);
        assertThat(wain("hash", "-f", file, "--ca-bundle", "nowhere").exit()).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void unhashableObjectIsReportedWithItsPlaceAndTheOthersAreHashed() throws IOException {
        var run = wain("hash", "-f", write(CLASS.replace("role: KarpenterNodeRole", "role: [1]") + "---\n" + POOL));
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("document 1", "line 6", "EC2NodeClass/default", "spec.role");
        assertThat(run.out()).contains("np0");
    }

    @Test
    void crdsArePrintedAllOrByAnyOfTheirNames() {
        assertThat(wain("crds").out().lines().filter("kind: CustomResourceDefinition"::equals))
                .hasSize(5);
        var one = wain("crds", "NodePool");
        assertThat(one.out()).contains("name: nodepools.karpenter.sh");
        assertThat(wain("crds", "nodepools")).isEqualTo(one);
        assertThat(wain("crds", "ec2nc", "-o", "json").out())
                .startsWith("{")
                .contains("\"ec2nodeclasses.karpenter.k8s.aws\"");
        assertThat(wain("crds", "pods").err()).contains("there is no CRD of pods here", "nodepools.karpenter.sh");
    }

    private String write(String yaml) throws IOException {
        Path file = folder.resolve("objects.yaml");
        Files.writeString(file, yaml);
        return file.toString();
    }

    private static String annotated(String hash, String version) {
        return POOL.replace("  name: np0\n", """
                  name: np0
                  annotations:
                    karpenter.sh/nodepool-hash: "%s"
                    karpenter.sh/nodepool-hash-version: %s
                """.formatted(hash, version));
    }

    private static String hashOf(String json) {
        return json.replaceAll("(?s).*\"hash\": \"(\\d+)\".*", "$1");
    }
}
