package dev.wainwright.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.ContainerStatus;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.cluster.node.NodeLifecycle;
import dev.wainwright.cluster.node.PodGarbage;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.chance.Distribution;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a pod on a machine. */
class KubeletsTest {
    private final World world = World.withNodes(1);
    private final List<String> stages = new ArrayList<>();

    private static String pod(String name, String annotations, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, annotations: {%s}}
                spec:
                %s
                """.formatted(name, annotations, spec.indent(2));
    }

    private static String phase(Pod pod) {
        return pod.status().phase();
    }

    private static boolean is(Pod pod, String condition) {
        return pod.status().condition(condition).filter(Condition::isTrue).isPresent();
    }

    private Pod get(String name) {
        return world.get(Pod.class, name);
    }

    private ContainerStatus first(String pod) {
        return get(pod).status().containerStatuses().getFirst();
    }

    private World seconds(double seconds) {
        return world.passes(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private void machine(DrawnTiming timing, ImagePulls images) {
        world.kubelets(
                timing,
                images,
                (pod, stage, at) -> stages.add(pod.name() + " " + stage + " "
                        + Duration.between(World.START, at).toSeconds()));
        world.nodes("n1");
        seconds(10);
    }

    private static DrawnTiming exactly() {
        return DrawnTiming.exactly(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(3));
    }

    @Test
    void aPodIsPulledStartedAndReadyOneAfterTheOther() {
        machine(
                exactly().withSandbox(Distribution.fixed(1)),
                new ImagePulls(Map.of("app", 500L << 20), 0, 100L << 20, Duration.ZERO, Set.of(), Map.of()));
        world.apply(pod("web", "", "containers: [{name: main, image: app}]"));
        seconds(3);
        assertThat(phase(get("web"))).isEqualTo("Pending");
        assertThat(is(get("web"), "PodReadyToStartContainers")).isTrue();
        assertThat(first("web").state().waiting()).isEqualTo(new ContainerStatus.Waiting("ContainerCreating", ""));

        seconds(4);
        assertThat(phase(get("web"))).isEqualTo("Running");
        assertThat(is(get("web"), "Ready")).isFalse();
        assertThat(get("web").status().condition("Ready").orElseThrow().message())
                .isEqualTo("containers with unready status: [main]");

        seconds(2);
        assertThat(is(get("web"), "Ready")).isTrue();
        assertThat(get("web").status().podIP()).startsWith("10.");
        assertThat(get("web").status().qosClass()).isEqualTo("BestEffort");
        assertThat(stages)
                .containsExactly(
                        "web ADMITTED 10", "web SANDBOX 11", "web PULLED 16", "web STARTED 16", "web READY 18");
    }

    /** Another process takes over what is stored, with its own kubelets. */
    private ClusterStore taken() {
        var store = new ClusterStore(
                world.driver(),
                2,
                ClusterStore.STANDARD_WINDOW,
                Admission.NONE,
                world.store().state());
        var later = new Kubelets(world.driver(), store, exactly(), ImagePulls.NONE, PodObserver.NONE);
        later.resume(world.all(Node.class), world.all(Pod.class));
        new ControllerManager(
                        world.driver(),
                        store,
                        Options.STANDARD,
                        List.of(later::pods, later::nodes, NodeLifecycle::new, PodGarbage::new))
                .start();
        return store;
    }

    private static Pod pod(ClusterStore store, String name) {
        return (Pod)
                store.get(Kinds.of(Pod.class), new ObjectKey("default", name)).orThrow();
    }

    @Test
    void podsOfAnEarlierProcessRunOnAtTheirAddresses() {
        machine(exactly(), ImagePulls.NONE);
        world.apply(pod("web", "", "containers: [{name: main, image: app}]"));
        seconds(20);
        Pod before = get("web");
        assertThat(is(before, "Ready")).isTrue();

        ClusterStore store = taken();
        seconds(300);
        Pod after = pod(store, "web");
        assertThat(is(after, "Ready")).isTrue();
        assertThat(after.status().podIP()).isEqualTo(before.status().podIP());
        assertThat(after.status().containerStatuses().getFirst().restartCount()).isZero();

        store.write(Write.create(Yaml.objects(pod("next", "", "containers: [{name: main, image: app}]"))
                        .getFirst()))
                .orThrow();
        store.write(new Write.Bind(new ObjectKey("default", "next"), "", "n1")).orThrow();
        seconds(20);
        assertThat(is(pod(store, "next"), "Ready")).isTrue();
        assertThat(pod(store, "next").status().podIP())
                .isNotEqualTo(before.status().podIP());
    }

    @Test
    void aNodeWhoseMachineHadLeftJoinsAnew() {
        machine(exactly(), ImagePulls.NONE);
        world.kubelets().leave("n1");
        seconds(120);
        assertThat(world.get(Node.class, "n1").isReady()).isFalse();

        ClusterStore store = taken();
        seconds(60);
        Node joined =
                (Node) store.get(Kinds.of(Node.class), new ObjectKey("", "n1")).orThrow();
        assertThat(joined.isReady()).isTrue();
    }

    @Test
    void anImageIsPulledOnceAndLazyLoadingStartsSooner() {
        var pulls =
                new ImagePulls(Map.of("app", 1000L << 20), 0, 100L << 20, Duration.ZERO, Set.of(), Map.of("app", 0.3));
        machine(exactly(), pulls);
        world.apply(pod("a", "", "containers: [{name: main, image: app}]"));
        seconds(20);
        world.apply(pod("b", "", "containers: [{name: main, image: app}]"));
        seconds(20);

        assertThat(stages).contains("a PULLED 13", "b PULLED 30");
    }

    @Test
    void initContainersRunInTurnAndSidecarsStay() {
        machine(exactly(), ImagePulls.NONE);
        world.apply(pod("web", "", """
                initContainers:
                  - {name: migrate, image: app}
                  - {name: proxy, image: proxy, restartPolicy: Always}
                  - {name: warm, image: app}
                containers: [{name: main, image: app}]
                """));
        seconds(0.5);
        assertThat(get("web").status().condition("Initialized").orElseThrow().message())
                .isEqualTo("containers with incomplete status: [migrate proxy warm]");
        seconds(1);
        assertThat(get("web").status().condition("Initialized").orElseThrow().message())
                .isEqualTo("containers with incomplete status: [warm]");
        seconds(5);

        assertThat(is(get("web"), "Ready")).isTrue();
        assertThat(get("web").status().initContainerStatuses())
                .extracting(ContainerStatus::name, each -> each.state().running() != null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("migrate", false),
                        org.assertj.core.groups.Tuple.tuple("proxy", true),
                        org.assertj.core.groups.Tuple.tuple("warm", false));
    }

    @Test
    void readinessWaitsForTheProbeToLookAgain() {
        machine(exactly(), ImagePulls.NONE);
        world.apply(pod("web", "", """
                containers:
                  - {name: main, image: app, readinessProbe: {exec: {command: [up]}, initialDelaySeconds: 1, periodSeconds: 10}}
                """));
        seconds(10.5);
        assertThat(is(get("web"), "Ready")).isFalse();
        seconds(1);
        assertThat(is(get("web"), "Ready")).isTrue();
    }

    @Test
    void aPodThatMayEndEndsAsItSays() {
        machine(exactly(), ImagePulls.NONE);
        world.apply(pod("good", "wainwright.dev/duration: 30s", """
                restartPolicy: Never
                containers: [{name: main, image: app}]
                """));
        world.apply(pod("bad", "wainwright.dev/duration: '5', wainwright.dev/exit-code: '3'", """
                restartPolicy: Never
                containers: [{name: main, image: app}]
                """));
        seconds(40);

        assertThat(phase(get("good"))).isEqualTo("Succeeded");
        assertThat(get("good").status().condition("Ready").orElseThrow().reason())
                .isEqualTo("PodCompleted");
        assertThat(phase(get("bad"))).isEqualTo("Failed");
        assertThat(first("bad").state().terminated())
                .extracting(ContainerStatus.Terminated::exitCode)
                .isEqualTo(3);
    }

    @Test
    void aContainerThatKeepsEndingIsStartedAgainEverMoreSlowly() {
        machine(exactly(), ImagePulls.NONE);
        world.apply(pod("web", "wainwright.dev/duration: 5s, wainwright.dev/exit-code: '1'", """
                containers: [{name: main, image: app}]
                """));
        seconds(8);
        assertThat(phase(get("web"))).isEqualTo("Running");
        assertThat(first("web").state().waiting()).isEqualTo(new ContainerStatus.Waiting("CrashLoopBackOff", ""));

        // Runs of 5 s from 0, 15, 40, 85, 170: pauses of 10, 20, 40, 80.
        seconds(165);
        assertThat(get("web").status().containerStatuses().getFirst().restartCount())
                .isEqualTo(4);
        assertThat(first("web").lastState())
                .extracting(last -> last.terminated())
                .extracting(ContainerStatus.Terminated::exitCode)
                .isEqualTo(1);
    }

    @Test
    void aDeletedPodHasItsHookAndItsTimeButNoMoreThanItsGrace() {
        machine(exactly(), ImagePulls.NONE);
        String spec = """
                terminationGracePeriodSeconds: %d
                containers: [{name: main, image: app, lifecycle: {preStop: {sleep: {seconds: 10}}}}]
                """;
        world.apply(pod("patient", "", spec.formatted(60)));
        world.apply(pod("hasty", "", spec.formatted(5)));
        seconds(5);
        world.delete(Pod.class, "patient", Propagation.BACKGROUND).delete(Pod.class, "hasty", Propagation.BACKGROUND);
        seconds(5.5);
        assertThat(world.find(Pod.class, "hasty")).isEmpty();
        assertThat(world.find(Pod.class, "patient")).isPresent();
        seconds(8);
        assertThat(world.find(Pod.class, "patient")).isEmpty();
        assertThat(stages).contains("hasty STOPPED 20", "patient STOPPED 28");
    }

    @Test
    void aSlowMachineIsSlowAndReadyWhenItSaysSo() {
        world.kubelets(exactly());
        world.kubelets().join(Yaml.object(Node.class, """
                apiVersion: v1
                kind: Node
                metadata: {name: slow}
                status: {allocatable: {cpu: "4", memory: 8Gi, pods: "10"}}
                """), Duration.ofSeconds(20), 3);
        world.apply(pod("web", "", "containers: [{name: main, image: app}]"));
        seconds(19);
        assertThat(get("web").isBound()).isFalse();
        assertThat(world.get(Node.class, "slow").spec().taints()).hasSize(2);
        seconds(6);
        assertThat(is(get("web"), "Ready")).isFalse();
        seconds(3);
        assertThat(is(get("web"), "Ready")).isTrue();
        assertThat(world.get(Node.class, "slow").spec().taints()).isEmpty();
    }
}
