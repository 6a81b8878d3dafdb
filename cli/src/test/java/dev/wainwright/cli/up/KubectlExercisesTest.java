package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.up.Kubectl.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lessons on Karpenter have their readers type, typed here: with nodes that come because pods need them. */
final class KubectlExercisesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path MANIFESTS = Path.of("src", "test", "resources", "exercises");

    private RunningCluster cluster;
    private Kubectl kubectl;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster = RunningCluster.start(
                new RunningCluster.Plan(0, kubeconfig, 1, 1, "none", true, true, Optional.empty(), Optional.empty()),
                RunningCluster.Contents.NONE);
        kubectl = new Kubectl(kubeconfig, MANIFESTS, folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** What a command prints that must succeed. */
    private String typed(String command) {
        Ran ran = kubectl.run(Scene.words(command));
        assertThat(ran.exit()).as("kubectl %s: %s", command, ran.all()).isZero();
        return ran.out();
    }

    /** What a command complains of that must fail. */
    private String refused(String command) {
        Ran ran = kubectl.run(Scene.words(command));
        assertThat(ran.exit()).as("kubectl %s: %s", command, ran.all()).isNotZero();
        return ran.all();
    }

    /** Types a command until it prints {@code text}. */
    private String eventually(String command, String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String out = typed(command);
        while (!out.contains(text) && System.nanoTime() < end) {
            out = typed(command);
        }
        assertThat(out).as("kubectl %s", command).contains(text);
        return out;
    }

    /** Types a command until it prints nothing any more. */
    private void gone(String command) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String out = typed(command);
        while (!out.isEmpty() && System.nanoTime() < end) {
            out = typed(command);
        }
        assertThat(out).as("kubectl %s", command).isEmpty();
    }

    /** Types a command that goes on and reads along until {@code text} comes. */
    private void followed(String command, String text) throws IOException {
        Process process =
                kubectl.builder(Scene.words(command + " --request-timeout=40s")).start();
        try (BufferedReader reader = process.inputReader()) {
            assertThat(reader.lines().anyMatch(line -> line.contains(text)))
                    .as("kubectl %s", command)
                    .isTrue();
        } finally {
            process.destroy();
        }
    }

    @Test
    void poolsAndASpotBatchJobAsInTheLab() throws IOException {
        assertThat(typed("apply -f general-purpose.yaml")).contains("general-purpose created");
        assertThat(typed("get nodepool general-purpose")).contains("NODECLASS", "default");
        typed("apply -f spot-batch.yaml");
        assertThat(typed("get nodepools -o name")).contains("/general-purpose", "/spot-batch");
        typed("create namespace batch");
        typed("apply -f encode.yaml");
        followed("get pods -n batch -w", "Completed");
        typed("wait job/video-encode-batch -n batch --for=condition=complete --timeout=60s");
        String nodes = typed("get nodes -l karpenter.sh/capacity-type=spot -o custom-columns='NAME:.metadata.name,"
                + "TYPE:.metadata.labels.node\\.kubernetes\\.io/instance-type,"
                + "AZ:.metadata.labels.topology\\.kubernetes\\.io/zone'");
        assertThat(nodes).contains("us-east-1");
        assertThat(typed("describe job video-encode-batch -n batch")).contains("Completions:", "50");
        assertThat(typed("get job video-encode-batch -n batch")).contains("50/50");
        typed("delete namespace batch");
        typed("delete nodepool spot-batch general-purpose");
        gone("get nodes -o name");
        typed("delete ec2nodeclass default --wait=false");
    }

    @Test
    void generalGpuAndBatchWorkGoToPoolsOfTheirOwn() {
        typed("apply -f three-pools.yaml");
        typed("apply -f three-workloads.yaml");
        typed("wait deployment --all --for=condition=Available --timeout=40s");
        assertThat(typed("get nodes -l workload-type=gpu -L node.kubernetes.io/instance-type"))
                .contains("g4dn.");
        assertThat(typed("get nodes -l workload-type=batch -L karpenter.sh/capacity-type"))
                .contains("spot");
        String general = typed("get pods -l app=general -o jsonpath='{.items[0].spec.nodeName}'");
        assertThat(typed("describe node " + general)).contains("workload-type=general", "Allocated resources");
        assertThat(typed("get nodeclaims")).contains("general-workloads", "gpu-workloads", "batch-jobs");
    }

    @Test
    void realWorkTakesTheWarmPoolsPlaceAndTheWarmPoolGetsNewRoom() {
        typed("apply -f fast-scaling.yaml -f warm-pool.yaml");
        typed("rollout status deployment/overprovisioning-pause -n kube-system --timeout=40s");
        List<String> before = typed("get nodes -o name").lines().toList();
        typed("apply -f shop.yaml");
        typed("rollout status deployment/shop --timeout=40s");
        typed("get pods -l app=shop -o jsonpath='{range .items[*]}{.spec.nodeName}{\"\\n\"}{end}'")
                .lines()
                .forEach(node -> assertThat(before).contains("node/" + node));
        typed("rollout status deployment/overprovisioning-pause -n kube-system --timeout=40s");
        assertThat(typed("get nodes -o name").lines()).hasSizeGreaterThan(before.size());
    }

    @Test
    void aDeploymentIsChangedInAllTheWaysThereAre() throws IOException {
        typed("apply -f general-purpose.yaml");
        typed("apply --server-side -f web.yaml");
        followed("get deployment web -w", "2/2");
        assertThat(typed("explain deployment.spec.strategy.rollingUpdate")).contains("maxSurge");
        typed("diff -f web.yaml");
        typed("scale deployment web --replicas=3");
        assertThat(refused("diff -f web.yaml")).contains("-  replicas: 3", "+  replicas: 2");
        typed("rollout status deployment/web --timeout=40s");
        typed("label deployment web tier=front");
        assertThat(typed("get deployment -l tier=front -o jsonpath='{.items[*].spec.replicas}'"))
                .isEqualTo("3");
        typed("set image deployment/web web=nginx:1.28");
        typed("rollout status deployment/web --timeout=40s");
        assertThat(typed("rollout history deployment/web")).contains("1", "2");
        typed("rollout undo deployment/web");
        typed("rollout status deployment/web --timeout=40s");
        // The last of the others may still be on its way out.
        eventually("get pods -l app=web -o jsonpath='{.items[0].spec.containers[0].image}'", "nginx:1.27");
        typed("delete deployment web");
        gone("get pods -l app=web -o name");
    }

    @Test
    void setsGoBackToATemplateTheyHad() throws IOException {
        typed("apply -f general-purpose.yaml");
        typed("apply -f sets.yaml");
        for (String set : List.of("statefulset/db", "daemonset/agent")) {
            String name = set.substring(set.indexOf('/') + 1);
            typed("rollout status " + set + " --timeout=40s");
            typed("set image " + set + " main=busybox:1.37");
            typed("rollout status " + set + " --timeout=40s");
            assertThat(typed("rollout history " + set)).contains("1", "2");
            assertThat(typed("rollout history " + set + " --revision=1")).contains("busybox:1.36");
            typed("rollout undo " + set);
            typed("rollout status " + set + " --timeout=40s");
            eventually(
                    "get pods -l app=" + name + " -o jsonpath='{.items[0].spec.containers[0].image}'", "busybox:1.36");
            assertThat(typed("rollout history " + set)).contains("2", "3").doesNotContain("1  ");
        }
        assertThat(typed("get controllerrevisions")).contains("statefulset.apps/db", "daemonset.apps/agent");
    }

    @Test
    void aDrainWaitsForTheBudget() {
        typed("apply -f general-purpose.yaml -f web.yaml");
        typed("rollout status deployment/web --timeout=40s");
        typed("apply -f budget.yaml");
        String node = typed("get pods -l app=web -o jsonpath='{.items[0].spec.nodeName}'");
        eventually("get pdb web -o jsonpath='{.status.currentHealthy}'", "2");
        assertThat(refused("drain " + node + " --timeout=2s")).contains("disruption budget");
        assertThat(typed("get node " + node)).contains("SchedulingDisabled");
        typed("delete pdb web");
        typed("drain " + node + " --timeout=40s");
        typed("rollout status deployment/web --timeout=40s");
        assertThat(typed("get pods -l app=web --field-selector spec.nodeName=" + node + " -o name"))
                .isEmpty();
    }

    @Test
    void theReaderMayLookButNotTouch() {
        assertThat(typed("auth can-i create pods")).startsWith("yes");
        assertThat(typed("auth can-i create pods --context wainwright-certificate"))
                .startsWith("yes");
        assertThat(typed("auth can-i list pods --context wainwright-viewer")).startsWith("yes");
        assertThat(refused("auth can-i create pods --context wainwright-viewer"))
                .contains("no");
        assertThat(refused("create namespace x --context wainwright-viewer")).contains("forbidden");
        assertThat(typed("get namespaces -o name --context wainwright-viewer")).contains("namespace/default");
    }
}
