package dev.wainwright.cluster.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

    private void quota(String name, Map<String, String> hard, String scope) {
        var amounts = new LinkedHashMap<String, Tree>();
        hard.forEach((resource, amount) -> amounts.put(resource, Tree.text(amount)));
        var spec = new LinkedHashMap<String, Tree>();
        spec.put("hard", new Tree.Mapping(amounts, 0));
        spec.put("scopes", new Tree.Sequence(List.of(Tree.text(scope)), 0));
        world.write(new Write.Create(
                Quota.KIND,
                new TreeObject(
                        "v1",
                        "ResourceQuota",
                        ObjectMeta.named("default", name),
                        new Tree.Mapping(Map.of("spec", new Tree.Mapping(spec, 0)), 0))));
    }

    private static String service(String name, String type) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {type: %s, ports: [{name: a, port: 80}, {name: b, port: 81}]}
                """.formatted(name, type);
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
        world.run(seen -> new QuotaController(world.quotas(), world.store().kinds()))
                .nodes("n1");
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

    @Test
    void objectsOfEveryKindAreCountedAlsoThoseThatWereThereBefore() {
        world.run(seen -> new QuotaController(world.quotas(), world.store().kinds()));
        world.apply(service("early", "ClusterIP"));
        quota(Map.of("services", "2", "services.nodeports", "2", "count/deployments.apps", "0", "configmaps", "0"));

        assertThatThrownBy(() -> world.write(new Write.Create(
                        TreeKinds.builtIn("ConfigMap"),
                        new TreeObject("v1", "ConfigMap", ObjectMeta.named("default", "c"), Tree.Mapping.EMPTY))))
                .hasMessageContaining("configmaps \"c\" is forbidden: exceeded quota: team, requested: configmaps=1,"
                        + " used: configmaps=0, limited: configmaps=0");
        world.apply(service("ported", "NodePort"));
        assertThatThrownBy(() -> world.apply(service("third", "ClusterIP"))).hasMessageContaining("services=2");
        world.passes(Duration.ofSeconds(1));
        assertThat(used("services")).isEqualTo("2");
        assertThat(used("services.nodeports")).isEqualTo("2");
    }

    @Test
    void quotaWithScopeIsAboutThosePodsOnly() {
        quota("cheap", Map.of("pods", "1"), "BestEffort");
        quota("paid", Map.of("pods", "1", "limits.cpu", "1"), "NotBestEffort");

        assertThatThrownBy(() -> world.apply(pod("a", "100m")))
                .hasMessageContaining("failed quota: paid: must specify limits.cpu for: main");
        world.apply(pod("b", "0"));
        assertThatThrownBy(() -> world.apply(pod("c", "0"))).hasMessageContaining("exceeded quota: cheap");
    }

    @Test
    void setWhosePodsAreRefusedSaysSoUntilTheyAreLetIn() {
        world.run(seen -> new ReplicaSetController());
        quota(Map.of("pods", "1"));
        world.apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: nginx}]}
                """).passes(Duration.ofSeconds(5));
        assertThat(world.get(ReplicaSet.class, "web").status().conditions())
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.type()).isEqualTo("ReplicaFailure");
                    assertThat(condition.reason()).isEqualTo("FailedCreate");
                    assertThat(condition.message()).endsWith("requested: pods=1, used: pods=1, limited: pods=1");
                });

        world.store()
                .write(new Write.Delete(
                        Quota.KIND,
                        new ObjectKey("default", "team"),
                        Write.Preconditions.NONE,
                        Propagation.BACKGROUND,
                        null))
                .orThrow();
        world.passes(Duration.ofMinutes(20));
        assertThat(world.get(ReplicaSet.class, "web").status().conditions()).isEmpty();
    }

    @Test
    void removedLimitIsRemovedFromTheStatus() {
        world.run(seen -> new QuotaController(world.quotas(), world.store().kinds()));
        quota(Map.of("pods", "1", "services", "1"));
        world.passes(Duration.ofSeconds(1));
        assertThat(used("services")).isEqualTo("0");

        var hard = new Tree.Mapping(Map.of("services", new Tree.Null(0)), 0);
        var spec = new Tree.Mapping(Map.of("hard", hard), 0);
        world.write(new Write.Patch(
                Quota.KIND,
                new ObjectKey("default", "team"),
                new Tree.Mapping(Map.of("spec", spec), 0),
                false,
                Write.Preconditions.NONE));
        world.passes(Duration.ofSeconds(1));
        assertThat(used("services")).isEmpty();
        assertThat(used("pods")).isEqualTo("0");
    }

    private String used() {
        return used("requests.cpu");
    }

    private String used(String name) {
        return world.store()
                .get(Quota.KIND, new ObjectKey("default", "team"))
                .orThrow()
                .rest()
                .mapping("status")
                .mapping("used")
                .text(name, "");
    }
}
