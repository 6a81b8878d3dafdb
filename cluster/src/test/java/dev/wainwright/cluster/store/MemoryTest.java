package dev.wainwright.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a pod costs: 15,000 of 30 templates, as their controllers would make them, bound to nodes. */
class MemoryTest {
    private static final int PODS = 15_000;
    private static final int TEMPLATES = 30;
    private static final long MOST_BYTES = 1024;

    @Test
    void podsOfOneTemplateCostLessThanAKilobyteEach() {
        List<Pod> templates = templates();
        long before = usedBytes();
        var store = new ClusterStore(new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z")), 1, 0, Admission.NONE);
        for (int i = 0; i < PODS; i++) {
            Pod pod = (Pod) store.write(Write.create(templates.get(i % TEMPLATES)))
                    .orThrow()
                    .object();
            store.write(new Write.Bind(dev.wainwright.runtime.store.ObjectKey.of(pod), "", "node-" + i % 500))
                    .orThrow();
        }
        long perPod = (usedBytes() - before) / PODS;

        System.out.printf("a stored pod costs %d bytes (%d pods of %d templates)%n", perPod, PODS, TEMPLATES);
        assertThat(perPod).isLessThan(MOST_BYTES);
        List<KubeObject> stored =
                store.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items();
        assertThat(stored.stream()
                        .map(pod -> System.identityHashCode(((Pod) pod).spec()))
                        .collect(Collectors.toSet()))
                .hasSizeLessThanOrEqualTo(TEMPLATES);
    }

    private static List<Pod> templates() {
        var templates = new ArrayList<Pod>();
        for (int i = 0; i < TEMPLATES; i++) {
            Pod pod = Yaml.object(Pod.class, """
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: template
                      labels: {app: app-%1$d, tier: web, pod-template-hash: 5d8c9f7b6}
                    spec:
                      nodeSelector: {pool: pool-%1$d}
                      containers:
                      - name: app
                        image: registry.example.com/app-%1$d:1.0
                        resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {memory: 1Gi}}
                    """.formatted(i));
            var owner = new OwnerReference("apps/v1", "ReplicaSet", "app-" + i, "uid-" + i, true, true);
            var metadata = pod.metadata()
                    .withName("")
                    .withLabels(new HashMap<>(pod.metadata().labels()));
            templates.add(new Pod(
                    new dev.wainwright.api.meta.ObjectMeta(
                            "",
                            "app-" + i + "-5d8c9f7b6-",
                            "default",
                            "",
                            "",
                            null,
                            null,
                            null,
                            null,
                            metadata.labels(),
                            metadata.annotations(),
                            List.of(owner),
                            List.of()),
                    "",
                    pod.volumes(),
                    pod.spec(),
                    pod.status(),
                    pod.rest()));
        }
        return templates;
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
