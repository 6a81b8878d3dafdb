package dev.wainwright.cluster.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a namespace may have of pods. */
class QuotaTest {
    private final World world = World.withNodes(1);

    private void quota(Map<String, String> hard) {
        var amounts = new LinkedHashMap<String, Tree>();
        hard.forEach((name, amount) -> amounts.put(name, Tree.text(amount)));
        var spec = new Tree.Mapping(Map.of("hard", new Tree.Mapping(amounts, 0)), 0);
        world.write(new Write.Create(
                Quota.KIND,
                new TreeObject(
                        "v1",
                        "ResourceQuota",
                        ObjectMeta.named("default", "team"),
                        new Tree.Mapping(Map.of("spec", spec), 0))));
    }

    private static String pod(String name, String cpu) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: app, resources: {requests: {cpu: %s}}}]
                """.formatted(name, cpu);
    }

    @Test
    void aPodTooManyIsRefusedAndSaysWhatIsUsed() {
        quota(Map.of("requests.cpu", "1", "pods", "2"));
        world.apply(pod("a", "600m"));

        assertThatThrownBy(() -> world.apply(pod("b", "600m")))
                .hasMessageContaining("pods \"b\" is forbidden: exceeded quota: team, requested: requests.cpu=600m,"
                        + " used: requests.cpu=600m, limited: requests.cpu=1");
        world.apply(pod("b", "400m"));
        assertThatThrownBy(() -> world.apply(pod("c", "0"))).hasMessageContaining("pods=2, limited: pods=2");
    }

    @Test
    void aLimitedResourceMustBeStated() {
        quota(Map.of("limits.memory", "1Gi"));

        assertThatThrownBy(() -> world.apply(pod("a", "100m")))
                .hasMessageContaining("failed quota: team: must specify limits.memory for: main");
    }

    @Test
    void whoEndsOrGoesGivesItsShareBackAndTheStatusShowsIt() {
        world.run(seen -> new QuotaController()).nodes("n1");
        quota(Map.of("requests.cpu", "1"));
        world.apply(pod("a", "500m")).apply(pod("b", "500m")).passes(Duration.ofSeconds(5));
        assertThat(used()).isEqualTo("1");

        world.delete(Pod.class, "a", Propagation.BACKGROUND).passes(Duration.ofSeconds(5));
        assertThat(used()).isEqualTo("500m");
        world.passes(Duration.ofMinutes(2));
        assertThat(world.get(Pod.class, "b").isTerminal()).isTrue();
        assertThat(used()).isEqualTo("0");
        world.apply(pod("c", "1"));
    }

    private String used() {
        return world.store()
                .get(Quota.KIND, new ObjectKey("default", "team"))
                .orThrow()
                .rest()
                .mapping("status")
                .mapping("used")
                .text("requests.cpu", "");
    }
}
