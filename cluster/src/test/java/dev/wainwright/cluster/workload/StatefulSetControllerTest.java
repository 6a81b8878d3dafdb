package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.render.Render;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatefulSetControllerTest {
    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              replicas: 3
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers: [{name: db, image: "db:1"}]
              volumeClaimTemplates:
              - metadata: {name: data}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 10Gi}}
            """;

    private final World world =
            new World(1).run(seen -> new StatefulSetController()).runPods();

    @Test
    void podsComeOneAfterTheOtherEachWithItsNameAndItsClaim() {
        world.apply(SET);
        assertThat(world.eventually(() -> {
                    assertThat(world.livePods().size() - world.readyPods().size())
                            .isLessThanOrEqualTo(1);
                    return world.readyPods().size() == 3;
                }))
                .isTrue();

        assertThat(names()).containsExactly("db-0", "db-1", "db-2");
        assertThat(world.all(PersistentVolumeClaim.class))
                .extracting(KubeObject::name)
                .containsExactly("data-db-0", "data-db-1", "data-db-2");
        assertThat(Render.yaml(world.get(PersistentVolumeClaim.class, "data-db-1")))
                .contains("storage: 10Gi");
        Pod first = world.get(Pod.class, "db-0");
        assertThat(first.metadata().labels())
                .containsEntry("statefulset.kubernetes.io/pod-name", "db-0")
                .containsEntry("apps.kubernetes.io/pod-index", "0");
        assertThat(Render.yaml(first)).contains("claimName: data-db-0");
        world.passes(Duration.ofSeconds(1));
        assertThat(status().readyReplicas()).isEqualTo(3);
        assertThat(status().currentRevision()).isEqualTo(status().updateRevision());
    }

    @Test
    void inParallelAllComeAtOnce() {
        world.apply(SET.replace("replicas: 3", "replicas: 3\n  podManagementPolicy: Parallel"))
                .passes(Duration.ofSeconds(1));

        assertThat(names()).containsExactly("db-0", "db-1", "db-2");
        assertThat(world.readyPods()).isEmpty();
    }

    @Test
    void podsGoFromTheHighestNumberOneAfterTheOtherAndTheirClaimsStay() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        scale(1);
        world.passes(Duration.ofMillis(500));
        assertThat(world.get(Pod.class, "db-2").isTerminating()).isTrue();
        assertThat(world.get(Pod.class, "db-1").isTerminating()).isFalse();

        world.passes(Duration.ofMinutes(1));
        assertThat(names()).containsExactly("db-0");
        assertThat(world.all(PersistentVolumeClaim.class)).hasSize(3);
    }

    @Test
    void aLostPodComesBackUnderItsNameWithTheSameClaim() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        String claim =
                world.get(PersistentVolumeClaim.class, "data-db-1").metadata().uid();

        world.write(Write.delete(world.get(Pod.class, "db-1")));
        world.passes(Duration.ofMinutes(1));

        assertThat(names()).containsExactly("db-0", "db-1", "db-2");
        assertThat(world.get(PersistentVolumeClaim.class, "data-db-1")
                        .metadata()
                        .uid())
                .isEqualTo(claim);
    }

    @Test
    void aNewTemplateIsRolledOutFromTheHighestNumberDownToThePartition() {
        world.apply(SET.replace(
                        "replicas: 3",
                        "replicas: 3\n  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}"))
                .passes(Duration.ofMinutes(1));
        String before = status().currentRevision();
        image("db:2");
        boolean done = world.eventually(() -> {
            assertThat(world.readyPods()).hasSizeGreaterThanOrEqualTo(2);
            return Objects.equals(status().updatedReplicas(), 2)
                    && world.readyPods().size() == 3;
        });

        assertThat(done).isTrue();
        assertThat(world.livePods())
                .extracting(pod -> before.equals(pod.metadata().labels().get("controller-revision-hash")))
                .containsExactly(true, false, false);
    }

    @Test
    void underFaultsNoTwoStartAtATimeAndAllArriveInTheEnd() {
        for (long seed = 0; seed < 100; seed++) {
            var shaky = new World(seed)
                    .withFaults(0.15, Duration.ofMinutes(5))
                    .run(seen -> new StatefulSetController())
                    .runPods();
            shaky.apply(SET);
            for (int second = 0; second < 900; second++) {
                shaky.passes(Duration.ofSeconds(1));
                assertThat(shaky.livePods().size() - shaky.readyPods().size())
                        .as("pods starting at second %d with seed %d", second, seed)
                        .isLessThanOrEqualTo(1);
            }
            assertThat(shaky.readyPods())
                    .as("pods in the end with seed %d", seed)
                    .hasSize(3);
        }
    }

    private void image(String image) {
        patch("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"db\",\"image\":\"" + image + "\"}]}}}}");
    }

    private void scale(int replicas) {
        patch("{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    private void patch(String patch) {
        world.write(new Write.Patch(
                Kinds.of(StatefulSet.class),
                new ObjectKey("default", "db"),
                (Tree.Mapping) Json.parse(patch),
                false,
                Preconditions.NONE));
    }

    private List<String> names() {
        return world.livePods().stream().map(KubeObject::name).toList();
    }

    private StatefulSet.Status status() {
        return world.get(StatefulSet.class, "db").status();
    }
}
