package dev.wainwright.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of a workload a single node can take down with it. */
class BlastRadiusTest {
    @Test
    void theNodeWithTheLargestShareOfAWorkloadIsNamed() {
        var objects = objects(waiting("web-0"), waiting("web-1"), waiting("web-2"), waiting("db-0"), waiting("db-1"));
        Plan plan = plan(Map.of("n-1", List.of("web-0", "web-1", "db-0"), "n-2", List.of("web-2", "db-1")));
        assertThat(BlastRadius.of(plan, objects)).contains(new BlastRadius("ReplicaSet default/web", "n-1", 2, 3));
    }

    @Test
    void podsThatRunAlreadyCount() {
        var objects = objects(running("web-0", "old"), running("web-1", "old"), waiting("web-2"), waiting("web-3"));
        Plan plan = plan(Map.of("n-1", List.of("web-2", "web-3")));
        assertThat(BlastRadius.of(plan, objects)).hasValueSatisfying(radius -> {
            assertThat(radius.of()).isEqualTo(4);
            assertThat(radius.share()).isEqualTo(0.5);
        });
    }

    @Test
    void aLargerWorkloadGoesBeforeASmallerOneWithTheSameShare() {
        var objects = objects(waiting("a-0"), waiting("a-1"), waiting("b-0"), waiting("b-1"), waiting("b-2"));
        Plan plan = plan(Map.of("n-1", List.of("a-0", "a-1", "b-0", "b-1", "b-2")));
        assertThat(BlastRadius.of(plan, objects)).contains(new BlastRadius("ReplicaSet default/b", "n-1", 3, 3));
    }

    @Test
    void singlePodsAndPodsOfDaemonSetsDoNotCount() {
        var objects = objects(
                waiting("web-0"),
                running("agent-0", "old").replace("ReplicaSet", "DaemonSet"),
                running("agent-1", "old").replace("ReplicaSet", "DaemonSet"));
        assertThat(BlastRadius.of(plan(Map.of("n-1", List.of("web-0"))), objects))
                .isEmpty();
    }

    private static Plan plan(Map<String, List<String>> nodes) {
        var newNodes = nodes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(node -> new Plan.NewNode(
                        node.getKey(),
                        "pool",
                        "type",
                        "zone",
                        "on-demand",
                        1,
                        false,
                        List.of("type"),
                        node.getValue().stream().map(pod -> "default/" + pod).toList(),
                        Resources.NONE,
                        Resources.NONE,
                        Requirements.NONE,
                        Map.of()))
                .toList();
        return new Plan(
                5,
                newNodes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Policy.FIRST_FIT,
                Optional.empty(),
                OptionalDouble.empty(),
                new Plan.Explanations(pod -> Optional.empty(), node -> Optional.empty()));
    }

    private static List<KubeObject> objects(String... documents) {
        String all = Stream.of(documents).collect(Collectors.joining("---\n"));
        var in = new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8));
        return ManifestReader.read(List.of("-"), in, Profile.STRICT, pattern -> List.of())
                .objects();
    }

    private static String running(String name, String node) {
        return waiting(name) + "  nodeName: " + node + "\n";
    }

    private static String waiting(String name) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: default
                  ownerReferences:
                    - {apiVersion: apps/v1, kind: ReplicaSet, name: %s, uid: u, controller: true}
                spec:
                  containers: [{name: main, image: registry.example.com/main}]
                """.formatted(name, name.substring(0, name.indexOf('-')));
    }
}
