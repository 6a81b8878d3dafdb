package dev.wainwright.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.simulation.scenario.ScenarioFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A world in which everything goes wrong for a while, with many seeds. */
class FaultySeedsTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1000);
    private static final Duration CALM_AFTER = Duration.ofMinutes(12);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final Catalog catalog = Catalog.embedded();

    @Test
    void whateverGoesWrongNothingIsLostAndEverythingRunsInTheEnd() {
        ScenarioFile file = ScenarioFile.read(Path.of("src/test/resources/faulty.yaml"))
                .file()
                .orElseThrow();
        long first = Long.getLong("first.seed", 1);
        for (long seed = first; seed < first + SEEDS; seed++) {
            assertThat(trouble(file, seed))
                    .as("seed %d (-Dfirst.seed=%d -Dseeds=1)", seed, seed)
                    .isEmpty();
        }
    }

    private List<String> trouble(ScenarioFile file, long seed) {
        var world = new SimulatedWorld(file, seed, Settings.STANDARD, catalog);
        var invariants = new Invariants(world);
        var happenings = new Happenings(world, file);
        happenings.plan();
        Duration passed = Duration.ZERO;
        while (passed.compareTo(LONGEST) < 0 && !(passed.compareTo(CALM_AFTER) > 0 && isSettled(world))) {
            world.driver.runFor(Duration.ofSeconds(20));
            passed = passed.plusSeconds(20);
            invariants.look();
        }
        List<String> trouble = invariants.broken();
        if (!isSettled(world)) {
            trouble.add("after " + passed + " it has not settled: pods wait " + waiting(world) + ", claims "
                    + all(world, NodeClaim.class).stream()
                            .map(each -> each.name() + "=" + each.status().providerID()
                                    + each.metadata().deletionTimestamp()
                                    + each.metadata().finalizers())
                            .toList()
                    + ", nodes "
                    + all(world, Node.class).stream()
                            .map(each -> each.name() + "=" + each.spec().providerID()
                                    + each.spec().taints() + each.metadata().deletionTimestamp()
                                    + each.metadata().finalizers()
                                    + each.status().conditions())
                            .toList()
                    + ", machines "
                    + world.ec2.instances());
        }
        return trouble;
    }

    /** Whether every pod runs, and machines, claims and nodes belong together. */
    private static boolean isSettled(SimulatedWorld world) {
        return waiting(world).isEmpty()
                && all(world, NodeClaim.class).size() == world.ec2.instances().size()
                && all(world, NodeClaim.class).size() == all(world, Node.class).size();
    }

    private static List<String> waiting(SimulatedWorld world) {
        return all(world, Pod.class).stream()
                .filter(pod -> !pod.isTerminal())
                .filter(pod -> pod.status()
                        .condition("Ready")
                        .filter(each -> each.isTrue())
                        .isEmpty())
                .map(Pod::qualifiedName)
                .toList();
    }

    private static <T extends KubeObject> List<T> all(SimulatedWorld world, Class<T> type) {
        return world.store.list(ListRequest.all(Kinds.of(type))).orThrow().items().stream()
                .map(type::cast)
                .toList();
    }
}
