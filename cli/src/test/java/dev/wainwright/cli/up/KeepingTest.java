package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.journal.JournalException;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a cluster outlives its process. */
class KeepingTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private static ClusterStore store(State state) {
        return new ClusterStore(new VirtualDriver(NOON), 1, ClusterStore.STANDARD_WINDOW, Admission.NONE, state);
    }

    @Test
    void withoutAFolderNothingIs() throws IOException {
        try (Keeping keeping = Keeping.open(Optional.empty())) {
            assertThat(keeping.isDurable()).isFalse();
            assertThat(keeping.isContinued()).isFalse();
            assertThat(keeping.state(new Resources())).isEqualTo(State.EMPTY);
            assertThat(keeping.clock()).isEmpty();
            assertThat(keeping.identities(NOON).viewerToken())
                    .isNotEqualTo(keeping.identities(NOON).viewerToken());
        }
    }

    @Test
    void theSameClusterGoesOnWithObjectsIdentitiesAndClock() throws IOException {
        Identities identities;
        var clock = new KeptClock(NOON, NOON.plusSeconds(7), 10);
        try (Keeping keeping = Keeping.open(Optional.of(folder))) {
            ClusterStore store = store(keeping.state(new Resources()));
            keeping.keep(store, failure -> {});
            keeping.remember(clock);
            assertThat(keeping.isContinued()).isFalse();
            store.write(Write.create(new Namespace(ObjectMeta.named("", "shop"), Tree.Mapping.EMPTY)))
                    .orThrow();
            identities = keeping.identities(NOON);
            keeping.durability().await(store.revision());
        }
        try (Keeping keeping = Keeping.open(Optional.of(folder))) {
            assertThat(keeping.isContinued()).isTrue();
            assertThat(keeping.state(new Resources()).items())
                    .extracting(item -> item.object().name())
                    .contains("shop");
            assertThat(keeping.clock()).contains(clock);
            assertThat(keeping.identities(NOON).adminToken()).isEqualTo(identities.adminToken());
            assertThat(keeping.identities(NOON).viewerToken()).isEqualTo(identities.viewerToken());
            assertThat(keeping.notes()).isEmpty();
        }
    }

    @Test
    void aClusterWhoseFirstStartBrokeOffBeginsAnewWithWhatIsThere() throws IOException {
        try (Keeping keeping = Keeping.open(Optional.of(folder))) {
            keeping.keep(store(keeping.state(new Resources())), failure -> {});
        }
        try (Keeping keeping = Keeping.open(Optional.of(folder))) {
            assertThat(keeping.isContinued()).isFalse();
        }
    }

    @Test
    void twoDoNotShareAFolder() throws IOException {
        try (Keeping keeping = Keeping.open(Optional.of(folder))) {
            assertThat(keeping.isDurable()).isTrue();
            assertThatThrownBy(() -> Keeping.open(Optional.of(folder))).isInstanceOf(JournalException.class);
        }
    }
}
