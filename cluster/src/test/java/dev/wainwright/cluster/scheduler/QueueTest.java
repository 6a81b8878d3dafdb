package dev.wainwright.cluster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.workload.BudgetController;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is tried when, and who makes room for whom. */
class QueueTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final World world = World.withNodes(1);

    private static String pod(String name, int priority, String cpu) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: %s}}
                spec:
                  priority: %d
                  containers: [{name: main, image: app, resources: {requests: {cpu: "%s"}}}]
                ---
                """.formatted(name, name.replaceAll("-\\d+$", ""), priority, cpu);
    }

    @Test
    void aGatedPodWaitsUntilItsGatesAreOpen() {
        world.nodes("n1").apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: gated}
                spec:
                  schedulingGates: [{name: example.com/quota}]
                  containers: [{name: main, image: app}]
                """).passes(SOON);

        assertThat(world.nodeOf("gated")).isEmpty();
        assertThat(world.get(Pod.class, "gated").status().condition("PodScheduled"))
                .map(Condition::reason)
                .contains("SchedulingGated");

        world.change(Pod.class, "gated", QueueTest::opened).passes(SOON);
        assertThat(world.nodeOf("gated")).isEqualTo("n1");
    }

    @Test
    void podsOfAnotherSchedulerAreNotOurs() {
        world.nodes("n1").apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: other}
                spec:
                  schedulerName: volcano
                  containers: [{name: main, image: app}]
                """).passes(SOON);

        assertThat(world.nodeOf("other")).isEmpty();
        assertThat(world.whyNot("other")).isEmpty();
    }

    @Test
    void theMoreImportantPodGetsTheLastPlace() {
        world.kubelets();
        world.apply(pod("low", 0, "3") + pod("high", 100, "3")).passes(SOON);
        assertThat(world.whyNot("low")).isEqualTo("no nodes available to schedule pods");

        world.nodes("n1").passes(SOON);
        assertThat(world.nodeOf("high")).isEqualTo("n1");
        assertThat(world.nodeOf("low")).isEmpty();
    }

    @Test
    void whoHasNothingElseToDoDoesNotWaitForABackOffToEnd() {
        world.kubelets();
        world.apply(pod("early", 0, "3")).passes(Duration.ofMillis(500));
        assertThat(world.whyNot("early")).isEqualTo("no nodes available to schedule pods");

        world.nodes("n1").passes(Duration.ofMillis(500));
        assertThat(world.nodeOf("early")).isEqualTo("n1");
    }

    @Test
    void aPodWithoutAPlaceIsTriedAsSoonAsAnotherLeaves() {
        world.nodes("n1").apply(pod("first", 0, "3")).passes(SOON);
        world.apply(pod("second", 0, "3")).passes(SOON);
        assertThat(world.whyNot("second")).startsWith("0/1 nodes are available: 1 Insufficient cpu.");

        world.delete(Pod.class, "first", Write.Propagation.BACKGROUND).passes(SOON);
        assertThat(world.nodeOf("second")).isEqualTo("n1");
    }

    @Test
    void lessImportantPodsMakeRoomAndTheirPlaceIsKept() {
        world.nodes("n1", "n2")
                .apply(pod("low-1", 1, "3") + pod("low-2", 2, "3"))
                .passes(SOON);
        world.apply(pod("high", 100, "2")).passes(Duration.ofMillis(500));

        Pod high = world.get(Pod.class, "high");
        assertThat(high.status().nominatedNodeName()).isEqualTo(world.nodeOf("low-1"));
        assertThat(world.get(Pod.class, "low-1").isTerminating()).isTrue();
        assertThat(world.get(Pod.class, "low-1").status().condition("DisruptionTarget"))
                .map(Condition::reason)
                .contains("PreemptionByScheduler");

        String node = high.status().nominatedNodeName();
        world.apply(pod("sneaky", 0, "3")).passes(SOON);
        assertThat(world.nodeOf("high")).isEqualTo(node);
        assertThat(world.find(Pod.class, "low-1")).isEmpty();
        assertThat(world.nodeOf("sneaky")).isEmpty();
        assertThat(world.get(Pod.class, "high").status().nominatedNodeName()).isEmpty();
    }

    /** An autoscaler that believed a machine to be larger than it is. */
    @Test
    void aNodePromisedToMorePodsThanItHasRoomForTakesAsManyAsItCan() {
        world.kubelets();
        world.node(starting("n1"))
                .apply(pod("one", 0, "3") + pod("two", 0, "3"))
                .passes(SOON);
        world.write(promise("one", "n1"));
        world.write(promise("two", "n1"));
        world.passes(SOON);
        assertThat(world.nodeOf("one") + world.nodeOf("two")).isEmpty();

        world.write(started("n1"));
        world.passes(SOON);
        assertThat(world.nodeOf("one") + world.nodeOf("two")).isEqualTo("n1");
    }

    @Test
    void aPromisedPlaceIsFreeForOthersOnceItsPodHasGoneElsewhere() {
        world.kubelets();
        world.node(starting("n1")).apply(pod("promised", 0, "3")).passes(SOON);
        world.write(promise("promised", "n1"));
        world.passes(SOON);
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: patient}
                spec:
                  nodeSelector: {kubernetes.io/hostname: n1}
                  tolerations: [{key: example.com/starting, operator: Exists}]
                  containers: [{name: main, image: app, resources: {requests: {cpu: "3"}}}]
                """).passes(SOON);
        assertThat(world.nodeOf("patient")).isEmpty();

        world.nodes("n2").passes(SOON);
        assertThat(world.nodeOf("promised")).isEqualTo("n2");
        assertThat(world.nodeOf("patient")).isEqualTo("n1");
    }

    /** Two nodes at once: the pods woken for the first go to the second, and leave room for others there. */
    @Test
    void noPodSleepsWhileThereIsRoomForIt() {
        world.kubelets();
        world.nodes("full").apply(pod("big", 0, "4")).passes(SOON);
        world.node(starting("n1")).node(starting("n2"));
        world.apply(pod("pod-1", 0, "2") + pod("pod-2", 0, "2") + pod("pod-3", 0, "2") + pod("pod-4", 0, "2"))
                .passes(SOON);
        world.write(promise("pod-1", "n2"));
        world.write(promise("pod-2", "n2"));
        world.write(promise("pod-3", "full"));
        world.write(promise("pod-4", "full"));
        world.passes(SOON);

        world.write(started("n1"));
        world.write(started("n2"));
        world.passes(Duration.ofMillis(200));
        assertThat(List.of("pod-1", "pod-2", "pod-3", "pod-4"))
                .extracting(world::nodeOf)
                .containsExactly("n2", "n2", "n1", "n1");
    }

    private static String starting(String name) {
        return """
            apiVersion: v1
            kind: Node
            metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s}}
            spec: {providerID: "sim:///%1$s", taints: [{key: example.com/starting, effect: NoSchedule}]}
            status:
              capacity: {cpu: "4", memory: 16Gi, pods: "110"}
              allocatable: {cpu: "4", memory: 16Gi, pods: "110"}
            """.formatted(name);
    }

    private static Write promise(String pod, String node) {
        var status = new Tree.Mapping(Map.of("nominatedNodeName", Tree.text(node)), 0);
        return new Write.Patch(
                Kinds.of(Pod.class),
                new ObjectKey("default", pod),
                new Tree.Mapping(Map.of("status", status), 0),
                true,
                Write.Preconditions.NONE);
    }

    private static Write started(String node) {
        var spec = new Tree.Mapping(Map.of("taints", new Tree.Sequence(List.of(), 0)), 0);
        return new Write.Patch(
                Kinds.of(Node.class),
                new ObjectKey("", node),
                new Tree.Mapping(Map.of("spec", spec), 0),
                false,
                Write.Preconditions.NONE);
    }

    @Test
    void onlyAsManyGoAsMust() {
        world.nodes("n1");
        world.apply(pod("low-1", 1, "1") + pod("low-2", 2, "1") + pod("low-3", 3, "1") + pod("low-4", 4, "1"))
                .passes(SOON);
        world.apply(pod("high", 100, "2")).passes(SOON);

        assertThat(world.livePods()).extracting(Pod::name).containsExactly("high", "low-3", "low-4");
    }

    @Test
    void budgetsAreSparedWhereThereIsAChoice() {
        world.run(seen -> new BudgetController());
        world.nodes("n1", "n2")
                .apply(pod("guarded-1", 1, "3") + pod("free-1", 50, "3"))
                .passes(SOON);
        world.apply("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: guard}
                spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
                """).passes(SOON);
        world.apply(pod("high", 100, "3")).passes(SOON);

        assertThat(world.livePods()).extracting(Pod::name).containsExactly("guarded-1", "high");
    }

    @Test
    void aPodThatMustNotPreemptWaits() {
        world.nodes("n1").apply(pod("low", 1, "3")).passes(SOON);
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: polite}
                spec:
                  priority: 100
                  preemptionPolicy: Never
                  containers: [{name: main, image: app, resources: {requests: {cpu: "3"}}}]
                """).passes(SOON);

        assertThat(world.whyNot("polite"))
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to"
                        + " preemptionPolicy=Never.");
        assertThat(world.nodeOf("low")).isEqualTo("n1");
    }

    @Test
    void priorityComesFromThePodsClass() {
        world.nodes("n1").apply("""
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: urgent}
                value: 1000
                """).apply(pod("low", 0, "3")).passes(SOON);
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: urgent}
                spec:
                  priorityClassName: urgent
                  containers: [{name: main, image: app, resources: {requests: {cpu: "3"}}}]
                """).passes(SOON);

        assertThat(world.get(Pod.class, "urgent").spec().priority()).isEqualTo(1000);
        assertThat(world.nodeOf("urgent")).isEqualTo("n1");
    }

    private static Pod opened(Pod pod) {
        PodSpec spec = pod.spec();
        return new Pod(
                pod.metadata(),
                pod.nodeName(),
                pod.volumes(),
                new PodSpec(
                        spec.initContainers(),
                        spec.containers(),
                        spec.overhead(),
                        spec.resources(),
                        spec.nodeSelector(),
                        spec.affinity(),
                        spec.tolerations(),
                        spec.topologySpreadConstraints(),
                        List.of(),
                        spec.resourceClaims(),
                        spec.hostNetwork(),
                        spec.priority(),
                        spec.priorityClassName(),
                        spec.preemptionPolicy(),
                        spec.restartPolicy(),
                        spec.terminationGracePeriodSeconds(),
                        spec.schedulerName(),
                        spec.runtimeClassName()),
                pod.status(),
                pod.rest());
    }
}
