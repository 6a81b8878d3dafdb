package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.cluster.admission.PodDefaults;
import dev.wainwright.cluster.gc.GarbageCollector;
import dev.wainwright.cluster.gc.NamespaceController;
import dev.wainwright.cluster.node.NodeLifecycle;
import dev.wainwright.cluster.node.PodGarbage;
import dev.wainwright.cluster.node.StartupTaints;
import dev.wainwright.cluster.node.TaintEviction;
import dev.wainwright.cluster.scheduler.Scheduler;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.workload.BudgetController;
import dev.wainwright.cluster.workload.CronJobController;
import dev.wainwright.cluster.workload.DaemonSetController;
import dev.wainwright.cluster.workload.DeploymentController;
import dev.wainwright.cluster.workload.JobController;
import dev.wainwright.cluster.workload.ReplicaSetController;
import dev.wainwright.cluster.workload.StatefulSetController;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Kubernetes' own parts, as a cluster has them. */
final class Clusters {
    private Clusters() {}

    /** A store that defaults pods as the API server does. */
    static ClusterStore store(Driver driver, long seed, int window) {
        var self = new AtomicReference<ClusterStore>();
        var store = new ClusterStore(
                driver,
                seed,
                window,
                new PodDefaults(() -> self.get() == null
                        ? List.of()
                        : self.get().list(ListRequest.all(Kinds.of(PriorityClass.class))).orThrow().items().stream()
                                .map(PriorityClass.class::cast)
                                .toList()));
        self.set(store);
        return store;
    }

    /** What kube-controller-manager runs, which sees the {@code store} as {@code seen}. */
    static List<Supplier<Controller<?>>> controllers(ClusterStore store, ObjectStore seen) {
        return List.of(
                DeploymentController::new,
                ReplicaSetController::new,
                StatefulSetController::new,
                DaemonSetController::new,
                JobController::new,
                CronJobController::new,
                BudgetController::new,
                () -> new GarbageCollector(store.kinds(), seen),
                () -> new NamespaceController(store.kinds(), seen),
                NodeLifecycle::new,
                TaintEviction::new,
                PodGarbage::new,
                StartupTaints::new);
    }

    static List<Supplier<Controller<?>>> scheduler(long seed) {
        return List.of(() -> new Scheduler(seed));
    }
}
