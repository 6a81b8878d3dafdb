package dev.wainwright.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.simulated.KeptMachine;
import dev.wainwright.cloud.simulated.MachineKeeper;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A live world among people who do not wait for it. */
class LiveWorldTest {
    private final VirtualDriver driver = new VirtualDriver(Instant.EPOCH);
    private final GuardedStore guarded = LiveWorld.store(driver, 1, Admission.NONE, State.EMPTY);
    private final ClusterStore store = guarded.store();

    /** A node that was created while the world began went without a kubelet: 13 of 300 under load. */
    @Test
    void aNodeThatComesWhileTheWorldBeginsGetsItsKubelet() {
        Namespaces.ensure(store, "default");
        world(new Meanwhile(() -> create("""
                apiVersion: v1
                kind: Node
                metadata: {name: late}
                status: {allocatable: {cpu: "4", memory: 8Gi, pods: "10"}, capacity: {cpu: "4", memory: 8Gi, pods: "10"}}
                """))).start();
        create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: default}
                spec: {nodeName: late, containers: [{name: web, image: web}]}
                """);
        driver.runFor(Duration.ofSeconds(30));

        assertThat(read(Node.class, "", "late").isReady()).isTrue();
        assertThat(read(Pod.class, "default", "web").status().phase()).isEqualTo("Running");
    }

    private LiveWorld world(MachineKeeper keeper) {
        var setup = new LiveWorld.Setup(1, "none", false, Settings.STANDARD, "");
        return new LiveWorld(driver, guarded, Catalog.embedded(), setup, keeper, LiveWorld.Listeners.NONE);
    }

    private void create(String manifest) {
        ManifestReader.read(
                        List.of("-"),
                        new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)),
                        Profile.STRICT,
                        any -> List.of())
                .objects()
                .forEach(object -> store.write(Write.create(object)).orThrow());
    }

    private <T extends KubeObject> T read(Class<T> type, String namespace, String name) {
        return type.cast(
                store.get(Kinds.of(type), new ObjectKey(namespace, name)).orThrow());
    }

    /** Does something when the cloud looks for the machines it had, which is in the middle of the start. */
    private static final class Meanwhile extends MachineKeeper.Forgetful {
        private final Runnable happening;

        Meanwhile(Runnable happening) {
            this.happening = happening;
        }

        @Override
        public List<KeptMachine> machines() {
            happening.run();
            return super.machines();
        }
    }
}
