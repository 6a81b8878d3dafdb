package dev.wainwright.cluster.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: nginx}]
            """;
    private static final String SET = DEPLOYMENT.replace("kind: Deployment", "kind: ReplicaSet");
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: NAME}
            spec:
              containers: [{name: web, image: nginx}]
            """;

    private final World world = new World(1).collectGarbage();

    @Test
    void whatHasLostItsOnlyOwnerGoesAndWhatHangsOnItToo() {
        family();

        world.delete(Deployment.class, "web", Propagation.BACKGROUND).passes(Duration.ofMinutes(1));

        assertThat(world.all(ReplicaSet.class)).isEmpty();
        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void whatHasAnotherOwnerStaysAndForgetsTheOneThatIsGone() {
        var deployment = world.apply(DEPLOYMENT).get(Deployment.class, "web");
        var set = world.apply(SET).get(ReplicaSet.class, "web");
        pod("a", set, deployment);

        world.delete(ReplicaSet.class, "web", Propagation.BACKGROUND).passes(Duration.ofMinutes(1));

        assertThat(world.get(Pod.class, "a").metadata().ownerReferences())
                .extracting(OwnerReference::kind)
                .containsExactly("Deployment");
    }

    @Test
    void orphansStayWithoutAnOwner() {
        family();

        world.delete(ReplicaSet.class, "web", Propagation.ORPHAN).passes(Duration.ofMinutes(1));

        assertThat(world.all(ReplicaSet.class)).isEmpty();
        assertThat(world.all(Pod.class))
                .hasSize(2)
                .allMatch(pod -> pod.metadata().ownerReferences().isEmpty());
    }

    @Test
    void inTheForegroundTheOwnerWaitsForItsDependents() {
        family();
        world.write(new Write.Bind(new dev.wainwright.runtime.store.ObjectKey("default", "a"), "", "node-1"));

        world.delete(Deployment.class, "web", Propagation.FOREGROUND).passes(Duration.ofSeconds(10));

        assertThat(world.get(Deployment.class, "web").metadata().finalizers()).containsExactly("foregroundDeletion");
        assertThat(world.get(ReplicaSet.class, "web").metadata().isTerminating())
                .isTrue();
        assertThat(world.all(Pod.class)).extracting(KubeObject::name).containsExactly("a");
        assertThat(world.get(Pod.class, "a").isTerminating()).isTrue();

        world.runPods().passes(Duration.ofMinutes(1));

        assertThat(world.find(Deployment.class, "web")).isEmpty();
        assertThat(world.all(ReplicaSet.class)).isEmpty();
        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void aNewPodIsNotTakenForAnOrphanWhenItsOwnerHasNotBeenHeardOfYet() {
        for (long seed = 0; seed < 50; seed++) {
            var shaky = new World(seed).withFaults(0.3, Duration.ofMinutes(5)).collectGarbage();
            shaky.passes(Duration.ofMinutes(1)).apply(SET);
            ReplicaSet set = shaky.get(ReplicaSet.class, "web");
            shaky.write(Write.create(owned("a", set)));
            shaky.passes(Duration.ofMinutes(30));

            assertThat(shaky.all(Pod.class)).as("pods with seed %d", seed).hasSize(1);
        }
    }

    @Test
    void evenUnderFaultsNothingIsLeftOfWhatWasDeleted() {
        for (long seed = 0; seed < 50; seed++) {
            var shaky = new World(seed).withFaults(0.2, Duration.ofMinutes(5)).collectGarbage();
            shaky.apply(SET);
            ReplicaSet set = shaky.get(ReplicaSet.class, "web");
            for (String name : List.of("a", "b", "c")) {
                shaky.write(Write.create(owned(name, set)));
            }
            Propagation propagation = seed % 2 == 0 ? Propagation.BACKGROUND : Propagation.FOREGROUND;
            shaky.passes(Duration.ofSeconds(20)).delete(ReplicaSet.class, "web", propagation);

            assertThat(shaky.eventually(() -> shaky.all(Pod.class).isEmpty()
                            && shaky.all(ReplicaSet.class).isEmpty()))
                    .as("all gone with seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void aNamespaceGoesWhenEverythingInItIsGone() {
        world.apply("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                .apply(POD.replace("NAME", "a, namespace: shop"))
                .apply(SET.replace("name: web}\nspec", "name: web, namespace: shop}\nspec"));
        world.write(new Write.Bind(new dev.wainwright.runtime.store.ObjectKey("shop", "a"), "", "node-1"));

        world.delete(Namespace.class, "shop", Propagation.BACKGROUND).passes(Duration.ofSeconds(10));
        assertThat(world.find(Namespace.class, "shop")).isPresent();
        assertThat(world.all(ReplicaSet.class)).isEmpty();

        world.runPods().passes(Duration.ofMinutes(1));
        assertThat(world.find(Namespace.class, "shop")).isEmpty();
        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void namespaceSaysWhatItWaitsFor() {
        world.apply("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                .apply(POD.replace("NAME", "a, namespace: shop, finalizers: [example.com/stay]"))
                .apply(POD.replace("NAME", "b, namespace: shop"));

        world.delete(Namespace.class, "shop", Propagation.BACKGROUND).passes(Duration.ofSeconds(10));
        assertThat(world.get(Namespace.class, "shop").rest().mapping("status").items("conditions"))
                .extracting(each -> ((Tree.Mapping) each).text("type", "")
                        + ' '
                        + ((Tree.Mapping) each).text("status", "")
                        + ' '
                        + ((Tree.Mapping) each).text("message", ""))
                .contains(
                        "NamespaceDeletionContentFailure False All content successfully deleted, may be waiting on"
                                + " finalization",
                        "NamespaceContentRemaining True Some resources are remaining: pods. has 1 resource instances",
                        "NamespaceFinalizersRemaining True Some content in the namespace has finalizers remaining:"
                                + " example.com/stay in 1 resource instances");
    }

    /** A deployment with a set with two pods. */
    private void family() {
        var deployment = world.apply(DEPLOYMENT).get(Deployment.class, "web");
        var set = Yaml.object(ReplicaSet.class, SET);
        world.write(Write.create(new ReplicaSet(
                set.metadata().withOwnerReferences(List.of(reference(deployment))),
                set.spec(),
                set.status(),
                set.rest())));
        var stored = world.get(ReplicaSet.class, "web");
        pod("a", stored);
        pod("b", stored);
    }

    private void pod(String name, KubeObject... owners) {
        world.write(Write.create(owned(name, owners)));
    }

    private static Pod owned(String name, KubeObject... owners) {
        var pod = Yaml.object(Pod.class, POD.replace("NAME", name));
        var references =
                Arrays.stream(owners).map(GarbageCollectorTest::reference).toList();
        return new Pod(
                pod.metadata().withOwnerReferences(references),
                "",
                pod.volumes(),
                pod.spec(),
                pod.status(),
                pod.rest());
    }

    private static OwnerReference reference(KubeObject owner) {
        return new OwnerReference(
                "apps/v1",
                owner instanceof Deployment ? "Deployment" : "ReplicaSet",
                owner.name(),
                owner.metadata().uid(),
                null,
                true);
    }
}
