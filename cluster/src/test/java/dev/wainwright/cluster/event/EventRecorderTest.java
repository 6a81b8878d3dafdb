package dev.wainwright.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.cluster.quota.QuotaAdmission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read when they describe things. */
class EventRecorderTest {
    private static final Kind EVENT = TreeKinds.builtIn("Event");
    private static final ObjectKey POD = new ObjectKey("default", "p");

    private final VirtualDriver driver = new VirtualDriver(Instant.parse("2026-11-23T12:00:00Z"));
    private final ClusterStore store = new ClusterStore(driver, 1);

    @BeforeEach
    void aPodAndSomebodyWhoTells() {
        new EventRecorder(store, driver).start();
        store.write(Write.create(Yaml.objects("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: p, namespace: default}
                        spec:
                          containers: [{name: web, image: nginx}]
                        """).getFirst())).orThrow();
    }

    @Test
    void podThatIsNotAdmittedIsItsOwnersTrouble() {
        var quotas = new QuotaAdmission();
        var guarded = new ClusterStore(driver, 1, ClusterStore.STANDARD_WINDOW, quotas);
        quotas.guard(guarded);
        new EventRecorder(guarded, driver).start();
        var hard = new Tree.Mapping(Map.of("pods", Tree.text("0")), 0);
        var spec = new Tree.Mapping(Map.of("spec", new Tree.Mapping(Map.of("hard", hard), 0)), 0);
        guarded.write(new Write.Create(
                        TreeKinds.builtIn("ResourceQuota"),
                        new TreeObject("v1", "ResourceQuota", ObjectMeta.named("default", "none"), spec)))
                .orThrow();

        guarded.write(Write.create(Yaml.objects("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  namespace: default
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]
                spec:
                  containers: [{name: web, image: nginx}]
                """).getFirst()));
        driver.runFor(Duration.ofSeconds(1));

        assertThat(guarded.list(ListRequest.all(EVENT)).orThrow().items())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.rest().text("reason", "")).isEqualTo("FailedCreate");
                    assertThat(event.rest().mapping("involvedObject").text("name", ""))
                            .isEqualTo("web");
                    assertThat(event.rest().text("message", ""))
                            .isEqualTo("Error creating: pods \"p\" is forbidden: exceeded quota: none,"
                                    + " requested: pods=1, used: pods=0, limited: pods=0");
                });
    }

    @Test
    void claimOfAClassThatThereIsNotWaitsInVain() {
        store.write(Write.create(Yaml.objects("""
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: c, namespace: default}
                        spec: {storageClassName: absent, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                        """).getFirst())).orThrow();

        assertThat(told()).containsExactly("ProvisioningFailed x1: storageclass.storage.k8s.io \"absent\" not found");
    }

    @Test
    void aBindingIsTheSchedulersToTell() {
        store.write(new Write.Bind(POD, "", "node-1")).orThrow();

        assertThat(told()).containsExactly("Scheduled x1: Successfully assigned default/p to node-1");
    }

    @Test
    void theSameRefusalIsCountedUpAndAnotherOneIsNew() {
        refuse("no room");
        refuse("still no room");
        refuse("no room");

        assertThat(told())
                .containsExactlyInAnyOrder("FailedScheduling x2: no room", "FailedScheduling x1: still no room");
    }

    @Test
    void eventsOfOneMomentAreListedInTheOrderInWhichTheyCame() {
        store.write(new Write.Bind(POD, "", "node-1")).orThrow();
        var running = (Tree.Mapping) Json.parse("""
                {"status":{"containerStatuses":[{"name":"web","image":"nginx","ready":true,"restartCount":0,
                "state":{"running":{"startedAt":"2026-11-23T12:00:00Z"}}}]}}""");
        store.write(new Write.Patch(Kinds.of(Pod.class), POD, running, true, Write.Preconditions.NONE))
                .orThrow();

        assertThat(told())
                .extracting(event -> event.substring(0, event.indexOf(' ')))
                .containsExactly("Scheduled", "Pulled", "Created", "Started");
    }

    @Test
    void eventsGoAfterAnHour() {
        store.write(new Write.Bind(POD, "", "node-1")).orThrow();
        driver.runFor(Duration.ofMinutes(59));
        assertThat(told()).hasSize(1);
        driver.runFor(Duration.ofMinutes(3));

        assertThat(told()).isEmpty();
    }

    @Test
    void aBurstIsToldAtAMeasuredPace() {
        bind(2_000);

        driver.runFor(Duration.ofMillis(50));
        assertThat(events()).isEqualTo(Tempo.BURST);
        driver.runFor(Duration.ofSeconds(1));
        assertThat(events()).isBetween(Tempo.BURST + Tempo.PER_SECOND - 100, Tempo.BURST + Tempo.PER_SECOND + 100);
        driver.runFor(Duration.ofSeconds(2));
        assertThat(events()).isEqualTo(2_000);
    }

    @Test
    void ofMoreThanWillBeKeptTheOldestAreNeverTold() {
        bind(10_000);
        driver.runFor(Duration.ofSeconds(30));

        assertThat(events()).isEqualTo(5_000);
        assertThat(told())
                .contains("Scheduled x1: Successfully assigned default/p9999 to node-1")
                .doesNotContain("Scheduled x1: Successfully assigned default/p2000 to node-1");
    }

    /** Binds as many pods at one moment. */
    private void bind(int pods) {
        Pod pod = (Pod) store.get(Kinds.of(Pod.class), POD).orThrow();
        for (int i = 0; i < pods; i++) {
            store.write(Write.create(ObjectParts.withMetadata(pod, ObjectMeta.named("default", "p" + i))))
                    .orThrow();
            store.write(new Write.Bind(new ObjectKey("default", "p" + i), "", "node-1"))
                    .orThrow();
        }
    }

    private int events() {
        return store.list(ListRequest.all(EVENT)).orThrow().items().size();
    }

    private void refuse(String why) {
        Pod pod = (Pod) store.get(Kinds.of(Pod.class), POD).orThrow();
        var condition = new Condition("PodScheduled", "False", "Unschedulable", why, driver.now(), null);
        store.write(Write.updateStatus(pod.with(pod.status().with(condition)))).orThrow();
        told();
    }

    private List<String> told() {
        driver.runFor(Duration.ofSeconds(1));
        return store.list(ListRequest.all(EVENT)).orThrow().items().stream()
                .map(Codec::write)
                .map(event -> event.text("reason", "") + " x" + count(event) + ": " + event.text("message", ""))
                .toList();
    }

    private static String count(Tree.Mapping event) {
        return event.get("count") instanceof Tree.Numeral count ? count.value().toPlainString() : "?";
    }
}
