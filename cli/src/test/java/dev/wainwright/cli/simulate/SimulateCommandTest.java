package dev.wainwright.cli.simulate;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cloud.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final Path EXAMPLE = Path.of("../examples/scenarios/t03-metric-new-node.yaml");

    @TempDir
    Path folder;

    @Test
    void theManualSaysWhatTheCommandSaysAboutFields() throws IOException {
        String manual = Files.readString(Path.of("../docs/simulate.md"));

        assertThat(manual)
                .as("docs/simulate.md holds the output of wain simulate --explain-fields")
                .contains("```yaml\n" + wain("simulate", "--explain-fields").out() + "```");
    }

    @Test
    void figuresExpectationsAndNotesAreShown() {
        CommandLineRun run = wain("simulate", EXAMPLE.toString());

        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out())
                .contains("React   P50 53.0 s")
                .contains("✓ reactionSeconds.max of Deployment default/web ≥ 53 ≤ 53.8");
        assertThat(run.err()).contains("KEDA is modelled");
    }

    @Test
    void jsonBeginsWithTheSummaryAndRepeatsItself() {
        String json = wain("simulate", EXAMPLE.toString(), "-o", "json").out();

        assertThat(json.replaceAll("\\s", "")).startsWith("{\"summary\":{\"podsCreated\":3,\"podsReady\":3,");
        assertThat(wain("simulate", EXAMPLE.toString(), "-o", "json").out()).isEqualTo(json);
    }

    @Test
    void anExpectationThatDoesNotComeTrueIsAnotherExitCode() throws IOException {
        Path file = scenario("impossible", """
                spec:
                  until: 1m
                  expect:
                    - {metric: podsReady, atLeast: "1"}
                    - {metric: pods, workload: Job default/lab, atLeast: "1"}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.NO);
        assertThat(run.out())
                .contains("✗ podsReady ≥ 1 (is 0.000)")
                .contains("✗ pods of Job default/lab: no pod of it was created; nor of any other workload");
    }

    @Test
    void theReportIsAPageWithBothPolicies() throws IOException {
        Path page = folder.resolve("page.html");

        wain("simulate", EXAMPLE.toString(), "--compare-policies", "--report", page.toString());

        assertThat(Files.readString(page))
                .contains("t03-metric-new-node, first-fit")
                .contains("cost-optimal");
    }

    @Test
    void stepsThatCanHitNothingAreToldBeforeAnythingHappens() throws IOException {
        Path file = scenario("astray", """
                spec:
                  steps:
                    - {at: 5m, zoneDown: {name: us-east-1x}}
                    - {at: 6m, interrupt: {zone: "us-west-2*"}}
                    - {at: 7m, runDry: {instanceType: "m5.huge"}}
                    - {at: 8m, scale: {kind: Deploymend, name: web, replicas: 3}}
                    - {at: 9m, runDry: {instanceType: "m5.lagre"}}
                    - {at: 9m, runDry: {instanceType: "moon"}}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err().lines()).as("each on a line of its own").allMatch(line -> line.startsWith("error: "));
        assertThat(run.err())
                .contains(
                        "astray.yaml: document 1, line 6: Scenario/astray: spec.steps[0].zoneDown.name: \"us-east-1x\" is no zone here; us-east-1 has")
                .contains("spec.steps[1].interrupt.zone: \"us-west-2*\" is no zone here")
                .contains(
                        "spec.steps[2].runDry.instanceType: no type of us-east-1 is called \"m5.huge\"; there are m5.12xlarge")
                .contains("\"Deploymend\" is no kind that this cluster knows; did you mean Deployment?")
                .contains("line 10: Scenario/astray: spec.steps[4].runDry.instanceType: no type of us-east-1 is called"
                        + " \"m5.lagre\"; did you mean m5.large?")
                .contains("is called \"moon\"; wain catalog list shows them all");
    }

    @Test
    void objectsAndFiguresThatNobodyHasAreToldBeforeAnythingHappens() throws IOException {
        Path file = scenario("nobody", """
                spec:
                  manifests:
                    - inline: |
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: frontend}
                        spec:
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec: {containers: [{name: web, image: web}]}
                  steps:
                    - {at: 1m, scale: {kind: Deployment, name: fronted, replicas: 3}}
                    - {at: 1m, delete: {kind: deploy, name: web}}
                    - {at: 1m, patch: {kind: NodePool, name: spot, merge: {spec: {weight: 3}}}}
                    - {at: 1m, scale: {kind: Deployment, name: frontend, namespace: shop, replicas: 3}}
                    - {at: 1m, delete: {kind: Banana, name: split}}
                  expect:
                    - {metric: pods, workload: Deployment default/frontent, atLeast: "1"}
                    - {metric: pods, workload: frontend, atLeast: "1"}
                    - {metric: lunch.p50, workload: Deployment default/frontend, atMost: "9"}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "line 16: Scenario/nobody: spec.steps[0].scale.name: no manifest has a Deployment fronted; did"
                                + " you mean frontend?")
                .contains("spec.steps[1].delete.name: no manifest has a Deployment web; there is frontend")
                .contains("spec.steps[2].patch.name: no manifest has a NodePool spot, nor any other")
                .contains("spec.steps[3].scale.name: no manifest has a Deployment shop/frontend")
                .contains("spec.steps[4].delete.kind: \"Banana\" is no kind that this cluster knows; the manifests have"
                        + " Deployment")
                .contains(
                        "line 22: Scenario/nobody: spec.expect[0].workload: no manifest has a Deployment frontent; did"
                                + " you mean frontend?")
                .contains("spec.expect[1].workload: \"frontend\" is no workload: write kind, namespace and name")
                .contains("spec.expect[2].metric: \"lunch.p50\" is no figure of a workload; did you mean launch.p50?");
    }

    @Test
    void aScenarioIsReadFromStandardInput() throws IOException {
        String text = Files.readString(EXAMPLE)
                .replace("manifests/", EXAMPLE.toAbsolutePath().getParent() + "/manifests/");

        CommandLineRun run = withInput(text, "simulate", "-", "-o", "json");

        assertThat(run.err()).doesNotContain("error");
        assertThat(run.out())
                .isEqualTo(wain("simulate", EXAMPLE.toString(), "-o", "json").out());
    }

    @Test
    void standardInputWithoutAScenarioIsAMistake() {
        assertThat(withInput(" \n", "simulate", "-").err()).startsWith("error: -: is empty; it must hold a Scenario");
        assertThat(withInput("# nothing\n---\n", "simulate", "-").err())
                .startsWith("error: -: holds no object; it must hold one Scenario");
        assertThat(withInput("{apiVersion: v1, kind: Namespace, metadata: {name: a}}", "simulate", "-")
                        .err())
                .startsWith("error: -: holds 1 × Namespace; it must hold one Scenario");
        assertThat(withInput(
                                "{apiVersion: wainwright.dev/v1alpha1, kind: Scenario, spec: {region: mars}}",
                                "simulate",
                                "-")
                        .exit())
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(withInput("", "simulate", "-", "-").err()).contains("standard input can be read once only");
    }

    @Test
    void whatNeverBecomesReadySaysWhyAndMakesNoExpectationTrue() throws IOException {
        Path examples = EXAMPLE.toAbsolutePath().getParent();
        Path file = scenario("giant", """
                spec:
                  until: 5m
                  manifests:
                    - path: %s/manifests/pool.yaml
                    - path: %s/manifests/nodeclass.yaml
                    - inline: |
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: giant}
                        spec: {containers: [{name: a, image: a, resources: {requests: {cpu: "999"}}}]}
                  expect:
                    - {metric: readySeconds.p95, atMost: "90"}
                    - {metric: launch.p50, workload: Pod default/giant, atMost: "90"}
                """.formatted(examples, examples));

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.NO);
        assertThat(run.out())
                .contains("✗ readySeconds.p95: no pod came so far")
                .contains("✗ launch.p50 of Pod default/giant: no pod came so far")
                .containsPattern("Pod default/giant +1 +- +- +- +-\n")
                .contains("pod default/giant waits for a node: no nodes available to schedule pods; no machine for it:"
                        + " NodePool general: no instance type is large enough");
    }

    @Test
    void aPageThatCannotBeWrittenIsToldBeforeTheSimulation() {
        CommandLineRun run = wain(
                "simulate",
                EXAMPLE.toString(),
                "--report",
                folder.resolve("no/page.html").toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("page.html cannot be written: there is no folder");
        assertThat(wain("simulate", EXAMPLE.toString(), "--report", folder.toString())
                        .err())
                .contains("cannot be written: it is a folder");
    }

    @Test
    void aScaledWorkloadIsTheSameByWhateverNameItsKindGoes() throws IOException {
        String text = Files.readString(EXAMPLE)
                .replace("manifests/", EXAMPLE.toAbsolutePath().getParent() + "/manifests/");
        assertThat(text).contains("scale: {kind: Deployment,");

        String ofShort = withInput(text.replace("scale: {kind: Deployment,", "scale: {kind: deploy,"), "simulate", "-")
                .out();

        assertThat(ofShort).contains("React   P50 53.0 s").contains("✓ reactionSeconds.max of Deployment default/web");
    }

    @Test
    void aFolderOrNoFileAtAllIsToldApart() {
        assertThat(wain("simulate", folder.toString()).err()).contains("is a folder; name the scenarios in it");
        assertThat(wain("simulate", folder.resolve("none.yaml").toString()).err())
                .contains("none.yaml: no such file");
    }

    @Test
    void mistakesThatNoSchemaFindsHaveTheirLinesToo() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, """
                apiVersion: wainwright.dev/v1alpha1
                kind: Scenario
                metadata: {name: wrong}
                spec:
                  model:
                    stages:
                      boot: normal(3s)
                    images:
                      - {name: web, size: big}
                  manifests:
                    - path: nowhere.yaml
                    - path: wrong.yaml
                  expect:
                    - {metric: podsReady}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "wrong.yaml: document 1, line 7: Scenario/wrong: spec.model.stages.boot: \"normal(3s)\" is no")
                .contains("line 9: Scenario/wrong: spec.model.images[0].size: \"big\" is not a quantity")
                .contains("line 11: Scenario/wrong: spec.manifests[0].path: ")
                .contains("line 12: Scenario/wrong: spec.manifests[1]: holds a Scenario, which is nothing to apply")
                .contains("line 14: Scenario/wrong: spec.expect[0]: expects nothing");
    }

    @Test
    void aFigureThatIsNoneIsToldBeforeAnythingHappens() throws IOException {
        Path file = folder.resolve("happy.yaml");
        Files.writeString(file, """
                apiVersion: wainwright.dev/v1alpha1
                kind: Scenario
                metadata: {name: happy}
                spec:
                  expect:
                    - {metric: podsHappy, atLeast: "1"}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err())
                .contains("line 6: Scenario/happy: spec.expect[0].metric: \"podsHappy\" is no figure of the summary")
                .contains("there are cpuUtilization, dollars, ");
    }

    @Test
    void aStepForAnObjectThatMayComeIntoBeingIsDoubted() throws IOException {
        Path file = scenario("doubtful", """
                spec:
                  until: 1m
                  steps:
                    - {at: 5m, delete: {kind: Job, name: nightly-1}}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.err())
                .contains("line 7: Scenario/doubtful: spec.steps[0].delete.name: no manifest has a Job nightly-1; if");
    }

    @Test
    void aRegionThatIsNoneIsToldSo() throws IOException {
        Path file = scenario("mars", """
                spec: {region: mars-1}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "mars.yaml: document 1, line 4: Scenario/mars: spec.region: \"mars-1\" is no region; one is named"
                                + " like eu-west-1");
    }

    @Test
    void theReportSaysThatPricesOfAnotherRegionAreAssumed() throws IOException {
        Path file = scenario("elsewhere", """
                spec: {region: eu-west-1, until: 1m}
                """);

        assertThat(wain("simulate", file.toString()).err()).contains("for eu-west-1 its types and prices are assumed");
    }

    @Test
    void aRegionsOwnCatalogueAndPricesGoBeforeThoseThatComeWithTheProgram() throws IOException {
        Path file = scenario("ours", """
                spec:
                  region: eu-west-1
                  until: 10m
                  manifests:
                    - inline: |
                        apiVersion: karpenter.sh/v1
                        kind: NodePool
                        metadata: {name: general}
                        spec:
                          template:
                            spec:
                              nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                              requirements: [{key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}]
                        ---
                        apiVersion: karpenter.k8s.aws/v1
                        kind: EC2NodeClass
                        metadata: {name: default}
                        spec:
                          role: nodes
                          amiSelectorTerms: [{alias: al2023@latest}]
                          subnetSelectorTerms: [{tags: {name: nodes}}]
                          securityGroupSelectorTerms: [{tags: {name: nodes}}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec: {containers: [{name: web, image: web, resources: {requests: {cpu: 1, memory: 1Gi}}}]}
                """);
        Path catalog = Files.writeString(folder.resolve("eu-west-1.tsv"), onlyOneType());
        Path prices = Files.writeString(folder.resolve("prices.csv"), "m5.large,0.25\n");

        CommandLineRun run = wain("simulate", file.toString(), "--catalog=" + catalog, "--prices=" + prices, "-o=json");

        assertThat(run.err()).isEmpty();
        var bill = (Tree.Mapping)
                ((Tree.Mapping) Json.parse(run.out())).items("bill").getFirst();
        assertThat(bill.text("instanceType", "")).isEqualTo("m5.large");
        assertThat(number(bill, "dollars") / number(bill, "hours")).isCloseTo(0.25, within(1e-6));
    }

    private static double number(Tree.Mapping object, String field) {
        return object.get(field) instanceof Tree.Numeral figure ? figure.value().doubleValue() : Double.NaN;
    }

    /** The catalogue that comes with the program, of eu-west-1 and with m5.large alone. */
    private static String onlyOneType() throws IOException {
        try (InputStream facts = Catalog.class.getResourceAsStream("us-east-1.tsv")) {
            return new String(facts.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("type\t") || line.startsWith("m5.large\t"))
                    .collect(Collectors.joining("\n", "# region eu-west-1\n", "\n"));
        }
    }

    @Test
    void cataloguesThatAreOfNoUseAreToldBeforeAnythingIsPlayed() throws IOException {
        Path file = scenario("ours", """
                spec: {until: 1m}
                """);
        Path catalog = Files.writeString(folder.resolve("eu-west-1.tsv"), onlyOneType());

        assertThat(wain("simulate", file.toString(), "--catalog=" + catalog, "--catalog=" + catalog)
                        .err())
                .contains("eu-west-1.tsv is a second catalogue of eu-west-1");
        assertThat(wain("simulate", file.toString(), "--catalog=" + catalog).err())
                .contains("there is a catalogue of eu-west-1, and no scenario that plays there")
                .contains("write region: eu-west-1");
        assertThat(wain("simulate", file.toString(), "--catalog=nowhere.tsv").err())
                .contains("nowhere.tsv: cannot read the catalogue");
        assertThat(wain("simulate", file.toString(), "--prices=nowhere.csv").err())
                .contains("nowhere.csv: cannot read the prices");
    }

    @Test
    void whatIsNoTimeIsToldWithOneThatIs() throws IOException {
        Path file = scenario("some-day", """
                spec:
                  until: 5x
                  steps:
                    - {at: soon, zoneDown: {name: us-east-1a}}
                """);

        assertThat(wain("simulate", file.toString()).err())
                .contains("line 5: Scenario/some-day: spec.until: must match", "such as 90s or 1h30m, got \"5x\"")
                .contains("line 7: Scenario/some-day: spec.steps[0].at: must match", "got \"soon\"")
                .doesNotContain("too long");
    }

    @Test
    void timesThatNoClockCountsAreToldWithTheirLines() throws IOException {
        Path file = scenario("eternal", """
                spec:
                  until: 99999999h
                  autoscaler: {batchIdle: 87601h}
                  steps:
                    - {at: 9999999h, zoneDown: {name: us-east-1a}}
                    - {at: 1m, zoneDown: {name: us-east-1a, period: 999999h}}
                """);

        CommandLineRun run = wain("simulate", file.toString());

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err())
                .contains(
                        "line 5: Scenario/eternal: spec.until: \"99999999h\" is too long: a scenario's times are at most")
                .contains("line 6: Scenario/eternal: spec.autoscaler.batchIdle: \"87601h\" is too long")
                .contains("line 8: Scenario/eternal: spec.steps[0].at: \"9999999h\" is too long")
                .contains("line 9: Scenario/eternal: spec.steps[1].zoneDown.period: \"999999h\" is too long");
        assertThat(wain("simulate", EXAMPLE.toString(), "--until", "100000h").err())
                .contains("--until 100000h is too long");
    }

    @Test
    void aPolicyAndTheComparisonOfPoliciesContradictEachOther() {
        CommandLineRun run = wain("simulate", EXAMPLE.toString(), "--policy", "first-fit", "--compare-policies");

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("--policy first-fit and --compare-policies contradict each other");
    }

    @Test
    void whatHappensToManyAtOnceIsToldOnceUnlessAllOfItIsWanted() throws IOException {
        Path examples = EXAMPLE.toAbsolutePath().getParent();
        Path file = scenario("many", """
                spec:
                  until: 10m
                  manifests:
                    - path: %s/manifests/pool.yaml
                    - path: %s/manifests/nodeclass.yaml
                    - inline: |
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 5
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              affinity:
                                podAntiAffinity:
                                  requiredDuringSchedulingIgnoredDuringExecution:
                                    - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
                              containers: [{name: web, image: web, resources: {requests: {cpu: "1"}}}]
                  steps:
                    - {at: 5m, interrupt: {capacityType: spot}}
                """.formatted(examples, examples));

        assertThat(wain("simulate", file.toString()).out().replaceAll("\\s+", " "))
                .contains(
                        "interruption: ip-10-0-0-1.ec2.internal will be taken back in two minutes (and 4 more like this)")
                .doesNotContain("interruption: ip-10-0-0-2");
        assertThat(wain("simulate", file.toString(), "-o", "wide").out())
                .contains("interruption: ip-10-0-0-1")
                .contains("interruption: ip-10-0-0-5")
                .doesNotContain("more like this");
    }

    private static CommandLineRun withInput(String text, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return wain(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private Path scenario(String name, String rest) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: wainwright.dev/v1alpha1
                kind: Scenario
                metadata: {name: %s}
                """.formatted(name) + rest);
    }
}
