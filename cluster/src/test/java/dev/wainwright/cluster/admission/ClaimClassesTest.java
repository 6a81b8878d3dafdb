package dev.wainwright.cluster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which class a claim gets that names none. */
class ClaimClassesTest {
    private final VirtualDriver driver = new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z"));
    private final ClaimClasses classes = new ClaimClasses();
    private final ClusterStore store = new ClusterStore(driver, 1, ClusterStore.STANDARD_WINDOW, classes);

    private void storageClass(String name, boolean isDefault) {
        store.write(Write.create(Yaml.object(StorageClass.class, """
                        apiVersion: storage.k8s.io/v1
                        kind: StorageClass
                        metadata: {name: %s, annotations: {storageclass.kubernetes.io/is-default-class: "%s"}}
                        provisioner: ebs.csi.aws.com
                        """.formatted(name, isDefault))))
                .orThrow();
        driver.runFor(Duration.ofMinutes(1));
    }

    private @Nullable String classOf(String name, String more) {
        var claim = (PersistentVolumeClaim)
                store.write(Write.create(Yaml.object(PersistentVolumeClaim.class, """
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: %s}
                        spec: {%s accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                        """.formatted(name, more))))
                        .orThrow()
                        .object();
        return claim.spec().storageClassName();
    }

    @Test
    void theYoungestDefaultClassIsForClaimsThatNameNone() {
        classes.look(store);
        storageClass("old", true);
        storageClass("slow", false);
        assertThat(classOf("a", "")).isEqualTo("old");
        storageClass("new", true);

        assertThat(classOf("b", "")).isEqualTo("new");
        assertThat(classOf("c", "storageClassName: slow,")).isEqualTo("slow");
        assertThat(classOf("d", "storageClassName: '',")).isEmpty();
    }

    @Test
    void withoutADefaultClassAClaimHasNone() {
        classes.look(store);
        storageClass("slow", false);

        assertThat(classOf("a", "")).isNull();
    }
}
