package dev.wainwright.cluster.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Claims, volumes, attachments, and the pods that wait for them. */
class VolumesTest {
    private static final String CLASSES = """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: gp3}
            provisioner: ebs.csi.aws.com
            volumeBindingMode: WaitForFirstConsumer
            ---
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: now}
            provisioner: ebs.csi.aws.com
            """;

    private final World world = World.withNodes(1).nodes("n1", "n2", "n3").apply(CLASSES);

    private static String claim(String name, String storage) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s}
                spec:
                  storageClassName: %s
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 10Gi}}
                ---
                """.formatted(name, storage);
    }

    private static String pod(String name, String claim) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  containers: [{name: main, image: app, resources: {requests: {cpu: "3"}}}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: %s}}]
                """.formatted(name, claim);
    }

    private String zone(String node) {
        return world.get(Node.class, node).metadata().labels().getOrDefault("topology.kubernetes.io/zone", "");
    }

    private PersistentVolume volumeOf(String claim) {
        return world.get(
                PersistentVolume.class,
                world.get(PersistentVolumeClaim.class, claim).spec().volumeName());
    }

    private static String place(PersistentVolume volume) {
        return Objects.requireNonNull(volume.spec().requiredNodes())
                .nodeSelectorTerms()
                .getFirst()
                .matchExpressions()
                .getFirst()
                .values()
                .getFirst();
    }

    @Test
    void aBoundClaimTellsWhatItHasGotAndItsVolumeThatItIsTaken() {
        world.apply(claim("a", "now")).passes(Duration.ofSeconds(30));

        PersistentVolumeClaim claim = world.get(PersistentVolumeClaim.class, "a");
        assertThat(claim.status().phase()).isEqualTo("Bound");
        assertThat(claim.rest().mapping("status").mapping("capacity").text("storage", ""))
                .isEqualTo("10Gi");
        assertThat(claim.rest().mapping("status").items("accessModes")).containsExactly(Tree.text("ReadWriteOnce"));
        assertThat(VolumeTrees.phase(volumeOf("a"))).isEqualTo("Bound");
    }

    private int attachments() {
        return world.store()
                .list(ListRequest.all(Attacher.KIND))
                .orThrow()
                .items()
                .size();
    }

    @Test
    void aClaimThatWaitsGetsItsVolumeWhereItsFirstPodGoes() {
        world.apply(claim("data", "gp3")).passes(Duration.ofMinutes(1));
        assertThat(world.get(PersistentVolumeClaim.class, "data").status().phase())
                .isEqualTo("Pending");

        world.apply(pod("db", "data")).passes(Duration.ofSeconds(3));
        assertThat(world.nodeOf("db")).as("not bound before its volume is").isEmpty();
        world.passes(Duration.ofSeconds(20));

        assertThat(world.get(PersistentVolumeClaim.class, "data").status().phase())
                .isEqualTo("Bound");
        assertThat(place(volumeOf("data"))).isEqualTo(zone(world.nodeOf("db")));
        assertThat(VolumeTrees.phase(volumeOf("data"))).isEqualTo("Bound");
        assertThat(world.readyPods()).hasSize(1);
        assertThat(attachments()).isEqualTo(1);
    }

    @Test
    void aPodFollowsItsVolumeIntoItsZone() {
        world.apply(claim("data", "now")).passes(Duration.ofSeconds(10));
        assertThat(world.get(PersistentVolumeClaim.class, "data").status().phase())
                .isEqualTo("Bound");
        world.apply(pod("first", "data")).passes(Duration.ofSeconds(10));
        assertThat(zone(world.nodeOf("first"))).isEqualTo(place(volumeOf("data")));

        world.apply(pod("second", "data")).passes(Duration.ofSeconds(10));
        assertThat(world.whyNot("second"))
                .startsWith(
                        "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had volume node affinity conflict.");
    }

    @Test
    void aMissingClaimIsNamedAndAnUnboundOneWaitedFor() {
        world.apply(pod("db", "data")).passes(Duration.ofSeconds(3));
        assertThat(world.whyNot("db")).isEqualTo("0/3 nodes are available: persistentvolumeclaim \"data\" not found.");
        world.apply(claim("data", "now")).passes(Duration.ofSeconds(4));
        assertThat(world.whyNot("db"))
                .isEqualTo("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.");
        world.passes(Duration.ofSeconds(30));
        assertThat(world.readyPods()).hasSize(1);
    }

    @Test
    void volumesAreDetachedWhenTheirPodIsGoneAndDeletedWithTheirClaim() {
        world.apply(claim("data", "gp3")).apply(pod("db", "data")).passes(Duration.ofSeconds(30));
        world.delete(Pod.class, "db", Propagation.BACKGROUND).passes(Duration.ofSeconds(10));
        assertThat(attachments()).isZero();

        world.delete(PersistentVolumeClaim.class, "data", Propagation.BACKGROUND)
                .passes(Duration.ofSeconds(10));
        assertThat(world.all(PersistentVolume.class)).isEmpty();
    }

    @Test
    void aNodeHoldsNoMoreVolumesThanItsDriverCan() {
        for (String node : new String[] {"n1", "n2", "n3"}) {
            world.apply("""
                    apiVersion: storage.k8s.io/v1
                    kind: CSINode
                    metadata: {name: %s}
                    spec: {drivers: [{name: ebs.csi.aws.com, nodeID: i-1, allocatable: {count: 1}}]}
                    """.formatted(node));
        }
        for (int i = 1; i <= 4; i++) {
            world.apply(claim("data-" + i, "gp3"))
                    .apply(pod("db-" + i, "data-" + i).replace("cpu: \"3\"", "cpu: 100m"))
                    .passes(Duration.ofSeconds(20));
        }

        assertThat(world.readyPods()).extracting(Pod::nodeName).containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(world.whyNot("db-4")).startsWith("0/3 nodes are available: 3 node(s) exceed max volume count.");
    }

    @Test
    void anEphemeralVolumeComesAndGoesWithItsPod() {
        world.collectGarbage().apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: scratch}
                spec:
                  containers: [{name: main, image: app}]
                  volumes:
                    - name: tmp
                      ephemeral:
                        volumeClaimTemplate:
                          spec:
                            storageClassName: gp3
                            accessModes: [ReadWriteOnce]
                            resources: {requests: {storage: 1Gi}}
                """).passes(Duration.ofSeconds(30));
        assertThat(world.readyPods()).hasSize(1);
        assertThat(world.get(PersistentVolumeClaim.class, "scratch-tmp")
                        .status()
                        .phase())
                .isEqualTo("Bound");

        world.delete(Pod.class, "scratch", Propagation.BACKGROUND).passes(Duration.ofMinutes(1));
        assertThat(world.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(world.all(PersistentVolume.class)).isEmpty();
    }
}
