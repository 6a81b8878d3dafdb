package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.cache.Count;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the ReplicaSet controller reads as counts is what it would come to by looking at every pod, at each of its decisions,
 * in a world of late and lost watch events, crashes, and people who relabel, delete, free and hand over pods.
 */
class ReplicaCountsUnderFaultsTest {
    private static final int SEEDS = 60;
    private static final Duration FAULTS = Duration.ofMinutes(10);

    private final List<String> mistakes = new ArrayList<>();
    private long looks;

    @Test
    void countsAreThoseOfARecountAndEverySetHasItsPodsInTheEnd() {
        for (long seed = 0; seed < SEEDS; seed++) {
            live(seed);
            assertThat(mistakes).as("seed %d", seed).isEmpty();
        }
        assertThat(looks).isGreaterThan(SEEDS * 100L);
    }

    private void live(long seed) {
        var random = new SplittableRandom(seed);
        int web = random.nextInt(1, 15);
        var world = new World(seed)
                .withFaults(0.15, FAULTS)
                .run(seen -> new Audited(new ReplicaSetController()))
                .runPods();
        world.apply(set("web", web, random.nextInt(3))).apply(set("shop", 5, 0));
        for (int second = 0; second < FAULTS.toSeconds() + 1800; second++) {
            world.passes(Duration.ofSeconds(1));
            if (second < FAULTS.toSeconds()
                    && random.nextInt(10) == 0
                    && !world.livePods().isEmpty()) {
                disturb(world, random);
            }
        }
        assertThat(world.readyPods().stream()
                        .map(pod -> pod.metadata().labels().getOrDefault("app", ""))
                        .filter(app -> app.equals("web") || app.equals("shop"))
                        .sorted()
                        .distinct())
                .as("seed %d", seed)
                .containsExactly("shop", "web");
        assertThat(of(world, "web")).as("seed %d", seed).isEqualTo(web);
        assertThat(of(world, "shop")).as("seed %d", seed).isEqualTo(5);
    }

    private static long of(World world, String app) {
        return world.readyPods().stream()
                .filter(pod -> app.equals(pod.metadata().labels().get("app")))
                .count();
    }

    private static String set(String name, int replicas, int patience) {
        return """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: %s}
            spec:
              replicas: %d
              minReadySeconds: %d
              selector: {matchLabels: {app: %s}}
              template:
                metadata: {labels: {app: %s}}
                spec:
                  containers: [{name: web, image: nginx}]
            """.formatted(name, replicas, patience, name, name);
    }

    /** Takes a pod its labels, its owner or its life. */
    private static void disturb(World world, SplittableRandom random) {
        List<Pod> pods = world.livePods();
        Pod pod = pods.get(random.nextInt(pods.size()));
        ObjectMeta metadata = pod.metadata();
        switch (random.nextInt(4)) {
            case 0 -> world.write(update(pod, metadata.withLabels(Map.of("app", "nobody"))));
            case 1 -> world.write(update(pod, metadata.withLabels(Map.of("app", "shop"))));
            case 2 -> world.write(update(pod, metadata.withOwnerReferences(List.of())));
            default -> world.write(Write.delete(pod));
        }
    }

    private static Write update(Pod pod, ObjectMeta metadata) {
        return Write.update(new Pod(metadata, pod.nodeName(), pod.volumes(), pod.spec(), pod.status(), pod.rest()));
    }

    /** Counts itself before the other decides. */
    private final class Audited implements Controller<ObjectKey> {
        private final ReplicaSetController audited;

        Audited(ReplicaSetController audited) {
            this.audited = audited;
        }

        @Override
        public String name() {
            return audited.name();
        }

        @Override
        public List<Interest<ObjectKey>> interests() {
            return audited.interests();
        }

        @Override
        public List<Index<?>> indexes() {
            return audited.indexes();
        }

        @Override
        public List<Count<?, ?>> counts() {
            return audited.counts();
        }

        @Override
        public Step reconcile(ObjectKey key, Situation situation) {
            var byOwner = new HashMap<String, Map<ReplicaPods.Sort, Integer>>();
            Snapshot snapshot = situation.snapshot();
            for (Pod pod : snapshot.all(Pod.class)) {
                pod.metadata()
                        .controller()
                        .ifPresent(owner -> byOwner.computeIfAbsent(owner.uid(), any -> new HashMap<>())
                                .merge(ReplicaPods.Sort.of(pod), 1, Integer::sum));
            }
            byOwner.forEach((owner, sorts) -> {
                Map<ReplicaPods.Sort, Integer> counted = snapshot.counts(ReplicaPods.COUNT, owner);
                if (!counted.equals(sorts)) {
                    mistakes.add(situation.now() + ": " + counted + " instead of " + sorts);
                }
            });
            looks++;
            return audited.reconcile(key, situation);
        }
    }
}
