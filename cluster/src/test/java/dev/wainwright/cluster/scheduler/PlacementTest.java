package dev.wainwright.cluster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which node a pod gets, filter by filter. */
class PlacementTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final World world = World.withNodes(1);

    private static String pod(String name, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: %s}}
                spec:
                  containers: [{name: main, image: app, resources: {requests: {cpu: "1", memory: 1Gi}}}]
                %s
                ---
                """.formatted(name, name.replaceAll("-\\d+$", ""), spec.indent(2));
    }

    @Test
    void aPodGetsANodeAndRunsThere() {
        world.nodes("n1").apply(pod("web", "")).passes(SOON);

        Pod pod = world.get(Pod.class, "web");
        assertThat(pod.nodeName()).isEqualTo("n1");
        assertThat(pod.status().phase()).isEqualTo("Running");
        assertThat(world.readyPods()).hasSize(1);
        assertThat(world.get(Node.class, "n1").spec().taints()).isEmpty();
    }

    @Test
    void aPodThatFitsNowhereIsToldWhy() {
        world.node("small", "zone-a", "1", "512Mi").nodes("n1").passes(SOON);
        world.apply(pod("big", "nodeSelector: {disk: ssd}")).passes(SOON);

        assertThat(world.nodeOf("big")).isEmpty();
        assertThat(world.whyNot("big"))
                .isEqualTo("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption:"
                        + " 0/2 nodes are available: 2 Preemption is not helpful for scheduling.");
    }

    @Test
    void whatIsShortIsNamedResourceByResource() {
        world.node("n1", "zone-a", "2", "1Gi").node("n2", "zone-a", "500m", "512Mi");
        world.apply(pod("a", "")).passes(SOON).apply(pod("b", "")).passes(SOON);

        assertThat(world.nodeOf("a")).isEqualTo("n1");
        assertThat(world.whyNot("b"))
                .startsWith("0/2 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. preemption:");
    }

    @Test
    void nodesThatAreCordonedOrTaintedAreLeftOut() {
        world.nodes("n1", "n2", "n3").passes(SOON);
        world.change(Node.class, "n1", node -> node(node, true));
        world.change(Node.class, "n2", node -> node(node, false, "dedicated=team:NoSchedule"));
        world.change(Node.class, "n3", node -> node(node, false, "spare=yes:PreferNoSchedule"));
        world.apply(pod("a", ""))
                .apply(pod("b", "tolerations: [{key: dedicated, operator: Exists}]"))
                .passes(SOON);

        assertThat(world.nodeOf("a")).isEqualTo("n3");
        assertThat(world.nodeOf("b"))
                .as("better a taint that it tolerates than one it does not")
                .isEqualTo("n2");
        world.change(Node.class, "n3", node -> node(node, true));
        world.apply(pod("c", "")).passes(SOON);
        assertThat(world.whyNot("c"))
                .startsWith(
                        "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) were unschedulable.");
    }

    @Test
    void aPodMayNameItsNodeByField() {
        world.nodes("n1", "n2");
        world.apply(pod("tied", """
                        affinity:
                          nodeAffinity:
                            requiredDuringSchedulingIgnoredDuringExecution:
                              nodeSelectorTerms:
                                - matchFields: [{key: metadata.name, operator: In, values: [n2]}]
                        """)).passes(SOON);

        assertThat(world.nodeOf("tied")).isEqualTo("n2");
    }

    @Test
    void preferredNodesComeFirstByWeight() {
        world.nodes("n1", "n2", "n3", "n4");
        world.apply(pod("picky", """
                        affinity:
                          nodeAffinity:
                            preferredDuringSchedulingIgnoredDuringExecution:
                              - weight: 100
                                preference:
                                  matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n3]}]
                        """)).passes(SOON);

        assertThat(world.nodeOf("picky")).isEqualTo("n3");
    }

    @Test
    void podsThatWantTheSamePortOfTheirMachineGoApart() {
        world.nodes("n1", "n2");
        for (int i = 1; i <= 3; i++) {
            world.apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: proxy-%d}
                    spec:
                      containers: [{name: main, image: proxy, ports: [{containerPort: 80, hostPort: 80}]}]
                    """.formatted(i));
        }
        world.passes(SOON);

        assertThat(world.nodeOf("proxy-1")).isNotEqualTo(world.nodeOf("proxy-2"));
        assertThat(world.whyNot("proxy-3"))
                .startsWith("0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.");
    }

    @Test
    void hardSpreadKeepsZonesEvenAndSaysWhenItCannot() {
        world.nodes("n1", "n2", "n3").passes(SOON);
        world.change(Node.class, "n3", node -> node(node, true));
        String spread = """
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: {matchLabels: {app: web}}
                """;
        for (int i = 1; i <= 3; i++) {
            world.apply(pod("web-" + i, spread)).passes(SOON);
        }

        assertThat(world.nodeOf("web-1")).isNotEqualTo(world.nodeOf("web-2"));
        assertThat(world.whyNot("web-3"))
                .as("the cordoned node's zone counts, for its taint is not honoured unless the pod says so")
                .startsWith("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match pod topology"
                        + " spread constraints.");
    }

    @Test
    void spreadThatHonoursTaintsDoesNotCountTaintedZones() {
        world.nodes("n1", "n2", "n3").passes(SOON);
        world.change(Node.class, "n3", node -> node(node, false, "dedicated=team:NoSchedule"));
        String spread = """
                topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    nodeTaintsPolicy: Honor
                    labelSelector: {matchLabels: {app: web}}
                """;
        for (int i = 1; i <= 4; i++) {
            world.apply(pod("web-" + i, spread)).passes(SOON);
        }

        assertThat(world.readyPods()).hasSize(4);
    }

    @Test
    void tooFewDomainsCountAsEmptyOnes() {
        world.nodes("n1", "n2").passes(SOON);
        String spread = """
                topologySpreadConstraints:
                  - maxSkew: 1
                    minDomains: 3
                    topologyKey: topology.kubernetes.io/zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: {matchLabels: {app: web}}
                """;
        for (int i = 1; i <= 3; i++) {
            world.apply(pod("web-" + i, spread)).passes(SOON);
        }

        assertThat(world.readyPods()).hasSize(2);
        world.nodes("n3").passes(Duration.ofSeconds(30));
        assertThat(world.nodeOf("web-3")).isEqualTo("n3");
    }

    @Test
    void antiAffinityHoldsAgainstThoseWhoAreThereAndThoseWhoCome() {
        world.nodes("n1", "n2");
        world.apply(pod("lonely", """
                affinity:
                  podAntiAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: kubernetes.io/hostname
                        labelSelector: {matchExpressions: [{key: app, operator: Exists}]}
                """)).passes(SOON);
        for (int i = 1; i <= 3; i++) {
            world.apply(pod("web-" + i, "")).passes(SOON);
        }

        assertThat(world.all(Pod.class))
                .filteredOn(pod -> pod.nodeName().equals(world.nodeOf("lonely")))
                .hasSize(1);
        assertThat(world.readyPods()).hasSize(4);
    }

    @Test
    void affinityBringsPodsTogetherAndTheFirstMayGoAnywhere() {
        world.nodes("n1", "n2", "n3", "n4", "n5", "n6");
        String together = """
                affinity:
                  podAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: topology.kubernetes.io/zone
                        labelSelector: {matchLabels: {app: chat}}
                """;
        for (int i = 1; i <= 4; i++) {
            world.apply(pod("chat-" + i, together)).passes(SOON);
        }

        assertThat(world.readyPods()).hasSize(4);
        assertThat(world.all(Pod.class).stream()
                        .map(pod -> world.get(Node.class, pod.nodeName())
                                .metadata()
                                .labels()
                                .get("topology.kubernetes.io/zone"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void podsOfADeploymentSpreadOverNodesOfTheirOwnAccord() {
        world.run(seen -> new DeploymentController(), seen -> new ReplicaSetController());
        world.nodes("n1", "n2", "n3", "n4").apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 8
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: main, image: app, resources: {requests: {cpu: 100m}}}]
                """).passes(Duration.ofSeconds(20));

        assertThat(world.readyPods().stream().collect(Collectors.groupingBy(Pod::nodeName, Collectors.counting())))
                .hasSize(4)
                .allSatisfy((node, count) -> assertThat(count).isEqualTo(2));
    }

    private static Node node(Node node, boolean cordoned, String... taints) {
        return new Node(
                node.metadata(),
                new Node.Spec(
                        node.spec().providerID(),
                        cordoned,
                        Arrays.stream(taints)
                                .map(text -> text.split("[=:]"))
                                .map(parts -> new Taint(parts[0], parts[1], effect(parts[2])))
                                .toList()),
                node.status(),
                node.rest());
    }

    private static Effect effect(String name) {
        return Arrays.stream(Effect.values())
                .filter(effect -> effect.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
