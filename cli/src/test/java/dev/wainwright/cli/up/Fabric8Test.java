package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** fabric8's client, which most operators in Java use, does with our cluster what it does with Kubernetes. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Fabric8Test {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RunningCluster cluster;
    private KubernetesClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster = Fabric8.cluster(kubeconfig, 0, Optional.empty());
        client = Fabric8.client(kubeconfig);
    }

    @AfterAll
    void stop() {
        client.close();
        cluster.close();
    }

    private String namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    private static Deployment web(String namespace) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("nginx:1.27")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Test
    void objectsAreCreatedReadEditedAndDeleted() {
        String namespace = namespace("edited");
        ConfigMap created = client.resource(Fabric8.map(namespace, "one", "1")).create();
        assertThat(created.getMetadata().getUid()).isNotEmpty();
        assertThatThrownBy(() ->
                        client.resource(Fabric8.map(namespace, "one", "1")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
                });
        var maps = client.configMaps().inNamespace(namespace);
        ConfigMap edited = maps.withName("one")
                .edit(map -> new ConfigMapBuilder(map).addToData("value", "2").build());
        assertThat(edited.getData()).containsEntry("value", "2");
        assertThat(maps.withName("one").get()).isEqualTo(edited);
        assertThatThrownBy(() -> client.resource(created).lockResourceVersion().update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        List<StatusDetails> gone = maps.withName("one").delete();
        assertThat(gone).hasSize(1);
        assertThat(maps.withName("one").get()).isNull();
        assertThat(maps.withName("one").delete()).isEmpty();
    }

    @Test
    void patchesOfAllTypesAndServerSideApplyAreUnderstood() {
        String namespace = namespace("patched");
        client.resource(web(namespace)).create();
        var web = client.apps().deployments().inNamespace(namespace).withName("web");
        Deployment json = web.patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\":\"add\",\"path\":\"/spec/paused\",\"value\":true},"
                        + "{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"by\":\"json\"}}]");
        assertThat(json.getMetadata().getLabels()).containsEntry("by", "json");
        Deployment merged =
                web.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"by\":\"merge\"}}}");
        assertThat(merged.getMetadata().getLabels()).containsExactlyEntriesOf(Map.of("by", "merge"));
        Deployment strategic = web.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"busybox\"}]}}}}");
        assertThat(strategic.getSpec().getTemplate().getSpec().getContainers())
                .extracting("name")
                .containsExactlyInAnyOrder("side", "web");
        Deployment mine = web(namespace);
        mine.getSpec().setReplicas(3);
        assertThatThrownBy(() -> client.resource(mine).fieldManager("other").serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        Deployment applied =
                client.resource(mine).fieldManager("other").forceConflicts().serverSideApply();
        assertThat(applied.getSpec().getReplicas()).isEqualTo(3);
        assertThat(applied.getMetadata().getManagedFields())
                .extracting("manager")
                .contains("other");
        assertThat(web.scale(5).getSpec().getReplicas()).isEqualTo(5);
    }

    @Test
    void statusIsWrittenApartFromTheRest() {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("by-hand")
                        .endMetadata()
                        .withNewStatus()
                        .withCapacity(Map.of("cpu", new Quantity("4"), "pods", new Quantity("10")))
                        .endStatus()
                        .build())
                .create();
        var node = client.nodes().withName("by-hand");
        despiteConflicts(() -> node.editStatus(read -> new NodeBuilder(read)
                .editOrNewMetadata()
                .addToLabels("ignored", "yes")
                .endMetadata()
                .editOrNewStatus()
                .addToConditions(new NodeConditionBuilder()
                        .withType("Pressed")
                        .withStatus("True")
                        .build())
                .endStatus()
                .build()));
        assertThat(node.get().getStatus().getConditions()).extracting("type").contains("Pressed");
        despiteConflicts(() -> node.edit(read -> new NodeBuilder(read)
                .editOrNewStatus()
                .addToCapacity("ignored.example/x", new Quantity("1"))
                .endStatus()
                .build()));
        assertThat(node.get().getStatus().getCapacity()).doesNotContainKey("ignored.example/x");
        node.delete();
    }

    /** Edits again what a controller has written between the reading and the patch, as any operator has to. */
    private static void despiteConflicts(Runnable edit) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof KubernetesClientException told && told.getCode() == 409)
                .untilAsserted(edit::run);
    }

    @Test
    void usersKindsAreDefinedAndTheirObjectsKept() {
        String namespace = namespace("own-kinds");
        var definition = client.resource(Widgets.DEFINITION).create();
        client.resource(definition)
                .waitUntilCondition(
                        read -> read.getStatus() != null
                                && read.getStatus().getConditions().stream()
                                        .anyMatch(each -> each.getType().equals("Established")
                                                && each.getStatus().equals("True")),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS);
        var widgets = client.genericKubernetesResources(Widgets.CONTEXT).inNamespace(namespace);
        client.resource(Widgets.widget(namespace, "w", 3)).create();
        assertThatThrownBy(() ->
                        client.resource(Widgets.widget(namespace, "bad", -1)).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(422));
        GenericKubernetesResource edited = widgets.withName("w").edit(widget -> {
            widget.setAdditionalProperty("spec", Map.of("size", 4));
            return widget;
        });
        assertThat(edited.<Integer>get("spec", "size")).isEqualTo(4);
        client.resource(definition).delete();
        // It stays until its objects are gone.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(widgets::list).isInstanceOf(KubernetesClientException.class));
    }

    @Test
    void listsComeInPagesOfOneRevision() {
        String namespace = namespace("paged");
        for (int i = 0; i < 25; i++) {
            client.resource(Fabric8.map(namespace, "map-" + (100 + i), "x")).create();
        }
        var maps = client.configMaps().inNamespace(namespace).withLabel("paged", "yes");
        client.configMaps()
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(map -> client.resource(new ConfigMapBuilder(map)
                                .editMetadata()
                                .addToLabels("paged", "yes")
                                .endMetadata()
                                .build())
                        .update());
        var names = new ArrayList<String>();
        String token = null;
        String revision = "";
        do {
            ConfigMapList page = maps.list(
                    new ListOptionsBuilder().withLimit(10L).withContinue(token).build());
            page.getItems().forEach(map -> names.add(map.getMetadata().getName()));
            assertThat(revision).isIn("", page.getMetadata().getResourceVersion());
            revision = page.getMetadata().getResourceVersion();
            token = page.getMetadata().getContinue();
            client.configMaps().inNamespace(namespace).withName("map-124").delete();
        } while (token != null && !token.isEmpty());
        names.remove("kube-root-ca.crt");
        assertThat(names).doesNotHaveDuplicates().hasSize(25).contains("map-100", "map-124");
    }

    @Test
    void aWatchTellsOfEverythingInOrder() {
        String namespace = namespace("watched");
        var heard = new CopyOnWriteArrayList<String>();
        try (var watch =
                client.configMaps().inNamespace(namespace).withName("w").watch(new Telling(heard))) {
            client.resource(Fabric8.map(namespace, "w", "1")).create();
            client.resource(Fabric8.map(namespace, "other", "1")).create();
            client.resource(Fabric8.map(namespace, "w", "2")).update();
            client.resource(Fabric8.map(namespace, "w", "2")).delete();
            await().atMost(PATIENCE).until(() -> heard.size() >= 3);
            assertThat(watch).isNotNull();
        }
        assertThat(heard).startsWith("ADDED 1", "MODIFIED 2", "DELETED 2");
    }

    private record Telling(List<String> heard) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            heard.add(action + " " + map.getData().get("value"));
        }

        @Override
        public void onClose(WatcherException cause) {
            heard.add("closed: " + cause);
        }
    }

    @Test
    void podsRunAndAreWaitedFor() {
        String namespace = namespace("running");
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("roomy")
                        .endMetadata()
                        .withNewStatus()
                        .withCapacity(Map.of("cpu", new Quantity("4"), "pods", new Quantity("10")))
                        .withAllocatable(Map.of("cpu", new Quantity("4"), "pods", new Quantity("10")))
                        .endStatus()
                        .build())
                .create();
        Pod pod = client.run()
                .inNamespace(namespace)
                .withName("runner")
                .withImage("nginx")
                .done();
        Pod ready = client.resource(pod).waitUntilReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(ready.getStatus().getPhase()).isEqualTo("Running");
        assertThat(client.pods().inNamespace(namespace).withName("runner").getLog())
                .contains("simulated");
        assertThat(client.pods().inNamespace(namespace).withName("runner").evict())
                .isTrue();
        client.resource(pod).waitUntilCondition(read -> read == null, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void oneOfTwoLeadsAndTheOtherFollowsItWhenItStops() {
        String namespace = namespace("led");
        var leading = new AtomicInteger();
        var terms = new CopyOnWriteArrayList<String>();
        CompletableFuture<?> first = candidate(namespace, "first", leading, terms);
        await().atMost(PATIENCE).until(() -> terms.contains("first"));
        CompletableFuture<?> second = candidate(namespace, "second", leading, terms);
        assertThat(terms).containsExactly("first");
        first.cancel(true);
        await().atMost(PATIENCE).until(() -> terms.contains("second"));
        second.cancel(true);
        assertThat(leading.get()).isBetween(0, 1);
        assertThat(client.leases()
                        .inNamespace(namespace)
                        .withName("lock")
                        .get()
                        .getSpec()
                        .getLeaseTransitions())
                .isPositive();
    }

    private CompletableFuture<?> candidate(String namespace, String name, AtomicInteger leading, List<String> terms) {
        var callbacks = new LeaderCallbacks(
                () -> {
                    assertThat(leading.incrementAndGet()).isEqualTo(1);
                    terms.add(name);
                },
                leading::decrementAndGet,
                leader -> {});
        return client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(name)
                        .withLock(new LeaseLock(namespace, "lock", name))
                        .withLeaseDuration(Duration.ofSeconds(3))
                        .withRenewDeadline(Duration.ofSeconds(2))
                        .withRetryPeriod(Duration.ofMillis(200))
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(callbacks)
                        .build())
                .build()
                .start();
    }
}
