package dev.wainwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.gc.GarbageCollector;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.runtime.fault.FaultPlan;
import dev.wainwright.runtime.fault.FaultyStore;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.wall.WallDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same store and the same controllers in real time, on many threads. */
class WallClusterTest {
    private static final int DEPLOYMENTS = 20;
    private static final int REPLICAS = 25;
    private static final int CHECKS = 10_000;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: NAME}
            spec:
              replicas: 25
              selector: {matchLabels: {app: NAME}}
              template:
                metadata: {labels: {app: NAME}}
                spec:
                  containers: [{name: web, image: nginx}]
            """;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final WallDriver driver = new WallDriver(failures::add, 20);
    private final ClusterStore store = new ClusterStore(driver, 1);

    @AfterEach
    void nothingWentWrongOnTheSide() {
        driver.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void manyDeploymentsComeUpAndGoOnManyThreads() {
        run(store);
        deploy();
        assertThat(eventually(() -> ready() == DEPLOYMENTS * REPLICAS)).isTrue();

        for (int i = 0; i < DEPLOYMENTS; i++) {
            store.write(new Write.Delete(
                            Kinds.of(Deployment.class),
                            new ObjectKey("default", "web-" + i),
                            Write.Preconditions.NONE,
                            Write.Propagation.FOREGROUND,
                            null))
                    .orThrow();
        }
        assertThat(eventually(() -> pods().isEmpty())).isTrue();
    }

    @Test
    void theyComeUpThroughFaultsToo() {
        var plan = FaultPlan.mixed(7, 0.1, driver.now().plus(Duration.ofSeconds(20)));
        run(new FaultyStore(store, driver, plan));
        deploy();

        assertThat(eventually(() -> ready() == DEPLOYMENTS * REPLICAS && pods().size() == ready()))
                .isTrue();
    }

    private void deploy() {
        for (int i = 0; i < DEPLOYMENTS; i++) {
            store.write(Write.create(
                            Yaml.objects(DEPLOYMENT.replace("NAME", "web-" + i)).getFirst()))
                    .orThrow();
        }
    }

    private void run(ObjectStore seen) {
        List<Supplier<Controller<?>>> controllers = List.of(
                DeploymentController::new,
                ReplicaSetController::new,
                () -> new GarbageCollector(store.kinds(), seen),
                () -> new FakePods(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(1)));
        new ControllerManager(driver, seen, Options.STANDARD, controllers).start();
    }

    private List<Pod> pods() {
        return store.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items().stream()
                .map(Pod.class::cast)
                .toList();
    }

    private long ready() {
        return pods().stream()
                .filter(pod -> pod.status().phase().equals("Running") && !pod.isTerminating())
                .count();
    }

    /** Looks now and then; gives up only after so long that something must be wrong. */
    private static boolean eventually(BooleanSupplier condition) {
        var never = new CountDownLatch(1);
        for (int i = 0; i < CHECKS && !condition.getAsBoolean(); i++) {
            try {
                if (never.await(5, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return condition.getAsBoolean();
    }
}
