package dev.wainwright.cluster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many pods on many nodes; about a second of CPU, kubelets and all. */
class ManyPodsTest {
    @Test
    void fifteenThousandPodsFillFiveHundredNodesEvenly() {
        World world = World.withNodes(1);
        for (int i = 0; i < 500; i++) {
            world.node("n" + i, "zone-" + i % 3, "16", "64Gi");
        }
        world.passes(Duration.ofSeconds(10));
        Pod pod = Yaml.object(Pod.class, """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, labels: {app: web}}
                spec:
                  topologySpreadConstraints:
                    - maxSkew: 1
                      topologyKey: topology.kubernetes.io/zone
                      whenUnsatisfiable: DoNotSchedule
                      labelSelector: {matchLabels: {app: web}}
                  containers: [{name: main, image: app, resources: {requests: {cpu: 250m, memory: 1Gi}}}]
                """);
        for (int i = 0; i < 15_000; i++) {
            world.write(Write.create(new Pod(
                    ObjectMeta.named("default", "web-" + i)
                            .withLabels(pod.metadata().labels()),
                    "",
                    pod.volumes(),
                    pod.spec(),
                    pod.status(),
                    pod.rest())));
        }
        world.passes(Duration.ofMinutes(1));

        assertThat(world.readyPods()).hasSize(15_000);
        assertThat(world.all(Pod.class).stream().collect(Collectors.groupingBy(Pod::nodeName, Collectors.counting())))
                .hasSize(500)
                .allSatisfy((node, count) -> assertThat(count).isBetween(29L, 31L));
    }
}
