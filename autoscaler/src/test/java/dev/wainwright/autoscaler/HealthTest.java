package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of machines that do not come as they should. */
class HealthTest {
    private static final String REGISTRATION = "NodeRegistrationHealthy";
    private static final String CONSISTENCY = "ConsistentStateFound";
    private static final Duration GIVEN_UP = Duration.ofMinutes(16);

    @Test
    void aPoolIsHealthyOnceAMachineHasJoined() {
        Scene scene = Scene.ready();
        scene.passes(Duration.ofSeconds(5));
        assertThat(registration(scene).status()).isEqualTo("Unknown");

        scene.pods("web", 1, 1500);
        comesToRest(scene);

        assertThat(registration(scene).status()).isEqualTo("True");
        assertThat(scene.pool().status().nodeClassObservedGeneration()).isNotNull();
    }

    @Test
    void twoMachinesInFourThatNeverJoinMakeAPoolUnhealthy() {
        Scene scene = Scene.ready();
        scene.cloud.joins = false;
        scene.pods("web", 1, 1500).passes(GIVEN_UP);
        assertThat(registration(scene).status()).as("after one").isEqualTo("Unknown");

        scene.passes(GIVEN_UP);

        assertThat(registration(scene).status()).as("after two").isEqualTo("False");
        assertThat(registration(scene).reason()).isEqualTo("RegistrationFailed");
        scene.cloud.joins = true;
        comesToRest(scene);
        int joined = 1;
        assertThat(registration(scene).status()).as("after one of three").isEqualTo("False");
        while (joined < 3) {
            scene.pods("more" + joined++, 1, 8000);
            comesToRest(scene);
        }
        assertThat(registration(scene).status()).as("after the last three").isEqualTo("True");
    }

    @Test
    void aPoolThatChangesBeginsAnew() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        comesToRest(scene);
        NodePool pool = scene.pool();
        NodePool.Spec spec = pool.spec();
        var heavier = new NodePool.Spec(spec.template(), spec.disruption(), spec.limits(), 7, spec.replicas());
        scene.store
                .write(Write.update(new NodePool(pool.metadata(), heavier, pool.status(), pool.rest())))
                .orThrow();

        scene.passes(Duration.ofSeconds(5));

        assertThat(registration(scene).status()).isEqualTo("Unknown");
        assertThat(registration(scene).observedGeneration()).isEqualTo(2);
    }

    @Test
    void aPodThatGoesBeforeItsMachineComesIsNobodysFault() {
        Scene scene = Scene.ready();
        scene.cloud.joins = false;
        for (int i = 0; i < 3; i++) {
            scene.pods("web" + i, 1, 1500).passes(Duration.ofMinutes(1));
            scene.claims().forEach(scene::delete);
            scene.passes(Duration.ofMinutes(1));
        }

        assertThat(registration(scene).status()).isEqualTo("Unknown");
    }

    @Test
    void aNodeThatIsSmallerThanItsMachineIsInconsistent() {
        Scene scene = Scene.ready().pods("web", 1, 1500);
        comesToRest(scene);
        assertThat(consistency(scene).status()).isEqualTo("True");

        shrink(scene, "1.79");

        assertThat(consistency(scene).status()).isEqualTo("False");
        assertThat(consistency(scene).reason()).isEqualTo("ConsistencyCheckFailed");
        shrink(scene, "1.8");
        assertThat(consistency(scene).status()).isEqualTo("True");
    }

    private static void comesToRest(Scene scene) {
        assertThat(scene.eventually(scene::allRun)).isTrue();
        scene.passes(Duration.ofSeconds(5));
    }

    private static void shrink(Scene scene, String cpus) {
        Node node = scene.all(Node.class).getFirst();
        var capacity = new HashMap<>(node.status().capacity());
        capacity.put("cpu", Quantity.parse(cpus));
        var status = new Node.Status(
                capacity, node.status().allocatable(), node.status().conditions());
        scene.store
                .write(Write.updateStatus(new Node(node.metadata(), node.spec(), status, node.rest())))
                .orThrow();
        scene.passes(Duration.ofSeconds(5));
    }

    private static Condition registration(Scene scene) {
        return condition(scene.pool().status().conditions(), REGISTRATION);
    }

    private static Condition consistency(Scene scene) {
        return condition(scene.claim().status().conditions(), CONSISTENCY);
    }

    private static Condition condition(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
