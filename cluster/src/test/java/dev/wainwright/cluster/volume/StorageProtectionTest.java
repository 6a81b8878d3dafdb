package dev.wainwright.cluster.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Storage that is in use stays, and goes as soon as it is not. */
class StorageProtectionTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final World world =
            World.withNodes(1).run(seen -> new StorageProtection()).nodes("n1").apply("""
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: gp3}
            provisioner: ebs.csi.aws.com
            volumeBindingMode: WaitForFirstConsumer
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, finalizers: [kubernetes.io/pvc-protection]}
            spec:
              storageClassName: gp3
              accessModes: [ReadWriteOnce]
              resources: {requests: {storage: 10Gi}}
            """);

    private void use() {
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: user}
                spec:
                  containers: [{name: main, image: app}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                """).passes(SOON);
        assertThat(world.nodeOf("user")).isEqualTo("n1");
    }

    @Test
    void aClaimThatNobodyUsesGoesAtOnce() {
        world.delete(PersistentVolumeClaim.class, "data", Propagation.BACKGROUND)
                .passes(SOON);

        assertThat(world.find(PersistentVolumeClaim.class, "data")).isEmpty();
    }

    @Test
    void aClaimStaysUntilItsLastPodIsGone() {
        use();
        world.delete(PersistentVolumeClaim.class, "data", Propagation.BACKGROUND)
                .passes(SOON);
        assertThat(world.get(PersistentVolumeClaim.class, "data").metadata().isTerminating())
                .isTrue();

        world.delete(Pod.class, "user", Propagation.BACKGROUND).passes(Duration.ofMinutes(2));
        assertThat(world.find(Pod.class, "user")).isEmpty();
        assertThat(world.find(PersistentVolumeClaim.class, "data")).isEmpty();
    }

    @Test
    void aVolumeStaysAsLongAsItsClaim() {
        use();
        PersistentVolume volume = world.all(PersistentVolume.class).getFirst();
        world.change(
                PersistentVolume.class,
                volume.name(),
                each -> new PersistentVolume(
                        each.metadata().withFinalizers(StorageProtection.guarded(each)), each.spec(), each.rest()));
        world.delete(PersistentVolume.class, volume.name(), Propagation.BACKGROUND)
                .passes(SOON);
        assertThat(world.all(PersistentVolume.class)).hasSize(1);

        world.delete(Pod.class, "user", Propagation.BACKGROUND).passes(Duration.ofMinutes(2));
        world.delete(PersistentVolumeClaim.class, "data", Propagation.BACKGROUND)
                .passes(SOON);
        assertThat(world.all(PersistentVolume.class)).isEmpty();
    }
}
