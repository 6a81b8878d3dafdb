package dev.wainwright.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: default}
            spec:
              containers: [{name: app, image: nginx}]
            """;

    private final VirtualDriver driver = new VirtualDriver(Instant.EPOCH);
    private final ClusterStore store = new ClusterStore(driver, 1);

    private ClusterStore continued(State state) {
        return new ClusterStore(driver, 1, 100, Admission.NONE, state);
    }

    @Test
    void everyChangeIsToldInOrderWithItsRevision() {
        var changes = new ArrayList<Change>();
        store.observe(changes::add);
        var pod =
                store.write(Write.create(Yaml.object(Pod.class, POD))).orThrow().object();
        store.write(new Write.Bind(ObjectKey.of(pod), "", "node-1")).orThrow();
        store.write(Write.delete(pod)).orThrow();
        assertThat(changes).extracting(change -> change.kind().kind()).containsOnly("Pod");
        assertThat(changes)
                .extracting(change -> Long.toString(change.revision()))
                .isSorted()
                .isEqualTo(changes.stream()
                        .map(change -> change.object().metadata().resourceVersion())
                        .toList());
        assertThat(changes.getFirst().removed()).isFalse();
        assertThat(((Pod) changes.get(1).object()).nodeName()).isEqualTo("node-1");
    }

    @Test
    void whatChangesNothingIsNotTold() {
        var pod =
                store.write(Write.create(Yaml.object(Pod.class, POD))).orThrow().object();
        var changes = new ArrayList<Change>();
        store.observe(changes::add);
        store.write(Write.update(pod)).orThrow();
        assertThat(changes).isEmpty();
    }

    @Test
    void aStoreGoesOnWhereAnotherEnded() {
        var pod =
                store.write(Write.create(Yaml.object(Pod.class, POD))).orThrow().object();
        State state = store.state();
        ClusterStore next = continued(state);
        assertThat(next.revision()).isEqualTo(store.revision());
        assertThat(next.get(Kinds.of(Pod.class), ObjectKey.of(pod)).orThrow()).isEqualTo(pod);
        assertThat(next.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items())
                .hasSize(1);
        var node =
                next.write(Write.create(Yaml.object(Node.class, """
                apiVersion: v1
                kind: Node
                metadata: {name: node-1}
                """))).orThrow().object();
        assertThat(node.metadata().resourceVersion()).isEqualTo(Long.toString(state.revision() + 1));
        assertThat(node.metadata().uid()).isNotEqualTo(pod.metadata().uid());
    }

    @Test
    void whoWatchedTheFormerStoreMustListAnew() {
        long before = store.revision() - 1;
        ClusterStore next = continued(store.state());
        var watch = next.watch(WatchRequest.all(Kinds.of(Pod.class), before), event -> {});
        assertThat(watch)
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(Refusal.Gone.class));
        assertThat(next.watch(WatchRequest.all(Kinds.of(Pod.class), next.revision()), event -> {})
                        .isOk())
                .isTrue();
    }

    @Test
    void kindsThatAreNotBuiltInComeWithTheirObjects() {
        var carts = TreeKinds.of("example.com/v1", "Cart", "carts", true, () -> Schema.ANYTHING);
        store.serve(carts);
        var cart = new TreeObject("example.com/v1", "Cart", ObjectMeta.named("default", "a"), Tree.Mapping.EMPTY);
        store.write(new Write.Create(carts, cart)).orThrow();
        ClusterStore next = continued(store.state());
        assertThat(next.get(carts, new ObjectKey("default", "a")).isOk()).isTrue();
        assertThat(next.state().items()).hasSameSizeAs(store.state().items());
    }
}
