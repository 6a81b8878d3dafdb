package dev.wainwright.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Containers that are added to a pod to look at it, and the addresses that pods and nodes go by. */
class EphemeralContainersTest {
    private final World world = new World(7);

    private void machine(String addresses) {
        world.kubelets(
                DrawnTiming.exactly(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(3)),
                new ImagePulls(Map.of("busybox", 500L << 20), 0, 100L << 20, Duration.ZERO, Set.of(), Map.of()),
                PodObserver.NONE);
        world.node("""
                apiVersion: v1
                kind: Node
                metadata: {name: n1}
                status: {capacity: {cpu: "4", memory: 8Gi, pods: "10"}, addresses: [%s]}
                """.formatted(addresses));
        seconds(10);
    }

    private void seconds(int seconds) {
        world.passes(Duration.ofSeconds(seconds));
    }

    private Pod pod(String name, String more) {
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec: {nodeName: n1, %s containers: [{name: main, image: app}]}
                """.formatted(name, more));
        seconds(10);
        return world.get(Pod.class, name);
    }

    private Tree.Mapping state() {
        Tree status = world.get(Pod.class, "web")
                .rest()
                .mapping("status")
                .items("ephemeralContainerStatuses")
                .getFirst();
        return ((Tree.Mapping) status).mapping("state");
    }

    @Test
    void oneThatIsAddedRunsOnceItsImageIsThereAndLeavesThePodReady() {
        machine("");
        pod("web", "");
        var merge = (Tree.Mapping)
                Json.parse("{\"spec\":{\"ephemeralContainers\":[{\"name\":\"look\",\"image\":\"busybox\"}]}}");
        world.write(new Write.Patch(
                Kinds.of(Pod.class), new ObjectKey("default", "web"), merge, false, Preconditions.NONE));

        seconds(1);
        assertThat(state().mapping("waiting").text("reason", "")).isEqualTo("ContainerCreating");
        seconds(6);
        assertThat(state().mapping("running").text("startedAt", "")).isEqualTo("2026-01-01T00:00:25Z");
        assertThat(world.get(Pod.class, "web").isReady()).isTrue();
    }

    @Test
    void aPodsHostIsTheAddressOfItsNode() {
        machine("{type: Hostname, address: n1}, {type: InternalIP, address: 10.0.0.7}");

        Pod.Status status = pod("web", "").status();
        assertThat(status.hostIP()).isEqualTo("10.0.0.7");
        assertThat(status.hostIPs()).containsExactly(new Pod.Status.Address("10.0.0.7"));
        assertThat(status.podIPs()).containsExactly(new Pod.Status.Address(status.podIP()));
        assertThat(pod("host", "hostNetwork: true,").status().podIP()).isEqualTo("10.0.0.7");
    }

    @Test
    void aNodeWithoutAnAddressGetsThatOfItsMachine() {
        machine("");

        Tree.Mapping address = (Tree.Mapping) world.get(Node.class, "n1")
                .rest()
                .mapping("status")
                .items("addresses")
                .getFirst();
        assertThat(address.text("type", "")).isEqualTo("InternalIP");
        assertThat(address.text("address", ""))
                .isEqualTo(pod("web", "").status().hostIP());
    }
}
