package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaSetControllerTest {
    private static final String SET = """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}, annotations: {note: here}}
                spec:
                  containers: [{name: web, image: nginx, env: [{name: A, value: b}]}]
            """;

    private final World world =
            new World(1).run(seen -> new ReplicaSetController()).runPods();

    @Test
    void aSetGetsItsPodsFromItsTemplate() {
        world.apply(SET).passes(Duration.ofMinutes(1));

        assertThat(world.readyPods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.name()).startsWith("web-");
            assertThat(pod.metadata().labels()).containsEntry("app", "web");
            assertThat(pod.metadata().annotations()).containsEntry("note", "here");
            assertThat(pod.metadata().controller())
                    .hasValueSatisfying(owner -> assertThat(owner.uid())
                            .isEqualTo(world.get(ReplicaSet.class, "web")
                                    .metadata()
                                    .uid()));
        });
    }

    @Test
    void podsOfOneSetShareTheirSpecAndWhatNoRecordModels() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        Pod first = world.livePods().getFirst();

        assertThat(world.livePods()).allSatisfy(pod -> {
            assertThat(pod.spec()).isSameAs(first.spec());
            assertThat(pod.rest()).isSameAs(first.rest());
        });
        assertThat(dev.wainwright.api.render.Render.yaml(first))
                .contains("image: nginx")
                .contains("name: A");
    }

    @Test
    void theStatusTellsOfPodsThatAreThereReadyAndAvailable() {
        world.apply(SET.replace("replicas: 3", "replicas: 3\n  minReadySeconds: 60"))
                .passes(Duration.ofSeconds(10));
        ReplicaSet.Status early = world.get(ReplicaSet.class, "web").status();
        assertThat(early.replicas()).isEqualTo(3);
        assertThat(early.readyReplicas()).isEqualTo(3);
        assertThat(early.availableReplicas()).isNull();

        world.passes(Duration.ofMinutes(1));
        assertThat(world.get(ReplicaSet.class, "web").status().availableReplicas())
                .isEqualTo(3);
        assertThat(world.get(ReplicaSet.class, "web").status().observedGeneration())
                .isEqualTo(1);
    }

    @Test
    void aPodThatGoesIsReplaced() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        Pod victim = world.livePods().getFirst();

        world.write(Write.delete(victim));
        world.passes(Duration.ofMinutes(1));

        assertThat(world.readyPods()).hasSize(3).doesNotContain(victim);
    }

    @Test
    void whenASetShrinksThePodsGoThatDoTheLeast() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        var old = world.readyPods().stream().map(KubeObject::name).toList();
        resize(5);
        world.passes(Duration.ofMillis(500));

        resize(3);
        world.passes(Duration.ofMinutes(1));

        assertThat(world.livePods()).extracting(KubeObject::name).containsExactlyInAnyOrderElementsOf(old);
    }

    @Test
    void aPodWithALowerDeletionCostGoesFirst() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        Pod cheap = world.livePods().get(1);
        world.write(Write.update(new Pod(
                cheap.metadata().withAnnotations(Map.of("controller.kubernetes.io/pod-deletion-cost", "-10")),
                cheap.nodeName(),
                cheap.volumes(),
                cheap.spec(),
                cheap.status(),
                cheap.rest())));

        resize(2);
        world.passes(Duration.ofMinutes(1));

        assertThat(world.livePods()).extracting(KubeObject::name).hasSize(2).doesNotContain(cheap.name());
    }

    @Test
    void aPodThatMatchesNoLongerIsLetGoAndOneThatMatchesAgainIsTakenIn() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        Pod quarantined = label(world.livePods().getFirst(), Map.of("app", "quarantine"));
        world.passes(Duration.ofMinutes(1));

        assertThat(world.livePods()).hasSize(4);
        assertThat(world.get(Pod.class, quarantined.name()).metadata().ownerReferences())
                .isEmpty();

        label(world.get(Pod.class, quarantined.name()), Map.of("app", "web"));
        world.passes(Duration.ofMinutes(1));
        assertThat(world.livePods())
                .hasSize(3)
                .allMatch(pod -> pod.metadata().controller().isPresent());
    }

    @Test
    void aSetThatIsBeingDeletedMakesNoPods() {
        world.apply(SET.replace("name: web}\nspec", "name: web, finalizers: [example.com/wait]}\nspec"))
                .passes(Duration.ofMinutes(1));
        world.write(Write.delete(world.get(ReplicaSet.class, "web")));
        world.write(Write.delete(world.livePods().getFirst()));
        world.passes(Duration.ofMinutes(1));

        assertThat(world.livePods()).hasSize(2);
    }

    private Pod label(Pod pod, Map<String, String> labels) {
        return (Pod) world.write(Write.update(new Pod(
                        pod.metadata().withLabels(labels),
                        pod.nodeName(),
                        pod.volumes(),
                        pod.spec(),
                        pod.status(),
                        pod.rest())))
                .object();
    }

    private void resize(int replicas) {
        world.write(new Write.Scale(
                dev.wainwright.api.Kinds.of(ReplicaSet.class),
                new ObjectKey("default", "web"),
                replicas,
                Write.Preconditions.NONE));
    }
}
