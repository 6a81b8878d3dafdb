package dev.wainwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.api.render.Render;
import dev.wainwright.cluster.kubelet.DrawnTiming;
import dev.wainwright.cluster.kubelet.ImagePulls;
import dev.wainwright.cluster.kubelet.PodObserver;
import dev.wainwright.cluster.workload.DaemonSetController;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.JobController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduler, kubelets and node controllers with lost requests, late watches, crashes and machines that vanish. */
class NodesUnderFaultsTest {
    private static final String MANIFESTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 8
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  topologySpreadConstraints:
                    - maxSkew: 2
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: {matchLabels: {app: web}}
                  containers: [{name: web, image: web, resources: {requests: {cpu: "1"}}}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: urgent}
            spec:
              replicas: 4
              selector: {matchLabels: {app: urgent}}
              template:
                metadata: {labels: {app: urgent}}
                spec:
                  priority: 1000
                  containers: [{name: web, image: web, resources: {requests: {cpu: "2"}}}]
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec:
                  priorityClassName: system-node-critical
                  containers: [{name: agent, image: agent, resources: {requests: {cpu: 100m}}}]
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: report}
            spec:
              completions: 10
              parallelism: 5
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: report, image: report, resources: {requests: {cpu: 100m}}}]
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everythingRunsInTheEndAndNoNodeHoldsMoreThanItCan(long seed) {
        World world = started(World.withNodes(seed), seed);
        for (int i = 0; i < 60; i++) {
            world.passes(Duration.ofSeconds(20));
            assertThat(overfull(world)).as("seed %d", seed).isEmpty();
        }

        assertThat(world.readyPods().stream()
                        .collect(Collectors.groupingBy(
                                pod -> pod.metadata().labels().get("app"), Collectors.counting())))
                .as(
                        "seed %d: %s",
                        seed,
                        world.livePods().stream()
                                .map(pod -> pod.name() + " " + pod.status().phase() + " " + world.whyNot(pod.name()))
                                .toList())
                .containsEntry("web", 8L)
                .containsEntry("urgent", 4L)
                .containsEntry("agent", 7L);
        assertThat(world.get(Job.class, "report").status().succeeded()).isEqualTo(10);
    }

    @Test
    void oneSeedHasOneHistoryToTheLastByte() {
        String first = history(7);

        assertThat(history(7)).isEqualTo(first).contains("ContainersReady");
        assertThat(history(8)).isNotEqualTo(first);
    }

    /** Machines come, one vanishes, and its node is deleted after a while. */
    private static World started(World world, long seed) {
        world.withFaults(0.1, Duration.ofMinutes(8))
                .kubelets(
                        DrawnTiming.usual(seed),
                        new ImagePulls(
                                Map.of("web", 300L << 20),
                                50L << 20,
                                100L << 20,
                                Duration.ofSeconds(1),
                                Set.of(),
                                Map.of()),
                        PodObserver.NONE);
        world.run(seen -> new DeploymentController(), seen -> new ReplicaSetController())
                .run(seen -> new DaemonSetController(), seen -> new JobController())
                .collectGarbage()
                .nodes("n1", "n2", "n3", "n4")
                .apply(MANIFESTS)
                .passes(Duration.ofMinutes(2));
        world.nodes("n5", "n6", "n7", "n8").passes(Duration.ofMinutes(1));
        world.kubelets().leave("n2");
        world.passes(Duration.ofMinutes(2));
        world.delete(Node.class, "n2", Propagation.BACKGROUND);
        return world;
    }

    private static Set<String> overfull(World world) {
        var used = world.all(Pod.class).stream()
                .filter(pod -> pod.isBound() && !pod.isTerminal())
                .collect(Collectors.toMap(Pod::nodeName, pod -> PodRequests.of(pod.spec()), Resources::plus));
        return world.all(Node.class).stream()
                .filter(node -> {
                    Resources free = Resources.ofQuantities(node.status().allocatable())
                            .minus(used.getOrDefault(node.name(), Resources.NONE));
                    return free.get("cpu") < 0 || free.get("pods") < 0;
                })
                .map(Node::name)
                .collect(Collectors.toSet());
    }

    /** Every event of every kind, and everything that is there in the end. */
    private static String history(long seed) {
        World world = World.withNodes(seed);
        var events = new StringBuilder();
        for (Kind kind : world.store().kinds()) {
            world.store()
                    .watch(
                            WatchRequest.all(kind, 0),
                            event -> events.append(world.driver().now())
                                    .append(' ')
                                    .append(event)
                                    .append('\n'))
                    .orThrow();
        }
        started(world, seed).passes(Duration.ofMinutes(3));
        for (Kind kind : world.store().kinds()) {
            world.store()
                    .list(ListRequest.all(kind))
                    .orThrow()
                    .items()
                    .forEach(object -> events.append(Render.json(object)));
        }
        return events.toString();
    }
}
