package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetControllerTest {
    private static final String SET = """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web}
            spec:
              replicas: 5
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: nginx}]
            """;
    private static final String BUDGET = """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec:
              LIMIT
              selector: {matchLabels: {app: web}}
            """;

    private World world = new World(1)
            .run(seen -> new BudgetController(), seen -> new ReplicaSetController())
            .runPods();

    @Test
    void aBudgetSaysHowManyPodsMayGo() {
        apply("maxUnavailable: 2");
        assertThat(status().disruptionsAllowed()).isEqualTo(2);
        assertThat(status().currentHealthy()).isEqualTo(5);
        assertThat(status().desiredHealthy()).isEqualTo(3);
        assertThat(status().expectedPods()).isEqualTo(5);

        apply("minAvailable: 4");
        assertThat(status().disruptionsAllowed()).isEqualTo(1);

        apply("minAvailable: 50%");
        assertThat(status().desiredHealthy()).isEqualTo(3);

        apply("maxUnavailable: 0");
        assertThat(status().disruptionsAllowed()).isZero();
        assertThat(status().conditions().getFirst().reason()).isEqualTo("InsufficientPods");
    }

    @Test
    void evictionsAreGrantedUntilTheBudgetIsSpentAndAgainWhenPodsAreBack() {
        apply("maxUnavailable: 1");

        assertThat(evict(0).isOk()).isTrue();
        Refusal refusal = evict(1).refusal().orElseThrow();
        assertThat(refusal).isInstanceOf(Refusal.TooManyRequests.class);
        assertThat(refusal.message())
                .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget. The disruption budget web"
                        + " needs 4 healthy pods and has 5 currently");

        world.passes(Duration.ofMinutes(1));
        assertThat(evict(1).isOk()).isTrue();
    }

    @Test
    void aBudgetThatHasNotBeenLookedAtYetGrantsNothing() {
        world.apply(SET).passes(Duration.ofMinutes(1)).apply(BUDGET.replace("LIMIT", "maxUnavailable: 1"));

        assertThat(evict(0).refusal().orElseThrow().message()).contains("is still being processed by the server");
    }

    @Test
    void aPodUnderTwoBudgetsCannotBeEvicted() {
        apply("maxUnavailable: 1");
        world.apply(BUDGET.replace("LIMIT", "maxUnavailable: 1").replace("name: web}", "name: other}"))
                .passes(Duration.ofMinutes(1));

        assertThat(evict(0).refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(500));
    }

    @Test
    void aPodWithoutABudgetAndOneThatDoesNotRunGoWithoutMoreAdo() {
        world.apply(SET).passes(Duration.ofMinutes(1));
        assertThat(evict(0).isOk()).isTrue();

        world = new World(2).run(seen -> new BudgetController(), seen -> new ReplicaSetController());
        world.apply(SET).apply(BUDGET.replace("LIMIT", "maxUnavailable: 0")).passes(Duration.ofMinutes(1));
        assertThat(evict(0).isOk()).isTrue();
    }

    @Test
    void aPodThatIsNotReadyMayGoIfThePolicyOrTheBudgetLetsIt() {
        String never = SET.replace("labels: {app: web}}\n    spec", "labels: {app: web, never-ready: x}}\n    spec");
        world.apply(never).apply(BUDGET.replace("LIMIT", "maxUnavailable: 0")).passes(Duration.ofMinutes(1));
        assertThat(evict(0).isOk()).isFalse();

        world.apply(BUDGET.replace("LIMIT", "maxUnavailable: 0\n  unhealthyPodEvictionPolicy: AlwaysAllow"))
                .passes(Duration.ofMinutes(1));
        assertThat(evict(0).isOk()).isTrue();
    }

    @Test
    void howeverManyEvictUnderFaultsTheBudgetIsNeverOverrun() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            world = new World(seed)
                    .withFaults(0.15, Duration.ofMinutes(20))
                    .run(seen -> new BudgetController())
                    .run(seen -> new ReplicaSetController())
                    .runPods();
            world.apply(SET).apply(BUDGET.replace("LIMIT", "minAvailable: 3"));
            world.eventually(() -> world.readyPods().size() == 5);
            int granted = 0;
            for (int second = 0; second < 1200; second++) {
                world.passes(Duration.ofSeconds(1));
                granted += evict(random.nextInt(world.all(Pod.class).size())).isOk() ? 1 : 0;
                assertThat(world.readyPods().size())
                        .as("ready pods at second %d with seed %d", second, seed)
                        .isGreaterThanOrEqualTo(3);
            }
            assertThat(granted).as("evictions granted with seed %d", seed).isPositive();
        }
    }

    private void apply(String limit) {
        world.apply(SET).apply(BUDGET.replace("LIMIT", limit)).passes(Duration.ofMinutes(1));
    }

    private PodDisruptionBudget.Status status() {
        return world.get(PodDisruptionBudget.class, "web").status();
    }

    private Result<Written> evict(int which) {
        KubeObject pod = world.all(Pod.class).get(which);
        return world.store().write(new Write.Evict(ObjectKey.of(pod), Preconditions.NONE, null));
    }
}
