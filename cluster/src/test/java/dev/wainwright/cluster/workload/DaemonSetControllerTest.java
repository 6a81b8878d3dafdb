package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DaemonSetControllerTest {
    private static final String SET = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec:
                  nodeSelector: {os: linux}
                  containers: [{name: agent, image: "agent:1"}]
            """;

    private final World world =
            new World(1).run(seen -> new DaemonSetController()).runPods();

    @Test
    void everyFitNodeGetsOnePodAlsoOneThatComesLater() {
        nodes("a", "b");
        world.apply(node("w").replace("linux", "windows")).apply(SET).passes(Duration.ofMinutes(1));
        assertThat(places()).containsExactly("a", "b");

        nodes("c");
        world.passes(Duration.ofMinutes(1));
        assertThat(places()).containsExactly("a", "b", "c");
        assertThat(world.livePods()).allMatch(pod -> pod.metadata().labels().containsKey("controller-revision-hash"));
    }

    @Test
    void aPodStaysOnANodeInTroubleButNotOnOneThatRepelsIt() {
        nodes("a", "b", "c", "d");
        world.apply(SET).passes(Duration.ofMinutes(1));

        taint("a", "node.kubernetes.io/unreachable", "NoExecute");
        taint("b", "example.com/mine", "NoSchedule");
        taint("c", "example.com/mine", "NoExecute");
        world.passes(Duration.ofMinutes(1));

        assertThat(places()).containsExactly("a", "b", "d");
        assertThat(status().desiredNumberScheduled()).isEqualTo(2);
        assertThat(status().numberMisscheduled()).isEqualTo(1);
    }

    @Test
    void aTaintedNodeGetsAPodOnlyIfThePodToleratesIt() {
        nodes("a");
        taint("a", "example.com/mine", "NoSchedule");
        world.apply(SET).passes(Duration.ofMinutes(1));
        assertThat(places()).isEmpty();

        world.apply(SET.replace(
                        "nodeSelector: {os: linux}", "tolerations: [{key: example.com/mine, operator: Exists}]"))
                .passes(Duration.ofMinutes(1));
        assertThat(places()).containsExactly("a");
    }

    @Test
    void aPodThatIsLostIsReplacedOnItsNode() {
        nodes("a", "b");
        world.apply(SET).passes(Duration.ofMinutes(1));

        world.write(Write.delete(world.livePods().getFirst()));
        world.passes(Duration.ofMinutes(1));

        assertThat(places()).containsExactly("a", "b");
        assertThat(status().numberReady()).isEqualTo(2);
    }

    @Test
    void aNewTemplateIsRolledOutOneNodeAtATime() {
        nodes("a", "b", "c", "d");
        world.apply(SET).passes(Duration.ofMinutes(1));
        var patch = (Tree.Mapping) Json.parse(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"agent\",\"image\":\"agent:2\"}]}}}}");
        world.write(new Write.Patch(
                Kinds.of(DaemonSet.class), new ObjectKey("default", "agent"), patch, false, Preconditions.NONE));

        boolean done = world.eventually(() -> {
            assertThat(world.readyPods()).hasSizeGreaterThanOrEqualTo(3);
            return Objects.equals(status().observedGeneration(), 2L)
                    && Objects.equals(status().updatedNumberScheduled(), 4)
                    && Objects.equals(status().numberAvailable(), 4);
        });

        assertThat(done).isTrue();
        assertThat(places()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void underFaultsEveryNodeEndsUpWithExactlyOnePodAndNeverHasTwo() {
        for (long seed = 0; seed < 100; seed++) {
            var shaky = new World(seed)
                    .withFaults(0.15, Duration.ofMinutes(5))
                    .run(seen -> new DaemonSetController())
                    .runPods();
            for (String name : List.of("a", "b", "c", "d", "e")) {
                shaky.apply(node(name));
            }
            shaky.apply(SET);
            for (int second = 0; second < 900; second++) {
                shaky.passes(Duration.ofSeconds(1));
                assertThat(shaky.livePods().stream()
                                .map(pod -> DaemonPods.node(pod).orElse("")))
                        .as("nodes with a pod at second %d with seed %d", second, seed)
                        .doesNotHaveDuplicates();
            }
            assertThat(shaky.readyPods())
                    .as("pods in the end with seed %d", seed)
                    .hasSize(5);
        }
    }

    private void nodes(String... names) {
        Arrays.stream(names).forEach(name -> world.apply(node(name)));
    }

    private static String node(String name) {
        return "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {os: linux}}}".formatted(name);
    }

    private void taint(String node, String key, String effect) {
        var patch = (Tree.Mapping)
                Json.parse("{\"spec\":{\"taints\":[{\"key\":\"" + key + "\",\"effect\":\"" + effect + "\"}]}}");
        world.write(new Write.Patch(Kinds.of(Node.class), new ObjectKey("", node), patch, false, Preconditions.NONE));
    }

    private List<String> places() {
        return world.livePods().stream().map(Pod::nodeName).sorted().toList();
    }

    private DaemonSet.Status status() {
        return world.get(DaemonSet.class, "agent").status();
    }
}
