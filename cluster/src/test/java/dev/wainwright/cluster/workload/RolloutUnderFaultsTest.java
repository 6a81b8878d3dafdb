package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rollouts in a world of refused and lost requests, late and broken watches, and controllers that die at any step. Whatever
 * the seed: the bounds hold at every moment, and after the faults everything is as it was wanted.
 */
class RolloutUnderFaultsTest {
    private static final int SEEDS = 200;
    private static final Duration FAULTS = Duration.ofMinutes(20);

    @Test
    void theBoundsHoldAtEveryMomentAndEverythingConvergesAfterTheFaults() {
        for (long seed = 0; seed < SEEDS; seed++) {
            rollOutUnderFaults(seed);
        }
    }

    private static void rollOutUnderFaults(long seed) {
        var random = new SplittableRandom(seed);
        int replicas = random.nextInt(1, 12);
        int surge = random.nextInt(0, 5);
        int unavailable = surge == 0 ? random.nextInt(1, 4) : random.nextInt(0, 4);
        var world = new World(seed)
                .withFaults(0.15, FAULTS)
                .run(seen -> new DeploymentController(), seen -> new ReplicaSetController())
                .runPods();
        world.apply("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: %d
              strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: %d, maxUnavailable: %d}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "nginx:0"}]
            """.formatted(replicas, surge, unavailable));
        int least = Math.max(0, replicas - unavailable);
        boolean wasReady = false;
        int rollouts = 0;
        for (int second = 0; second < FAULTS.toSeconds() + 1800; second++) {
            world.passes(Duration.ofSeconds(1));
            if (second < FAULTS.toSeconds() && random.nextInt(120) == 0) {
                image(world, ++rollouts);
            }
            wasReady |= world.readyPods().size() >= replicas;
            assertThat(world.livePods().size())
                    .as("pods at second %d with seed %d", second, seed)
                    .isLessThanOrEqualTo(replicas + surge);
            if (wasReady) {
                assertThat(world.readyPods().size())
                        .as("ready pods at second %d with seed %d", second, seed)
                        .isGreaterThanOrEqualTo(least);
            }
        }
        assertThat(world.readyPods())
                .as("ready pods in the end with seed %d", seed)
                .hasSize(replicas);
        assertThat(world.readyPods().stream()
                        .map(pod -> pod.metadata().labels().get("pod-template-hash"))
                        .distinct())
                .as("templates in the end with seed %d", seed)
                .hasSize(1);
        assertThat(world.get(Deployment.class, "web").status().updatedReplicas())
                .as("updated pods in the end with seed %d", seed)
                .isEqualTo(replicas);
    }

    private static void image(World world, int version) {
        var patch = (Tree.Mapping)
                Json.parse("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"nginx:"
                        + version + "\"}]}}}}");
        world.write(new Write.Patch(
                Kinds.of(Deployment.class), new ObjectKey("default", "web"), patch, false, Write.Preconditions.NONE));
    }
}
