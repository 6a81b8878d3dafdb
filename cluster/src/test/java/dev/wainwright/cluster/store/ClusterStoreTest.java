package dev.wainwright.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.render.Render;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Kind PODS = Kinds.of(Pod.class);
    private static final Kind DEPLOYMENTS = Kinds.of(Deployment.class);
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, labels: {app: web}}
            spec:
              containers: [{name: app, image: nginx}]
            """;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {team: shop}}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: nginx}]
            """;
    private static final ObjectKey WEB = new ObjectKey("default", "web");

    private final VirtualDriver driver = new VirtualDriver(START);
    private final ClusterStore store = new ClusterStore(driver, 1);

    @Test
    void aNewObjectGetsAUidATimeAGenerationAndARevision() {
        driver.runFor(Duration.ofMillis(1500));
        ObjectMeta metadata = create(DEPLOYMENT).metadata();

        assertThat(metadata.uid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(metadata.creationTimestamp()).isEqualTo(START.plusSeconds(1));
        assertThat(metadata.generation()).isEqualTo(1);
        assertThat(metadata.resourceVersion()).isEqualTo(Long.toString(store.revision()));
    }

    @Test
    void anObjectGoesOutAsItCameInPlusWhatTheServerAdds() {
        String before = Render.yaml(Yaml.object(Deployment.class, DEPLOYMENT));
        String after = Render.yaml(create(DEPLOYMENT));

        assertThat(after.lines().toList()).containsAll(before.lines().toList());
        assertThat(after.lines().filter(line -> !before.lines().toList().contains(line)))
                .allMatch(line -> line.matches("  (creationTimestamp|generation|resourceVersion|uid): .*"));
    }

    @Test
    void theSameSeedGivesTheSameNamesAndUids() {
        var other = new ClusterStore(new VirtualDriver(START), 1);
        var third = new ClusterStore(new VirtualDriver(START), 2);
        var prefixed = Yaml.object(Pod.class, POD.replace("name: web, labels", "generateName: web-, labels"));

        String name = written(store.write(Write.create(unnamed(prefixed)))).name();
        assertThat(name).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(written(other.write(Write.create(unnamed(prefixed)))).name()).isEqualTo(name);
        assertThat(written(third.write(Write.create(unnamed(prefixed)))).name()).isNotEqualTo(name);
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        create(POD);

        assertThat(refusal(store.write(Write.create(Yaml.object(Pod.class, POD)))))
                .isEqualTo(new Refusal.AlreadyExists("pods \"web\" already exists"));
    }

    @Test
    void anUpdateOfAnOutdatedVersionConflicts() {
        var first = (Deployment) create(DEPLOYMENT);
        store.write(Write.update(replicas(first, 5))).orThrow();

        Refusal refusal = refusal(store.write(Write.update(replicas(first, 7))));

        assertThat(refusal.reason()).isEqualTo("Conflict");
        assertThat(refusal.message())
                .isEqualTo("Operation cannot be fulfilled on deployments.apps \"web\": the object has been modified;"
                        + " please apply your changes to the latest version and try again");
    }

    @Test
    void onlyAChangeOfWhatIsWantedBumpsTheGeneration() {
        var first = (Deployment) create(DEPLOYMENT);
        var labelled = (Deployment) written(store.write(Write.update(new Deployment(
                first.metadata().withLabels(Map.of("a", "b")), first.spec(), first.status(), first.rest()))));
        var scaled = (Deployment) written(store.write(Write.update(replicas(labelled, 5))));

        assertThat(labelled.metadata().generation()).isEqualTo(1);
        assertThat(scaled.metadata().generation()).isEqualTo(2);
        assertThat(scaled.metadata().labels()).containsEntry("a", "b");
    }

    @Test
    void anUpdateLeavesTheStatusAloneAndAStatusUpdateEverythingElse() {
        var first = (Deployment) create(DEPLOYMENT);
        var both = new Deployment(first.metadata(), replicas(first, 5).spec(), new Deployment.Status(2), first.rest());

        var updated = (Deployment) written(store.write(Write.update(both)));
        assertThat(updated.spec().replicas()).isEqualTo(5);
        assertThat(updated.status().replicas()).isNull();

        var observed = new Deployment(
                updated.metadata(), replicas(updated, 9).spec(), new Deployment.Status(2), updated.rest());
        var afterwards = (Deployment) written(store.write(Write.updateStatus(observed)));
        assertThat(afterwards.spec().replicas()).isEqualTo(5);
        assertThat(afterwards.status().replicas()).isEqualTo(2);
        assertThat(afterwards.metadata().generation()).isEqualTo(2);
    }

    @Test
    void aChangeThatChangesNothingIsNoChange() {
        KubeObject first = create(DEPLOYMENT);
        long revision = store.revision();

        KubeObject second = written(store.write(Write.update(first)));

        assertThat(second).isEqualTo(first);
        assertThat(store.revision()).isEqualTo(revision);
    }

    @Test
    void aPatchMergesAndRemoves() {
        create(DEPLOYMENT);
        var merge = (Tree.Mapping) Json.parse(
                "{\"metadata\":{\"annotations\":{\"team\":null,\"tier\":\"gold\"}},\"spec\":{\"replicas\":4}}");

        var patched =
                (Deployment) written(store.write(new Write.Patch(DEPLOYMENTS, WEB, merge, false, Preconditions.NONE)));

        assertThat(patched.metadata().annotations()).containsExactly(Map.entry("tier", "gold"));
        assertThat(patched.spec().replicas()).isEqualTo(4);
        assertThat(patched.metadata().generation()).isEqualTo(2);
    }

    @Test
    void aPatchThatDoesNotFitIsInvalidAndNamesTheField() {
        create(DEPLOYMENT);
        var merge = (Tree.Mapping) Json.parse("{\"spec\":{\"replicas\":\"many\"}}");

        Refusal refusal = refusal(store.write(new Write.Patch(DEPLOYMENTS, WEB, merge, false, Preconditions.NONE)));

        assertThat(refusal).isInstanceOf(Refusal.Invalid.class);
        assertThat(refusal.message()).startsWith("Deployment \"web\" is invalid: spec.replicas: ");
    }

    @Test
    void whatAPatchLeavesAloneIsStillSharedWithSiblings() {
        var pod = (Pod) create(POD);
        var merge = (Tree.Mapping) Json.parse("{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        var patched = (Pod) written(store.write(new Write.Patch(PODS, WEB, merge, false, Preconditions.NONE)));

        assertThat(patched.spec()).isSameAs(pod.spec());
        assertThat(patched.rest()).isSameAs(pod.rest());
    }

    @Test
    void scalingSetsTheReplicasOfWhatHasSome() {
        create(DEPLOYMENT);
        create(POD);

        var scaled = (Deployment) written(store.write(new Write.Scale(DEPLOYMENTS, WEB, 9, Preconditions.NONE)));

        assertThat(scaled.spec().replicas()).isEqualTo(9);
        assertThat(refusal(store.write(new Write.Scale(PODS, WEB, 9, Preconditions.NONE))))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void aPodIsBoundOnce() {
        create(POD);

        var bound = (Pod) written(store.write(new Write.Bind(WEB, "", "node-a")));
        assertThat(bound.nodeName()).isEqualTo("node-a");
        assertThat(bound.status().conditions()).anyMatch(each -> each.type().equals("PodScheduled") && each.isTrue());

        assertThat(refusal(store.write(new Write.Bind(WEB, "", "node-b"))).message())
                .isEqualTo("Operation cannot be fulfilled on pods \"web\": pod web is already assigned to node"
                        + " \"node-a\"");
    }

    @Test
    void anUnboundPodGoesAtOnceAndABoundOneWithinItsGrace() {
        KubeObject unbound = create(POD);
        assertThat(store.write(Write.delete(unbound)).orThrow().removed()).isTrue();

        create(POD);
        store.write(new Write.Bind(WEB, "", "node-a")).orThrow();
        Written marked = store.write(delete(PODS, Propagation.BACKGROUND, null)).orThrow();
        assertThat(marked.removed()).isFalse();
        assertThat(marked.object().metadata().deletionTimestamp()).isEqualTo(START.plusSeconds(30));
        assertThat(marked.object().metadata().deletionGracePeriodSeconds()).isEqualTo(30);

        driver.runFor(Duration.ofMinutes(1));
        Written gone = store.write(delete(PODS, Propagation.BACKGROUND, 0L)).orThrow();
        assertThat(gone.removed()).isTrue();
        assertThat(gone.object().metadata().resourceVersion()).isEqualTo(Long.toString(store.revision()));
    }

    @Test
    void finalizersKeepADeletedObjectUntilTheLastIsTakenOff() {
        var first = create(DEPLOYMENT.replace("annotations:", "finalizers: [example.com/a], annotations:"));
        Written marked = store.write(Write.delete(first)).orThrow();
        assertThat(marked.removed()).isFalse();
        assertThat(marked.object().metadata().deletionTimestamp()).isEqualTo(START);
        assertThat(marked.object().metadata().generation()).isEqualTo(2);

        var free = (Deployment) marked.object();
        Written gone = store.write(Write.update(new Deployment(
                        free.metadata().withFinalizers(List.of()), free.spec(), free.status(), free.rest())))
                .orThrow();

        assertThat(gone.removed()).isTrue();
        assertThat(store.get(DEPLOYMENTS, WEB).isOk()).isFalse();
    }

    @Test
    void aDeletedObjectGetsNoNewFinalizers() {
        var first = create(DEPLOYMENT.replace("annotations:", "finalizers: [example.com/a], annotations:"));
        var marked = (Deployment) written(store.write(Write.delete(first)));

        var updated = written(store.write(Write.update(new Deployment(
                marked.metadata().withFinalizers(List.of("example.com/a", "example.com/b")),
                marked.spec(),
                marked.status(),
                marked.rest()))));

        assertThat(updated.metadata().finalizers()).containsExactly("example.com/a");
    }

    @Test
    void aPreconditionOnTheUidProtectsANamesake() {
        KubeObject first = create(POD);
        store.write(Write.delete(first)).orThrow();
        create(POD);

        assertThat(refusal(store.write(Write.delete(first)))).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void pagesOfAListShowOneRevisionWhateverHappensBetweenThem() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            create(POD.replace("name: web, labels", "name: " + name + ", labels"));
        }
        Page first = list(ListRequest.all(PODS).page(2, ""));
        store.write(new Write.Delete(
                PODS, new ObjectKey("default", "d"), Preconditions.NONE, Propagation.BACKGROUND, null));
        store.write(new Write.Bind(new ObjectKey("default", "c"), "", "node-a"));
        create(POD.replace("name: web, labels", "name: cc, labels"));

        Page second = list(ListRequest.all(PODS).page(2, first.continueToken()));
        Page third = list(ListRequest.all(PODS).page(2, second.continueToken()));

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.remaining()).isEqualTo(3);
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(((Pod) second.items().getFirst()).isBound()).isFalse();
        assertThat(names(third)).containsExactly("e");
        assertThat(third.continueToken()).isEmpty();
        assertThat(List.of(second.revision(), third.revision())).containsOnly(first.revision());
    }

    @Test
    void aListCannotBeContinuedOnceItsRevisionIsForgotten() {
        create(POD);
        create(POD.replace("name: web, labels", "name: shop, labels"));
        Page first = list(ListRequest.all(PODS).page(1, ""));
        create(POD.replace("name: web, labels", "name: more, labels"));

        store.compact();

        assertThat(refusal(store.list(ListRequest.all(PODS).page(1, first.continueToken()))))
                .isInstanceOf(Refusal.Gone.class);
        assertThat(refusal(store.list(ListRequest.all(PODS).page(1, "nonsense"))))
                .isInstanceOf(Refusal.BadRequest.class);
    }

    @Test
    void listsAreNarrowedByNamespaceLabelsAndFields() {
        create(POD);
        create(POD.replace("name: web, labels: {app: web}", "name: shop, labels: {app: shop}"));
        create(POD.replace("{name: web,", "{name: web, namespace: kube-system,"));
        store.write(new Write.Bind(WEB, "", "node-a"));

        assertThat(names(list(ListRequest.all(PODS).in("default")))).containsExactly("shop", "web");
        assertThat(names(list(ListRequest.all(PODS).where(Selector.labelled(LabelSelector.matching("app", "shop"))))))
                .containsExactly("shop");
        assertThat(names(list(ListRequest.all(PODS).where(Selector.field("spec.nodeName", "node-a")))))
                .containsExactly("web");
        assertThat(names(list(ListRequest.all(PODS).where(Selector.field("spec.schedulerName", "default-scheduler")))))
                .hasSize(3);
    }

    @Test
    void nothingNewComesIntoANamespaceThatIsNotThereOrOnItsWayOut() {
        var shop = Yaml.object(Pod.class, POD.replace("{name: web,", "{name: web, namespace: shop,"));
        assertThat(refusal(store.write(Write.create(shop))))
                .isEqualTo(new Refusal.NotFound("namespaces \"shop\" not found"));

        KubeObject namespace =
                written(store.write(Write.create(new Namespace(ObjectMeta.named("", "shop"), Tree.Mapping.EMPTY))));
        assertThat(namespace.metadata().labels()).containsEntry("kubernetes.io/metadata.name", "shop");
        store.write(Write.create(shop)).orThrow();

        Written marked = store.write(Write.delete(namespace)).orThrow();
        assertThat(marked.removed()).isFalse();
        assertThat(marked.object().rest().mapping("status").text("phase", "")).isEqualTo("Terminating");
        assertThat(refusal(store.write(Write.create(
                        Yaml.object(Pod.class, POD.replace("{name: web,", "{name: other, namespace: shop,"))))))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void aNodeComesWithItsStatusAndAPodWithout() {
        var node = Yaml.object(Node.class, """
                apiVersion: v1
                kind: Node
                metadata: {name: node-a}
                status:
                  allocatable: {cpu: "4"}
                """);
        assertThat(((Node) written(store.write(Write.create(node)))).status().allocatable())
                .containsKey("cpu");

        var pod = (Pod) create(POD + "status: {phase: Running}\n");
        assertThat(pod.status().phase()).isEqualTo("Pending");
    }

    @Test
    void kindsWithoutARecordAreKeptAsWritten() {
        Kind configMaps = TreeKinds.builtIn("ConfigMap");
        var data = (Tree.Mapping) Json.parse("{\"data\":{\"a\":\"1\"},\"immutable\":true}");
        var object = new TreeObject("v1", "ConfigMap", ObjectMeta.named("default", "settings"), data);

        store.write(new Write.Create(configMaps, object)).orThrow();
        var merge = (Tree.Mapping) Json.parse("{\"data\":{\"b\":\"2\"}}");
        var key = new ObjectKey("default", "settings");
        store.write(new Write.Patch(configMaps, key, merge, false, Preconditions.NONE))
                .orThrow();

        KubeObject stored = store.get(configMaps, key).orThrow();
        assertThat(Json.print(stored.rest().mapping("data"))).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(stored.metadata().generation()).isNull();
        assertThat(Render.yaml(stored)).startsWith("apiVersion: v1\nkind: ConfigMap\nmetadata:");
    }

    @Test
    void aKindThatAUserBroughtIsServedLikeAnyOther() {
        Kind widgets = TreeKinds.of(
                "example.com/v1", "Widget", "widgets", true, () -> dev.wainwright.api.schema.Schema.ANYTHING);
        var widget = new TreeObject("example.com/v1", "Widget", ObjectMeta.named("default", "w"), Tree.Mapping.EMPTY);
        assertThat(refusal(store.write(new Write.Create(widgets, widget)))).isInstanceOf(Refusal.NotFound.class);

        store.serve(widgets);

        assertThat(store.write(new Write.Create(widgets, widget)).isOk()).isTrue();
        assertThat(store.kinds()).contains(widgets);
    }

    private KubeObject create(String manifest) {
        return written(store.write(Write.create(Yaml.objects(manifest).getFirst())));
    }

    private static KubeObject written(Result<Written> result) {
        return result.orThrow().object();
    }

    private static Refusal refusal(Result<?> result) {
        return result.refusal().orElseThrow();
    }

    private static Deployment replicas(Deployment deployment, int replicas) {
        return new Deployment(
                deployment.metadata(),
                new Deployment.Spec(
                        replicas,
                        null,
                        deployment.spec().selector(),
                        deployment.spec().template()),
                deployment.status(),
                deployment.rest());
    }

    private static Pod unnamed(Pod pod) {
        return new Pod(pod.metadata().withName(""), "", pod.volumes(), pod.spec(), pod.status(), pod.rest());
    }

    private static Write delete(Kind kind, Propagation propagation, @org.jspecify.annotations.Nullable Long grace) {
        return new Write.Delete(kind, WEB, Preconditions.NONE, propagation, grace);
    }

    private Page list(ListRequest request) {
        return store.list(request).orThrow();
    }

    private static List<String> names(Page page) {
        return page.items().stream().map(KubeObject::name).toList();
    }
}
