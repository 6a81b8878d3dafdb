package dev.wainwright.solver.compile;

import static dev.wainwright.solver.compile.Cluster.node;
import static dev.wainwright.solver.compile.Cluster.pod;
import static dev.wainwright.solver.compile.Cluster.podWith;
import static dev.wainwright.solver.compile.Cluster.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.solver.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static List<String> launched(Plan plan) {
        return plan.newNodes().stream().map(Plan.NewNode::instanceType).toList();
    }

    private static String only(Plan plan) {
        assertThat(plan.unschedulable()).hasSize(1);
        return text(plan.unschedulable().getFirst().reasons());
    }

    @Test
    void waitingPodsGetMachines() {
        Plan plan = Cluster.with(pod("web", "3")).plan();

        assertThat(launched(plan)).containsExactly("medium");
        assertThat(plan.newNodes().getFirst().name()).isEqualTo("general-1");
        assertThat(plan.newNodes().getFirst().pods()).containsExactly("default/web");
        assertThat(plan.newNodes().getFirst().requests().toString()).isEqualTo("{cpu=3, memory=1Gi, pods=1}");
        assertThat(plan.newNodes().getFirst().instanceTypeOptions()).containsExactly("medium", "large");
    }

    @Test
    void runningPodsStayAndTakeUpRoom() {
        Plan plan = Cluster.with(
                        node("old", "4"), pod("running", "3", "nodeName: old"), pod("fits", "1"), pod("does-not", "1"))
                .plan();

        assertThat(plan.pods()).isEqualTo(2);
        assertThat(plan.existing()).containsExactly(new Plan.Existing("old", List.of("default/does-not")));
        assertThat(launched(plan)).containsExactly("small");
    }

    @Test
    void aFinishedPodTakesUpNoRoom() {
        Plan plan = Cluster.with(
                        node("old", "4"),
                        pod("done", "3", "nodeName: old") + "status: {phase: Succeeded}\n",
                        pod("next", "4"))
                .plan();

        assertThat(plan.newNodes()).isEmpty();
    }

    @Test
    void podsThatAreNotOursAreListedWithTheReason() {
        Plan plan = Cluster.with(
                        pod("gated", "1", "schedulingGates: [{name: example.com/quota}]"),
                        podWith(
                                "name: daemon, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: d, uid: u}]",
                                "resources: {}"),
                        pod("nominated", "1") + "status: {nominatedNodeName: old}\n",
                        pod("done", "1") + "status: {phase: Failed}\n",
                        pod(
                                "elsewhere",
                                "1",
                                "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:",
                                "  {nodeSelectorTerms: [{matchExpressions:",
                                "    [{key: karpenter.sh/nodepool, operator: DoesNotExist}]}]}}}"))
                .plan();

        assertThat(plan.pods()).isZero();
        assertThat(plan.ignored())
                .extracting(ignored -> ignored.pod() + " " + ignored.reason())
                .containsExactly(
                        "default/daemon belongs to a DaemonSet, which has room set aside on every node it fits",
                        "default/done has run to its end (Failed)",
                        "default/elsewhere asks for nodes outside of any NodePool",
                        "default/gated is held back by scheduling gates: example.com/quota",
                        "default/nominated is nominated to node old, where pods are being preempted for it");
    }

    @Test
    void theHungriestMomentOfAPodCounts() {
        Plan plan = Cluster.with(podWith(
                        "name: web",
                        "resources: {requests: {cpu: 1}}",
                        "initContainers:",
                        "- {name: proxy, image: p, restartPolicy: Always, resources: {requests: {cpu: 1}}}",
                        "- {name: load, image: l, resources: {requests: {cpu: 4}}}",
                        "overhead: {cpu: 250m}"))
                .plan();

        assertThat(plan.newNodes().getFirst().requests().get("cpu")).isEqualTo(5250);
    }

    @Test
    void amountsForTheWholePodReplaceTheContainers() {
        Plan plan = Cluster.with(podWith(
                        "name: web", "resources: {requests: {cpu: 1, memory: 1Gi}}", "resources: {requests: {cpu: 6}}"))
                .plan();

        assertThat(plan.newNodes().getFirst().requests().toString()).isEqualTo("{cpu=6, memory=1Gi, pods=1}");
    }

    @Test
    void aContainerThatStatesOnlyALimitAsksForAsMuch() {
        Plan plan = Cluster.with(podWith("name: web", "resources: {limits: {cpu: 3}}"))
                .plan();

        assertThat(launched(plan)).containsExactly("medium");
    }

    @Test
    void daemonSetsTakeRoomOnNewNodesAndOnOldOnesUntilTheyRunThere() {
        String daemonSet = """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec:
                      containers: [{name: agent, image: a, resources: {requests: {cpu: 500m}}}]
                """;
        String running = podWith(
                "name: agent-1, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: u}]",
                "resources: {requests: {cpu: 500m}}",
                "nodeName: has-it");

        Plan plan = Cluster.with(
                        daemonSet,
                        running,
                        node("has-it", "2500m"),
                        node("lacks-it", "2"),
                        pod("a", "2"),
                        pod("b", "2"))
                .plan();

        assertThat(plan.existing()).containsExactly(new Plan.Existing("has-it", List.of("default/a")));
        assertThat(launched(plan)).containsExactly("medium");
        assertThat(plan.newNodes().getFirst().requests().get("cpu")).isEqualTo(2500);
    }

    @Test
    void cordonedTaintedAndDyingNodesTakeNothing() {
        Plan plan = Cluster.with(
                        node("cordoned", "8", "unschedulable: true"),
                        node("tainted", "8", "taints: [{key: team, value: red, effect: NoSchedule}]"),
                        node("dying", "8")
                                .replace(
                                        "  name: dying",
                                        "  name: dying\n  deletionTimestamp: \"2026-01-01T00:00:00Z\""),
                        pod("web", "1"))
                .plan();

        assertThat(plan.existing()).isEmpty();
        assertThat(launched(plan)).containsExactly("small");
        assertThat(text(plan.notes())).contains("node dying is being deleted");
    }

    @Test
    void aNodeThatIsStillStartingTakesPodsInSpiteOfItsStartupTaints() {
        String claim = """
                apiVersion: karpenter.sh/v1
                kind: NodeClaim
                metadata: {name: general-x, labels: {karpenter.sh/nodepool: general}}
                spec:
                  nodeClassRef: {group: example.com, kind: Machine, name: default}
                  requirements: []
                  startupTaints: [{key: example.com/warming, effect: NoSchedule}]
                status: {providerID: "test:///young", nodeName: young}
                """;
        String young = node(
                        "young",
                        "8",
                        "taints:",
                        "- {key: example.com/warming, effect: NoSchedule}",
                        "- {key: node.kubernetes.io/not-ready, effect: NoSchedule}")
                .replace("zone: a}", "zone: a, karpenter.sh/registered: \"true\"}");

        assertThat(Cluster.with(claim, young, pod("web", "1")).plan().existing())
                .hasSize(1);
        assertThat(Cluster.with(young, pod("web", "1")).plan().existing()).isEmpty();
    }

    @Test
    void aMachineOnItsWayTakesPodsBeforeItIsANode() {
        String claim = """
                apiVersion: karpenter.sh/v1
                kind: NodeClaim
                metadata: {name: general-x, labels: {karpenter.sh/nodepool: general}}
                spec:
                  nodeClassRef: {group: example.com, kind: Machine, name: default}
                  requirements: []
                status:
                  providerID: test:///coming
                  allocatable: {cpu: "4", memory: 8Gi, pods: "110"}
                """;

        assertThat(Cluster.with(claim, pod("web", "1")).plan().existing())
                .containsExactly(new Plan.Existing("general-x", List.of("default/web")));
    }

    @Test
    void limitsCountTheNodesThatThePoolHas() {
        String limited = Cluster.POOL + "  limits: {cpu: \"20\"}\n";
        String owned = node("old", "16").replace("zone: a}", "zone: a, karpenter.sh/nodepool: general}");

        Plan plan = Cluster.withoutPool(limited, owned, pod("full", "16", "nodeName: old"), pod("web", "5"))
                .plan();

        assertThat(only(plan)).contains("limits leave no room").contains("4 cpu");
    }

    @Test
    void withoutAPoolNothingIsLaunched() {
        assertThat(only(Cluster.withoutPool(pod("web", "1")).plan())).contains("no NodePool");
    }

    @Test
    void poolsThatAreNotReadyOrStaticAreLeftOutAloud() {
        String notReady = Cluster.POOL
                + "status: {conditions: [{type: Ready, status: \"False\", reason: NodeClassNotFound, message: x, lastTransitionTime: \"2026-01-01T00:00:00Z\"}]}\n";
        String fixed = Cluster.POOL.replace("general", "fixed") + "  replicas: 3\n";

        Plan plan = Cluster.withoutPool(notReady, fixed, pod("web", "1")).plan();

        assertThat(plan.unschedulable()).hasSize(1);
        assertThat(text(plan.notes())).contains("general is not ready").contains("fixed has a fixed number");
    }

    @Test
    void volumesDecideTheZone() {
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
                  volumeName: disk
                  storageClassName: gp3
                status: {phase: Bound}
                """;
        String volume = """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: disk}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions:
                        - {key: topology.ebs.csi.aws.com/zone, operator: In, values: [b]}
                """;
        String pod = pod("db", "1", "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]");

        assertThat(Cluster.with(claim, volume, pod).plan().newNodes())
                .extracting(Plan.NewNode::zone)
                .containsExactly("b");
        assertThat(only(Cluster.with(pod).plan())).contains("PersistentVolumeClaim default/data is not there");
        assertThat(only(Cluster.with(claim, pod).plan())).contains("PersistentVolume disk");
    }

    @Test
    void aNodeTakesOnlyAsManyVolumesAsItCanAttach() {
        String csiNode = """
                apiVersion: storage.k8s.io/v1
                kind: CSINode
                metadata: {name: old}
                spec: {drivers: [{name: ebs.csi.aws.com, nodeID: i-1, allocatable: {count: 1}}]}
                """;
        String storage = """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: gp3}
                provisioner: ebs.csi.aws.com
                volumeBindingMode: WaitForFirstConsumer
                """;
        var cluster = Cluster.with(csiNode, storage, node("old", "8"));
        for (String name : List.of("one", "two")) {
            cluster.and(
                    """
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: %s}
                    spec:
                      accessModes: [ReadWriteOnce]
                      resources: {requests: {storage: 1Gi}}
                      storageClassName: gp3
                    """.formatted(name),
                    pod(name, "1", "volumes: [{name: data, persistentVolumeClaim: {claimName: " + name + "}}]"));
        }

        Plan plan = cluster.plan();

        assertThat(plan.existing().getFirst().pods()).containsExactly("default/one");
        assertThat(plan.newNodes()).hasSize(1);
    }

    @Test
    void matchLabelKeysCountTheRevisionsOfAWorkloadApart() {
        String spread = """
                topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: topology.kubernetes.io/zone
                  whenUnsatisfiable: DoNotSchedule
                  labelSelector: {matchLabels: {app: web}}
                  matchLabelKeys: [revision]
                """;
        var cluster = Cluster.with(node("old", "8"));
        for (int i = 0; i < 3; i++) {
            cluster.and(podWith(
                    "name: old-" + i + ", labels: {app: web, revision: one}",
                    "resources: {requests: {cpu: 1}}",
                    "nodeName: old"));
        }
        cluster.and(podWith("name: new, labels: {app: web, revision: two}", "resources: {requests: {cpu: 1}}", spread));

        assertThat(cluster.plan().existing()).hasSize(1);
    }

    @Test
    void namespaceSelectorsReachNamespacesByTheirLabels() {
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: front}}\n";
        String near = """
                affinity:
                  podAffinity:
                    requiredDuringSchedulingIgnoredDuringExecution:
                    - topologyKey: kubernetes.io/hostname
                      labelSelector: {matchLabels: {app: web}}
                      namespaceSelector: {matchLabels: {tier: front}}
                """;
        String web = podWith("name: web, namespace: shop, labels: {app: web}", "resources: {requests: {cpu: 1}}");

        assertThat(Cluster.with(namespace, web, pod("fan", "1", near)).plan().unschedulable())
                .isEmpty();
        assertThat(Cluster.with(web, pod("fan", "1", near)).plan().unschedulable())
                .hasSize(1);
    }

    @Test
    void overlaysChangePricesAndCapacity() {
        String cheaper = """
                apiVersion: karpenter.sh/v1alpha1
                kind: NodeOverlay
                metadata: {name: deal}
                spec:
                  requirements: [{key: node.kubernetes.io/instance-type, operator: In, values: [large]}]
                  priceAdjustment: "-90%"
                """;
        String devices = """
                apiVersion: karpenter.sh/v1alpha1
                kind: NodeOverlay
                metadata: {name: devices}
                spec:
                  requirements: [{key: node.kubernetes.io/instance-type, operator: In, values: [medium]}]
                  capacity: {example.com/device: "2"}
                """;

        assertThat(launched(Cluster.with(cheaper, pod("web", "1")).plan())).containsExactly("large");
        assertThat(launched(Cluster.with(
                                devices,
                                podWith(
                                        "name: web",
                                        "resources: {requests: {example.com/device: 1}, limits: {example.com/device: 1}}"))
                        .plan()))
                .containsExactly("medium");
    }

    @Test
    void overlaysOfOneWeightThatDisagreeAreSettledByName() {
        String overlay = """
                apiVersion: karpenter.sh/v1alpha1
                kind: NodeOverlay
                metadata: {name: %s}
                spec:
                  requirements: [{key: node.kubernetes.io/instance-type, operator: In, values: [small]}]
                  price: "%s"
                """;

        Plan plan = Cluster.with(overlay.formatted("b", "7"), overlay.formatted("a", "0.01"), pod("web", "1"))
                .plan();

        assertThat(launched(plan)).containsExactly("medium");
        assertThat(text(plan.notes())).contains("NodeOverlay a is left out");
    }

    @Test
    void explanationsCoverPodsAndNodes() {
        Plan plan = Cluster.with(pod("web", "3"), pod("huge", "64")).plan();

        var explanations = plan.explanations();
        assertThat(text(List.of(explanations.pod().apply("default/web").orElseThrow())))
                .contains("default/web goes to new node general-1")
                .contains("medium in a (on-demand)")
                .contains("not enough cpu: small");
        assertThat(text(List.of(explanations.pod().apply("default/huge").orElseThrow())))
                .contains("fits nowhere")
                .contains("large, needs 48 cpu more");
        assertThat(explanations.pod().apply("default/nobody")).isEmpty();
        assertThat(explanations.node().apply("general-1")).isPresent();
        assertThat(explanations.node().apply("general-9")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfTheInputDecidesNothing(long seed) {
        var cluster = Cluster.with(Cluster.POOL.replace("general", "second"), node("old-1", "4"), node("old-2", "4"));
        for (int i = 0; i < 30; i++) {
            cluster.and(pod("pod-" + i, (i % 5 + 1) * 300 + "m"));
        }

        Plan plan = cluster.plan();
        Plan shuffled = cluster.planShuffled(seed);

        assertThat(shuffled.newNodes()).as("seed %d", seed).isEqualTo(plan.newNodes());
        assertThat(shuffled.existing()).as("seed %d", seed).isEqualTo(plan.existing());
    }
}
