package dev.wainwright.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.workload.DaemonSetController;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines that vanish, nodes that are deleted, taints that drive pods away. */
class NodeTroubleTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: main, image: app}]
            """;

    private final World world =
            World.withNodes(1).run(seen -> new DeploymentController(), seen -> new ReplicaSetController());

    private Node node(String name) {
        return world.get(Node.class, name);
    }

    private String ready(String node) {
        return node(node).status().conditions().stream()
                .filter(each -> each.type().equals("Ready"))
                .map(Condition::status)
                .findFirst()
                .orElse("");
    }

    @Test
    void aSilentMachineIsUnknownAfterFortySecondsAndItsPodsGoAfterFiveMinutes() {
        world.nodes("n1", "n2").apply(WEB).passes(Duration.ofSeconds(20));
        assertThat(world.readyPods()).extracting(Pod::nodeName).containsExactlyInAnyOrder("n1", "n2");

        world.kubelets().leave("n1");
        world.passes(Duration.ofSeconds(29));
        assertThat(ready("n1")).isEqualTo("True");
        world.passes(Duration.ofSeconds(12));
        assertThat(ready("n1")).isEqualTo("Unknown");
        assertThat(node("n1").spec().taints())
                .containsExactly(
                        new Taint("node.kubernetes.io/unreachable", "", Effect.NO_SCHEDULE),
                        new Taint("node.kubernetes.io/unreachable", "", Effect.NO_EXECUTE));

        world.passes(Duration.ofSeconds(290));
        assertThat(world.livePods()).hasSize(2).extracting(Pod::nodeName).contains("n1");
        world.passes(Duration.ofSeconds(20));
        assertThat(world.readyPods()).extracting(Pod::nodeName).containsExactly("n2", "n2");
        assertThat(world.all(Pod.class)).as("nobody is there to end it").hasSize(3);

        world.delete(Node.class, "n1", Propagation.BACKGROUND).passes(Duration.ofSeconds(45));
        assertThat(world.all(Pod.class)).hasSize(2);
    }

    @Test
    void aMachineThatComesBackIsReadyAgain() {
        world.nodes("n1").apply(WEB).passes(Duration.ofSeconds(20));
        world.kubelets().leave("n1");
        world.passes(Duration.ofSeconds(60));
        world.kubelets().join(node("n1"));
        world.passes(Duration.ofMillis(500));
        assertThat(world.readyPods()).as("its pods have to start again").isEmpty();
        world.passes(Duration.ofSeconds(5));
        assertThat(world.readyPods()).hasSize(2);

        assertThat(ready("n1")).isEqualTo("True");
        assertThat(node("n1").spec().taints()).isEmpty();
    }

    @Test
    void healthyMachinesWriteNothing() {
        world.nodes("n1", "n2").passes(Duration.ofSeconds(20));
        long before = world.store().revision();
        world.passes(Duration.ofHours(1));
        assertThat(world.store().revision()).isEqualTo(before);
    }

    @Test
    void anExpellingTaintIsToleratedAsLongAsThePodSays() {
        world.nodes("n1", "n2").apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: hasty}
                spec:
                  containers: [{name: main, image: app}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: patient}
                spec:
                  tolerations: [{key: spot-going, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
                  containers: [{name: main, image: app}]
                """).passes(Duration.ofSeconds(10));
        for (String name : List.of("n1", "n2")) {
            world.change(Node.class, name, NodeTroubleTest::going);
        }
        world.passes(Duration.ofSeconds(5));
        assertThat(world.all(Pod.class)).extracting(Pod::name).containsExactly("patient");
        world.passes(Duration.ofSeconds(30));
        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void aStartupTaintGoesWhenTheAgentOnTheNodeIsReady() {
        world.run(seen -> new DaemonSetController());
        world.apply("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: cilium, annotations: {wainwright.dev/removes-taints: node.cilium.io/agent-not-ready}}
                spec:
                  selector: {matchLabels: {app: cilium}}
                  template:
                    metadata: {labels: {app: cilium}}
                    spec:
                      tolerations: [{operator: Exists}]
                      containers: [{name: agent, image: cilium}]
                """);
        world.node("""
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                spec: {taints: [{key: node.cilium.io/agent-not-ready, effect: NoExecute, value: "true"}]}
                status: {allocatable: {cpu: "4", memory: 8Gi, pods: "10"}}
                """).apply(WEB).passes(Duration.ofMillis(1500));
        assertThat(node("n1").spec().taints()).hasSize(1);
        assertThat(world.livePods()).filteredOn(Pod::isBound).hasSize(1);

        world.passes(Duration.ofSeconds(15));
        assertThat(node("n1").spec().taints()).isEmpty();
        assertThat(world.readyPods()).hasSize(3);
    }

    @Test
    void thePodsThatEndedFirstAreRemovedWhenThereAreTooMany() {
        world.nodes("n1").run(seen -> new PodGarbage(2));
        for (int i = 1; i <= 4; i++) {
            world.apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: task-%d, annotations: {wainwright.dev/duration: 1s}}
                    spec:
                      restartPolicy: Never
                      containers: [{name: main, image: app}]
                    """.formatted(i)).passes(Duration.ofSeconds(3));
        }
        world.passes(Duration.ofSeconds(10));

        assertThat(world.all(Pod.class)).extracting(Pod::name).containsExactly("task-3", "task-4");
    }

    private static Node going(Node node) {
        var taints = new ArrayList<>(node.spec().taints());
        taints.add(new Taint("spot-going", "", Effect.NO_EXECUTE));
        return new Node(
                node.metadata(), new Node.Spec(node.spec().providerID(), null, taints), node.status(), node.rest());
    }
}
