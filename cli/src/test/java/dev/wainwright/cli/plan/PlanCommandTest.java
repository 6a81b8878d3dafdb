package dev.wainwright.cli.plan;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.Golden;
import dev.wainwright.cli.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PlanCommandTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: lonely
            spec:
              containers:
                - name: main
                  image: registry.example.com/main:1.0
                  resources:
                    requests:
                      cpu: "1"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"general-purpose", "spot-batch", "gpu", "multi-arch", "spread-web", "instance-selection"})
    void everyExamplePlansWithoutAComplaint(String example) {
        var table = wain("plan", "-f", EXAMPLES.resolve(example).toString());
        assertThat(table.err()).isEmpty();
        assertThat(table.exit()).isEqualTo(Exit.DONE);
        assertThat(table.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        Golden.assertMatches("example-" + example + ".txt", table.out());
    }

    @Test
    void sameInputGivesTheSameBytesInAnyOrderOfTheFiles() {
        String pools = EXAMPLES.resolve("gpu/pools.yaml").toString();
        String pods = EXAMPLES.resolve("gpu/workloads.yaml").toString();
        var once = wain("plan", "-f", pools, "-f", pods, "-o", "json", "--explain", "all");
        assertThat(wain("plan", "-f", pods, "-f", pools, "-o", "json", "--explain", "all"))
                .isEqualTo(once);
        Golden.assertMatches(
                "example-gpu.json",
                wain("plan", "-f", pools, "-f", pods, "-o", "json").out());
    }

    @Test
    void yamlAndJsonHoldTheSameValues() {
        String example = EXAMPLES.resolve("spread-web").toString();
        var load = new Load(LoadSettings.builder().build());
        assertThat(load.loadFromString(wain("plan", "-f", example, "-o", "yaml").out()))
                .isEqualTo(load.loadFromString(
                        wain("plan", "-f", example, "-o", "json").out()));
    }

    @Test
    void missingPoolIsExplainedWithYamlThatHelps() throws IOException {
        var alone = planOf(POD);
        assertThat(alone.exit()).isEqualTo(Exit.NO);
        assertThat(alone.out()).contains("default/lonely", "kind: NodePool", "kind: EC2NodeClass");
        assertThat(planOf(POD + "---\n" + advised(alone)).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void missingNodeClassIsExplainedWithYamlThatHelps() throws IOException {
        String withPool =
                POD + "---\n" + Advice.nodePool(new NodeClassReference("karpenter.k8s.aws", "EC2NodeClass", "mine"));
        var run = planOf(withPool);
        assertThat(run.exit()).isEqualTo(Exit.NO);
        assertThat(run.out()).contains("EC2NodeClass mine is not in the input").doesNotContain("kind: NodePool");
        var helped = planOf(withPool + "---\n" + advised(run));
        assertThat(helped.exit()).isEqualTo(Exit.DONE);
        assertThat(helped.err()).isEmpty();
    }

    @Test
    void badObjectIsReportedAndTheRestIsPlanned() throws IOException {
        String broken = POD.replace("lonely", "broken").replace("cpu: \"1\"", "cpu: lots");
        var run = planOf(POD + "---\n" + broken + "---\n" + helpful());
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("error: ", "document 2", "line ", "Pod/broken", "lots");
        assertThat(run.out()).startsWith("1 of 1 waiting pod placed");
    }

    @Test
    void unknownKindsAreNamedAndHarmless() throws IOException {
        var run = planOf(
                POD + "---\n" + helpful() + "---\napiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: w\n");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).contains("not used in planning: 1 Widget (example.com/v1)");
    }

    @Test
    void pendingOnlyExpandsNothing() {
        var run = wain("plan", "-f", EXAMPLES.resolve("spread-web").toString(), "--pending-only");
        assertThat(run.out()).isEqualTo("No pod waits for a place.\n");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void cronJobsAreOnlyPlannedOnRequest() {
        String example = EXAMPLES.resolve("general-purpose").toString();
        assertThat(wain("plan", "-f", example, "-o", "json").out()).doesNotContain("shop/report-0");
        assertThat(wain("plan", "-f", example, "-o", "json", "--include-cronjobs")
                        .out())
                .contains("shop/report-0");
    }

    @Test
    void capacityTypeNarrowsTheOffer() {
        String example = EXAMPLES.resolve("general-purpose").toString();
        var onDemand = wain("plan", "-f", example, "--capacity-type", "on-demand", "-o", "json");
        assertThat(onDemand.out()).contains("\"capacityType\": \"on-demand\"").doesNotContain("\"spot\"");
        var spotBatch = wain("plan", "-f", EXAMPLES.resolve("spot-batch").toString(), "--capacity-type", "on-demand");
        assertThat(spotBatch.exit()).isEqualTo(Exit.NO);
    }

    @Test
    void nodesAreExplainedByNameAndByNumberAndPodsByName() {
        String example = EXAMPLES.resolve("instance-selection").toString();
        var byName = wain("plan", "-f", example, "--explain", "node/general-purpose-1");
        assertThat(byName.out()).contains("WHY node/general-purpose-1");
        assertThat(wain("plan", "-f", example, "--explain", "node/1")).isEqualTo(byName);
        assertThat(wain("plan", "-f", example, "--explain", "pod/default/pod-a").out())
                .contains("WHY pod/default/pod-a");
        assertThat(wain("plan", "-f", example, "--explain", "pod/pod-a").out()).contains("WHY pod/default/pod-a");
    }

    @ParameterizedTest
    @CsvSource({
        "--explain, everything, takes pod/NAMESPACE/NAME",
        "--explain, node/99, node/1 is the first",
        "--explain, pod/x/y, no such pod",
        "--policy, magic, first-fit",
        "--capacity-type, cheap, on-demand",
        "--min-values-policy, lax, BestEffort",
        "--reservation, cr-1=-1, below 0",
        "--min-node-size, 4, cpu=4",
        "--max-node-size, cpu=x, not a quantity",
        "-o, xml, use one of table",
        "--instance-types, nowhere.json, nowhere.json",
        "--prices, nowhere.csv, nowhere.csv",
    })
    void wrongOptionValuesSayWhatWouldBeRight(String option, String value, String expected) {
        var run = wain("plan", "-f", EXAMPLES.resolve("instance-selection").toString(), option, value);
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).startsWith("error: ").contains(expected);
    }

    @Test
    void sizesThatNoMachineCanHaveAreRefused() {
        String folder = EXAMPLES.resolve("instance-selection").toString();
        var run = wain("plan", "-f", folder, "--min-node-size", "memory=1Gi,cpu=8", "--max-node-size", "cpu=4");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("no machine has at least 8 and at most 4 cpu");
    }

    @Test
    void noFilesAtAllIsAUsageError() {
        assertThat(wain("plan").err())
                .isEqualTo("error: nothing to plan\nhint: name manifests with -f FILE, a folder, or - for stdin\n");
    }

    @Test
    void missingFileIsAnErrorAndNothingIsPlanned() {
        var run = wain("plan", "-f", "no-such-folder");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("no-such-folder");
        assertThat(run.out()).isEmpty();
    }

    private CommandLineRun planOf(String yaml) throws IOException {
        Path file = folder.resolve("input.yaml");
        Files.writeString(file, yaml);
        return wain("plan", "-f", file.toString());
    }

    private static String helpful() {
        return Advice.nodePool(new NodeClassReference("karpenter.k8s.aws", "EC2NodeClass", "default")) + "---\n"
                + Advice.nodeClass("default");
    }

    /** The YAML that ends the notes. */
    private static String advised(CommandLineRun run) {
        return run.out().substring(run.out().indexOf("apiVersion:"));
    }
}
