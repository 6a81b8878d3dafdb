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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world in which everything goes wrong for a while, with many seeds. */
class FaultySeedsTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1000);
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+\t");
    private static final Pattern KEPT = Pattern.compile("(c5|m5|c6g|m7g)\\.");
    private static final Duration CALM_AFTER = Duration.ofMinutes(12);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    @TempDir
    private Path folder;

    @Test
    void whateverGoesWrongNothingIsLostAndEverythingRunsInTheEnd() throws IOException {
        Catalog catalog = someTypes();
        ScenarioFile file = ScenarioFile.read(Path.of("src/test/resources/faulty.yaml"))
                .file()
                .orElseThrow();
        long first = Long.getLong("first.seed", 1);
        List<String> trouble = LongStream.range(first, first + SEEDS)
                .parallel()
                .boxed()
                .flatMap(seed -> trouble(file, seed, catalog).stream()
                        .map(each -> "seed " + seed + " (-Dfirst.seed=" + seed + " -Dseeds=1): " + each))
                .toList();
        assertThat(trouble).isEmpty();
    }

    /** A few families: as many as a thousand worlds can be built from in CI's time. */
    private Catalog someTypes() throws IOException {
        Path few = folder.resolve("types.tsv");
        try (InputStream all = Objects.requireNonNull(Catalog.class.getResourceAsStream("us-east-1.tsv"))) {
            String text = new String(all.readAllBytes(), StandardCharsets.UTF_8);
            Files.write(few, text.lines().filter(FaultySeedsTest::isKept).toList());
        }
        return Catalog.load(few);
    }

    private static boolean isKept(String line) {
        return line.startsWith("#")
                || !TYPE.matcher(line).lookingAt()
                || KEPT.matcher(line).lookingAt();
    }

    private List<String> trouble(ScenarioFile file, long seed, Catalog catalog) {
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
            trouble.add("after " + passed + " it has not settled: pods " + waiting(world) + " wait, "
                    + all(world, NodeClaim.class).size() + " claims, "
                    + all(world, Node.class).size() + " nodes, "
                    + world.ec2.instances().size() + " machines");
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
