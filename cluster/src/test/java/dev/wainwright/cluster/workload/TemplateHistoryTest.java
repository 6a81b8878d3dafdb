package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateHistoryTest {
    private static final Kind REVISION = TreeKinds.builtIn("ControllerRevision");
    private static final String SETS = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, annotations: {kubernetes.io/change-cause: first}}
            spec:
              replicas: 2
              serviceName: db
              revisionHistoryLimit: 2
              updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers: [{name: main, image: "one"}]
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec:
                  containers: [{name: main, image: "one"}]
            """;

    private World world = new World(1)
            .run(seen -> new StatefulSetController(), seen -> new DaemonSetController())
            .runPods()
            .node("a", "zone-a", "4", "16Gi")
            .apply(SETS);

    @Test
    void eachTemplateIsWrittenDownOnceWithItsNumber() {
        settle();
        image("db", "two");
        image("agent", "two");

        assertThat(numbers("db")).containsExactly("one 1", "two 2");
        assertThat(numbers("agent")).containsExactly("one 1", "two 2");
        TreeObject first = revisions("db").getFirst();
        String update = world.get(StatefulSet.class, "db").status().updateRevision();
        assertThat(revisions("db").getLast().name()).isEqualTo(update);
        assertThat(first.metadata().annotations()).containsEntry("kubernetes.io/change-cause", "first");
        assertThat(first.metadata().labels()).containsEntry("app", "db").containsKey("controller.kubernetes.io/hash");
        assertThat(revisions("agent").getLast().metadata().labels()).containsKey("controller-revision-hash");
    }

    @Test
    void aTemplateThatComesBackGetsTheNextNumber() {
        settle();
        for (String set : List.of("db", "agent")) {
            image(set, "two");
            Tree.Mapping earlier = revisions(set).getFirst().rest().mapping("data");
            Tree.Mapping template = earlier.mapping("spec").mapping("template").without("$patch");
            patch(set, "{\"spec\":{\"template\":" + Json.print(template) + "}}");

            assertThat(numbers(set)).containsExactly("two 2", "one 3");
        }
        assertThat(images("agent")).containsExactly("one");
    }

    @Test
    void aPodBelowThePartitionComesBackAsItWas() {
        settle();
        image("db", "two");
        assertThat(images("db")).containsExactly("one", "two");

        world.write(Write.delete(world.get(Pod.class, "db-0")));
        world.write(Write.delete(world.get(Pod.class, "db-1")));
        settle();

        assertThat(images("db")).containsExactly("one", "two");
        patch("db", "{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":0}}}}");
        assertThat(images("db")).containsExactly("two", "two");
    }

    @Test
    void theOldestRevisionsAreForgottenButNoneThatAPodIsOf() {
        settle();
        for (String image : List.of("two", "three", "four", "five", "six")) {
            image("db", image);
        }

        assertThat(numbers("db")).containsExactly("one 1", "four 4", "five 5", "six 6");
    }

    @Test
    void twoSetsOfOneNameAndTemplateHaveRevisionsOfTheirOwn() {
        world.apply(SETS.substring(SETS.indexOf("---") + 4)
                .replace("name: agent", "name: db")
                .replace("app: agent", "app: db"));
        settle();

        assertThat(revisions("db")).hasSize(2);
        assertThat(world.all(DaemonSet.class))
                .hasSize(2)
                .allMatch(set -> Integer.valueOf(1).equals(set.status().numberReady()));
    }

    @Test
    void underFaultsRevisionsAreNumberedWithoutGaps() {
        for (long seed = 0; seed < 50; seed++) {
            world = new World(seed)
                    .withFaults(0.15, Duration.ofMinutes(5))
                    .run(seen -> new StatefulSetController(), seen -> new DaemonSetController())
                    .runPods();
            world.apply(SETS);
            settle();
            image("db", "two");
            image("agent", "two");

            assertThat(numbers("db")).as("seed " + seed).containsExactly("one 1", "two 2");
            assertThat(numbers("agent")).as("seed " + seed).containsExactly("one 1", "two 2");
        }
    }

    private void settle() {
        world.passes(Duration.ofMinutes(2));
    }

    private void image(String set, String image) {
        patch(
                set,
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"" + image
                        + "\"}]}}}}");
    }

    private void patch(String set, String patch) {
        world.write(new Write.Patch(
                set.equals("db") ? Kinds.of(StatefulSet.class) : Kinds.of(DaemonSet.class),
                new ObjectKey("default", set),
                (Tree.Mapping) Json.parse(patch),
                false,
                Preconditions.NONE));
        settle();
    }

    private List<String> images(String app) {
        return world.livePods().stream()
                .filter(pod -> app.equals(pod.metadata().labels().get("app")))
                .map(pod -> image(Codec.write(pod).mapping("spec")))
                .toList();
    }

    private List<TreeObject> revisions(String set) {
        return world.all(REVISION).stream()
                .map(TreeObject.class::cast)
                .filter(each -> each.name().startsWith(set))
                .sorted((one, other) -> Long.compare(number(one), number(other)))
                .toList();
    }

    private static long number(TreeObject revision) {
        return revision.rest().get("revision") instanceof Tree.Numeral number
                ? number.value().longValue()
                : 0;
    }

    private List<String> numbers(String set) {
        return revisions(set).stream()
                .map(each -> image(each.rest()
                                .mapping("data")
                                .mapping("spec")
                                .mapping("template")
                                .mapping("spec"))
                        + " " + number(each))
                .toList();
    }

    private static String image(Tree.Mapping spec) {
        return ((Tree.Mapping) spec.items("containers").getFirst()).text("image", "");
    }
}
