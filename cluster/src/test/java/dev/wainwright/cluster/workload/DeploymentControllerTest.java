package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {team: shop}}
            spec:
              replicas: 10
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "nginx:1"}]
            """;

    private final World world = new World(1)
            .run(seen -> new DeploymentController(), seen -> new ReplicaSetController())
            .runPods();

    @Test
    void aDeploymentMakesASetNamedAfterItsTemplateAndTheSetMakesThePods() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));

        ReplicaSet set = world.all(ReplicaSet.class).getFirst();
        String hash = set.metadata().labels().get("pod-template-hash");
        assertThat(hash).matches("[bcdfghjklmnpqrstvwxz2456789]{5,10}");
        assertThat(set.name()).isEqualTo("web-" + hash);
        assertThat(Objects.requireNonNull(set.spec().selector()).matchLabels())
                .containsEntry("pod-template-hash", hash);
        assertThat(set.metadata().annotations())
                .containsEntry("team", "shop")
                .containsEntry("deployment.kubernetes.io/revision", "1")
                .containsEntry("deployment.kubernetes.io/desired-replicas", "10")
                .containsEntry("deployment.kubernetes.io/max-replicas", "13");
        assertThat(world.readyPods()).hasSize(10).allMatch(pod -> pod.name().startsWith(set.name() + "-"));
        assertThat(dev.wainwright.api.render.Render.yaml(world.livePods().getFirst()))
                .contains("image: nginx:1");
    }

    @Test
    void theStatusAddsUpTheSetsAndSaysWhenARolloutIsDone() {
        world.apply(DEPLOYMENT).passes(Duration.ofSeconds(1));
        assertThat(condition("Available").reason()).isEqualTo("MinimumReplicasUnavailable");
        assertThat(condition("Progressing").reason()).isEqualTo("ReplicaSetUpdated");
        assertThat(status().unavailableReplicas()).isEqualTo(10);

        world.passes(Duration.ofMinutes(1));
        assertThat(status().replicas()).isEqualTo(10);
        assertThat(status().updatedReplicas()).isEqualTo(10);
        assertThat(status().readyReplicas()).isEqualTo(10);
        assertThat(status().availableReplicas()).isEqualTo(10);
        assertThat(status().unavailableReplicas()).isNull();
        assertThat(status().observedGeneration()).isEqualTo(1);
        assertThat(condition("Available").isTrue()).isTrue();
        assertThat(condition("Progressing").reason()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void aNewTemplateIsRolledOutWithinItsBounds() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        image("nginx:2");

        boolean done = world.eventually(() -> {
            assertThat(world.livePods()).hasSizeLessThanOrEqualTo(13);
            assertThat(world.readyPods()).hasSizeGreaterThanOrEqualTo(8);
            return isDone();
        });

        assertThat(done).isTrue();
        assertThat(world.all(ReplicaSet.class))
                .extracting(set -> set.spec().replicas())
                .containsExactlyInAnyOrder(0, 10);
        assertThat(world.get(Deployment.class, "web").metadata().annotations())
                .containsEntry("deployment.kubernetes.io/revision", "2");
    }

    @Test
    void withoutSurgePodsGoFirstAndWithoutUnavailabilityPodsComeFirst() {
        world.apply(bounds("maxSurge: 0, maxUnavailable: 2")).passes(Duration.ofMinutes(1));
        image("nginx:2");
        assertThat(world.eventually(() -> {
                    assertThat(world.livePods()).hasSizeLessThanOrEqualTo(10);
                    return isDone();
                }))
                .isTrue();

        world.apply(bounds("maxSurge: 1, maxUnavailable: 0").replace("nginx:1", "nginx:2"))
                .passes(Duration.ofMinutes(1));
        image("nginx:3");
        assertThat(world.eventually(() -> {
                    assertThat(world.readyPods()).hasSizeGreaterThanOrEqualTo(10);
                    return isDone();
                }))
                .isTrue();
    }

    @Test
    void aRolloutOfPodsThatNeverGetReadyStopsAtItsBounds() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        world.apply(
                DEPLOYMENT.replace("labels: {app: web}}\n    spec", "labels: {app: web, never-ready: x}}\n    spec"));

        world.passes(Duration.ofMinutes(9));
        assertThat(condition("Progressing").isTrue()).isTrue();
        world.passes(Duration.ofHours(1));
        assertThat(condition("Progressing").reason()).isEqualTo("ProgressDeadlineExceeded");

        assertThat(world.readyPods()).hasSize(8);
        assertThat(world.livePods()).hasSize(13);
        assertThat(condition("Available").isTrue()).isTrue();
    }

    @Test
    void goingBackToAnOldTemplateUsesItsSetAgain() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        String first = world.all(ReplicaSet.class).getFirst().name();
        image("nginx:2");
        world.passes(Duration.ofMinutes(5));
        image("nginx:1");
        world.passes(Duration.ofMinutes(5));

        assertThat(world.all(ReplicaSet.class)).hasSize(2);
        ReplicaSet set = world.get(ReplicaSet.class, first);
        assertThat(set.spec().replicas()).isEqualTo(10);
        assertThat(set.metadata().annotations())
                .containsEntry("deployment.kubernetes.io/revision", "3")
                .containsEntry("deployment.kubernetes.io/revision-history", "1");
    }

    @Test
    void scalingChangesTheSetThatIsThere() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        scale(25);
        world.passes(Duration.ofMinutes(1));
        assertThat(world.readyPods()).hasSize(25);

        scale(0);
        world.passes(Duration.ofMinutes(1));
        assertThat(world.all(Pod.class)).isEmpty();
        assertThat(world.all(ReplicaSet.class)).hasSize(1);
    }

    @Test
    void scalingInTheMiddleOfARolloutSpreadsOverItsSetsInProportion() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        world.apply(DEPLOYMENT.replace(
                        "labels: {app: web}}\n    spec", "labels: {app: web, never-ready: x}}\n    spec"))
                .passes(Duration.ofMinutes(5));
        assertThat(sizes()).containsExactly(8, 5);

        scale(20);
        world.passes(Duration.ofMinutes(5));

        assertThat(sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(25);
        assertThat(sizes().getFirst()).isBetween(14, 16);
    }

    @Test
    void aPausedDeploymentRollsNothingOutButScales() {
        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));
        world.apply(DEPLOYMENT
                        .replace("replicas: 10", "replicas: 10\n  paused: true")
                        .replace("nginx:1", "nginx:2"))
                .passes(Duration.ofMinutes(5));
        assertThat(world.all(ReplicaSet.class)).hasSize(1);
        assertThat(condition("Progressing").reason()).isEqualTo("DeploymentPaused");

        scale(12);
        world.passes(Duration.ofMinutes(1));
        assertThat(world.readyPods()).hasSize(12);
        assertThat(world.all(ReplicaSet.class)).hasSize(1);
    }

    @Test
    void toRecreateMeansThatOldAndNewNeverMeet() {
        world.apply(DEPLOYMENT.replace("replicas: 10", "replicas: 10\n  strategy: {type: Recreate}"))
                .passes(Duration.ofMinutes(1));
        image("nginx:2");

        assertThat(world.eventually(() -> {
                    long sets = world.all(Pod.class).stream()
                            .map(pod -> pod.metadata().labels().get("pod-template-hash"))
                            .distinct()
                            .count();
                    assertThat(sets).isLessThanOrEqualTo(1);
                    return isDone();
                }))
                .isTrue();
    }

    @Test
    void onlySoManyOldSetsAreKept() {
        world.apply(DEPLOYMENT.replace("replicas: 10", "replicas: 2\n  revisionHistoryLimit: 2"));
        for (int i = 2; i < 7; i++) {
            world.passes(Duration.ofMinutes(5));
            image("nginx:" + i);
        }
        world.passes(Duration.ofMinutes(5));

        assertThat(world.all(ReplicaSet.class))
                .extracting(set -> set.metadata().annotations().get("deployment.kubernetes.io/revision"))
                .containsExactlyInAnyOrder("4", "5", "6");
    }

    @Test
    void aNameThatIsTakenByAnotherIsAvoided() {
        var shadow = new World(1).run(seen -> new DeploymentController()).apply(DEPLOYMENT);
        shadow.passes(Duration.ofMinutes(1));
        ReplicaSet made = shadow.all(ReplicaSet.class).getFirst();
        world.write(Write.create(new ReplicaSet(
                dev.wainwright.api.meta.ObjectMeta.named("default", made.name())
                        .withLabels(made.metadata().labels()),
                new ReplicaSet.Spec(0, made.spec().selector(), made.spec().template()),
                new ReplicaSet.Status(null),
                made.rest())));

        world.apply(DEPLOYMENT).passes(Duration.ofMinutes(1));

        assertThat(world.readyPods()).hasSize(10);
        assertThat(status().collisionCount()).isEqualTo(1);
        assertThat(world.all(ReplicaSet.class)).hasSize(2);
    }

    @Test
    void aDeletedDeploymentTakesItsSetsAndPodsAlong() {
        world.collectGarbage().apply(DEPLOYMENT).passes(Duration.ofMinutes(1));

        world.delete(Deployment.class, "web", Propagation.BACKGROUND).passes(Duration.ofMinutes(1));

        assertThat(world.all(ReplicaSet.class)).isEmpty();
        assertThat(world.all(Pod.class)).isEmpty();
    }

    private static String bounds(String bounds) {
        return DEPLOYMENT.replace(
                "replicas: 10", "replicas: 10\n  strategy: {type: RollingUpdate, rollingUpdate: {" + bounds + "}}");
    }

    /** Changes the image and nothing else. */
    private void image(String image) {
        var patch = (dev.wainwright.api.tree.Tree.Mapping) dev.wainwright.api.tree.Json.parse(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"" + image
                        + "\"}]}}}}");
        world.write(new Write.Patch(
                Kinds.of(Deployment.class), new ObjectKey("default", "web"), patch, false, Write.Preconditions.NONE));
    }

    private void scale(int replicas) {
        world.write(new Write.Scale(
                Kinds.of(Deployment.class), new ObjectKey("default", "web"), replicas, Write.Preconditions.NONE));
    }

    private Deployment.Status status() {
        return world.get(Deployment.class, "web").status();
    }

    private boolean isDone() {
        Deployment deployment = world.get(Deployment.class, "web");
        Long generation = Objects.requireNonNull(deployment.metadata().generation());
        return generation > 1
                && generation.equals(deployment.status().observedGeneration())
                && condition("Progressing").reason().equals("NewReplicaSetAvailable");
    }

    private Deployment.StatusCondition condition(String type) {
        return status().conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Of the sets, the oldest first. */
    private List<Integer> sizes() {
        return world.all(ReplicaSet.class).stream()
                .sorted(Comparator.comparingLong(SetNotes::revision))
                .map(set -> set.spec().replicas())
                .toList();
    }
}
