package dev.wainwright.cluster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.runtime.store.Write;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Many pods on many nodes. */
class ManyPodsTest {
    @Test
    void fifteenThousandPodsFindTheirNodes() {
        for (int round = 0; round < 3; round++) {
            World world = World.withNodes(1);
            for (int i = 0; i < 500; i++) {
                world.node("n" + i, "zone-" + i % 3, "16", "64Gi");
            }
            world.passes(Duration.ofSeconds(10));
            Pod pod = Yaml.object(Pod.class, """
                    apiVersion: v1
                    kind: Pod
                    metadata: {generateName: web-, labels: {app: web}}
                    spec:
                      containers: [{name: main, image: app, resources: {requests: {cpu: 250m, memory: 1Gi}}}]
                    """);
            for (int i = 0; i < 15_000; i++) {
                world.write(Write.create(new Pod(
                        dev.wainwright.api.meta.ObjectMeta.named("default", "web-" + i)
                                .withLabels(pod.metadata().labels()),
                        "",
                        pod.volumes(),
                        pod.spec(),
                        pod.status(),
                        pod.rest())));
            }
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            world.passes(Duration.ofSeconds(1));
            long scheduled = world.all(Pod.class).stream().filter(Pod::isBound).count();
            long middle = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            world.passes(Duration.ofSeconds(60));
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            System.out.println("scheduled " + scheduled + " in " + (middle - begin) / 1_000_000 + " ms, all in "
                    + (end - begin) / 1_000_000 + " ms, tasks " + world.driver().executed());
            assertThat(world.readyPods()).hasSize(15_000);
        }
    }
}
