package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.solver.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the autoscaler does for pods, from the wish to the end of the machine. */
class AutoscalerTest {
    @Test
    void aPodThatFitsNowhereGetsAMachineAndRunsOnIt() {
        Scene scene = Scene.ready().pods("web", 1, 1500);

        assertThat(scene.eventually(scene::allRun)).isTrue();

        scene.passes(Duration.ofSeconds(5));
        NodeClaim claim = scene.claim();
        assertThat(conditions(claim)).contains("Launched=True", "Registered=True", "Initialized=True", "Ready=True");
        assertThat(claim.metadata().labels())
                .containsEntry(Labels.NODE_POOL, "general")
                .containsEntry(Labels.INSTANCE_TYPE, "small");
        Node node = scene.all(Node.class).getFirst();
        assertThat(node.spec().taints()).isEmpty();
        assertThat(node.metadata().labels())
                .containsEntry(Labels.INITIALIZED, "true")
                .containsEntry(Labels.NODE_POOL, "general");
        assertThat(claim.status().nodeName()).isEqualTo(node.name());
    }

    @Test
    void podsThatComeTogetherShareMachines() {
        Scene scene = Scene.ready().pods("web", 8, 1000);

        assertThat(scene.eventually(scene::allRun)).isTrue();

        assertThat(scene.cloud.launches).isLessThanOrEqualTo(4);
        assertThat(scene.claims()).hasSize(scene.cloud.launches);
    }

    @Test
    void podsThatComeWhileMachinesAreOnTheirWayUseWhatIsLeftOfThem() {
        Scene scene = Scene.ready().pods("first", 1, 1000);
        scene.passes(Duration.ofSeconds(10));
        assertThat(scene.claims()).hasSize(1);

        scene.pods("second", 1, 1000);

        assertThat(scene.eventually(scene::allRun)).isTrue();
        assertThat(scene.claims()).hasSize(1);
    }

    @Test
    void aPodWhosePlaceAnotherHasTakenGetsAnotherMachineAtOnce() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(() -> !scene.all(Node.class).isEmpty())).isTrue();
        assertThat(scene.allRun()).isFalse();

        scene.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: thief}
                spec:
                  nodeName: %s
                  containers: [{name: main, image: busybox, resources: {requests: {cpu: 1500m}}}]
                """.formatted(scene.all(Node.class).getFirst().name())).passes(Duration.ofSeconds(3));

        assertThat(scene.claims()).hasSize(2);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        assertThat(scene.claims()).hasSize(2);
    }

    @Test
    void aBatchStaysOpenWhilePodsKeepComingButNotForever() {
        Scene scene = Scene.ready();
        for (int i = 0; i < 30; i++) {
            scene.pods("pod" + i, 1, 100).passes(Duration.ofMillis(500));
            if (i == 18) {
                assertThat(scene.claims()).isEmpty();
            }
        }
        assertThat(scene.claims()).isNotEmpty();
    }

    @Test
    void anEmptyNodeGoesAfterItsPoolsQuietTime() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofMinutes(5));
        assertThat(scene.claims()).hasSize(1);

        scene.all(Pod.class).forEach(scene::delete);
        Instant empty = scene.driver.now();

        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();
        assertThat(Duration.between(empty, scene.driver.now()))
                .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(90));
        assertThat(scene.isTidy()).isTrue();
        assertThat(scene.acts()).containsExactly("NodeClaim disrupted");
    }

    @Test
    void budgetsHoldBackHowManyEmptyNodesGoAtOnce() {
        Scene scene = Scene.ready().pods("web", 5, 8000);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofMinutes(2));
        assertThat(scene.claims()).hasSize(5);

        scene.all(Pod.class).forEach(scene::delete);
        scene.passes(Duration.ofSeconds(60));

        assertThat(scene.claims().stream().filter(claim -> !claim.metadata().isTerminating()))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();
    }

    @Test
    void spotThatIsNotToBeHadIsReplacedByOnDemand() {
        Scene scene = Scene.ready();
        for (String type : List.of("small", "medium", "large")) {
            scene.cloud.runDry(type, Labels.SPOT);
        }
        scene.pods("web", 1, 1500);

        assertThat(scene.eventually(scene::allRun)).isTrue();

        assertThat(scene.claim().metadata().labels()).containsEntry(Labels.CAPACITY_TYPE, Labels.ON_DEMAND);
    }

    @Test
    void aClaimWhoseMachineNeverJoinsIsGivenUpAfterAQuarterOfAnHour() {
        Scene scene = Scene.ready();
        scene.cloud.joins = false;
        scene.pods("web", 1, 1500).passes(Duration.ofMinutes(14));
        assertThat(scene.acts()).isEmpty();

        scene.passes(Duration.ofMinutes(2));

        assertThat(scene.acts()).contains("NodeClaim registration_timeout");
        scene.cloud.joins = true;
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofMinutes(1));
        assertThat(scene.isTidy()).isTrue();
    }

    @Test
    void aClaimWhoseMachineIsGoneIsCollected() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofSeconds(10));
        scene.cloud.lose(scene.claim());
        Node node = scene.all(Node.class).getFirst();
        scene.store
                .write(dev.wainwright.runtime.store.Write.updateStatus(new Node(
                        node.metadata(),
                        node.spec(),
                        new Node.Status(
                                node.status().capacity(),
                                node.status().allocatable(),
                                List.of(new Condition("Ready", "Unknown", "", "", scene.driver.now(), null))),
                        node.rest())))
                .orThrow();

        assertThat(scene.eventually(() -> scene.claims().isEmpty())).isTrue();

        assertThat(scene.acts()).contains("NodeClaim garbage_collected");
        assertThat(scene.all(Node.class)).isEmpty();
    }

    @Test
    void aMachineIsNotEndedBeforeItsVolumesAreDetached() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofSeconds(10));
        scene.attach("disk", scene.all(Node.class).getFirst().name());

        scene.delete(scene.claim());
        scene.passes(Duration.ofMinutes(10));
        assertThat(scene.cloud.machines()).hasSize(1);
        assertThat(conditions(scene.claim())).contains("Drained=True", "VolumesDetached=Unknown");

        scene.detach("disk");
        assertThat(scene.eventually(() -> scene.cloud.machines().isEmpty())).isTrue();
    }

    @Test
    void limitsAreKeptWhileMachinesAreOnTheirWay() {
        Scene scene = Scene.ready();
        var pool = scene.pool();
        scene.apply("""
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata: {name: general}
                spec:
                  limits: {cpu: 8}
                  template:
                    spec:
                      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                      requirements: []
                """);
        assertThat(pool.name()).isEqualTo("general");
        scene.pods("first", 1, 6000).passes(Duration.ofSeconds(5));
        scene.pods("second", 3, 6000).passes(Duration.ofMinutes(2));

        assertThat(scene.claims()).hasSize(1);
        assertThat(scene.all(Pod.class).stream().filter(Pod::isBound)).hasSize(1);
    }

    @Test
    void poolsSayWhatTheyHaveAndWhetherTheyAreReady() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofSeconds(5));

        assertThat(scene.pool().status().nodes()).isEqualTo(1);
        assertThat(scene.pool().status().resources().get("cpu")).hasToString("2");
        assertThat(scene.pool().status().conditions())
                .filteredOn(each -> each.type().equals("Ready"))
                .allMatch(Condition::isTrue);
        assertThat(scene.pool().metadata().annotations()).containsKey("karpenter.sh/nodepool-hash");
        assertThat(scene.claim().metadata().annotations())
                .containsEntry(
                        "karpenter.sh/nodepool-hash",
                        scene.pool().metadata().annotations().get("karpenter.sh/nodepool-hash"));
    }

    @Test
    void firstFitCanBeAskedFor() {
        Scene scene = Scene.with(settings -> settings.with(settings.planning().withPolicy(Policy.FIRST_FIT)))
                .pods("web", 3, 1500);

        assertThat(scene.eventually(scene::allRun)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 26, 39, 138})
    void everythingConvergesThroughFaultsAndCrashes(long seed) {
        Scene scene = Scene.withFaults(seed, 0.1, Duration.ofMinutes(5));
        for (int i = 0; i < 6; i++) {
            scene.pods("pod" + i, 4, 700).passes(Duration.ofSeconds(20));
        }
        scene.passes(Duration.ofMinutes(5));

        assertThat(scene.eventually(scene::allRun)).as("seed %d", seed).isTrue();
        assertThat(scene.eventually(scene::isTidy)).as("seed %d", seed).isTrue();

        scene.all(Pod.class).forEach(scene::delete);
        assertThat(scene.eventually(() -> scene.claims().isEmpty()))
                .as("seed %d", seed)
                .isTrue();
        assertThat(scene.eventually(scene::isTidy)).as("seed %d", seed).isTrue();
    }

    private static List<String> conditions(NodeClaim claim) {
        return claim.status().conditions().stream()
                .map(each -> each.type() + "=" + each.status())
                .toList();
    }
}
