package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.cluster.admission.Admissions;
import dev.wainwright.cluster.admission.ClaimClasses;
import dev.wainwright.cluster.admission.PodAccounts;
import dev.wainwright.cluster.admission.PodDefaults;
import dev.wainwright.cluster.admission.ServiceAddresses;
import dev.wainwright.cluster.gc.DefinitionController;
import dev.wainwright.cluster.gc.GarbageCollector;
import dev.wainwright.cluster.gc.NamespaceController;
import dev.wainwright.cluster.limits.LimitRanges;
import dev.wainwright.cluster.node.NodeLifecycle;
import dev.wainwright.cluster.node.PodGarbage;
import dev.wainwright.cluster.node.StartupTaints;
import dev.wainwright.cluster.node.TaintEviction;
import dev.wainwright.cluster.quota.QuotaAdmission;
import dev.wainwright.cluster.quota.QuotaController;
import dev.wainwright.cluster.scheduler.Scheduler;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.cluster.volume.Attacher;
import dev.wainwright.cluster.volume.EphemeralClaims;
import dev.wainwright.cluster.volume.VolumeBinder;
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
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Kubernetes' own parts, as a cluster has them. */
final class Clusters {
    private static final Duration PROVISIONING = Duration.ofSeconds(5);
    private static final Duration ATTACHING = Duration.ofSeconds(3);
    private static final Duration DETACHING = Duration.ofSeconds(2);

    private Clusters() {}

    /** A store that defaults pods and keeps quotas as the API server does. */
    static GuardedStore store(Driver driver, long seed, int window) {
        var quotas = new QuotaAdmission();
        var classes = new PriorityClasses();
        var store = new ClusterStore(
                driver, seed, window, new Admissions(List.of(new PodDefaults(classes::known), quotas)));
        quotas.guard(store);
        classes.watch(store);
        return new GuardedStore(store, quotas);
    }

    /**
     * One that does more of what the API server does to what people write: accounts, limit ranges, addresses, and what
     * {@code newborn} does to all that is new. Goes on from {@code state}.
     */
    static GuardedStore storeForPeople(Driver driver, long seed, int window, Admission newborn, State state) {
        var quotas = new QuotaAdmission();
        var classes = new PriorityClasses();
        var accounts = new PodAccounts();
        var ranges = new LimitRanges();
        var addresses = new ServiceAddresses();
        var claims = new ClaimClasses();
        var steps = List.of(new PodDefaults(classes::known), ranges, newborn, accounts, claims, addresses, quotas);
        var store = new ClusterStore(driver, seed, window, new Admissions(steps), state);
        quotas.guard(store);
        classes.watch(store);
        accounts.look(store);
        ranges.look(store);
        addresses.look(store);
        claims.look(store);
        return new GuardedStore(store, quotas);
    }

    /** The priority classes there are, for pods that name one. */
    private static final class PriorityClasses {
        private final TreeMap<String, PriorityClass> byName = new TreeMap<>();

        Collection<PriorityClass> known() {
            return byName.values();
        }

        void watch(ClusterStore store) {
            store.list(ListRequest.all(Kinds.of(PriorityClass.class)))
                    .orThrow()
                    .items()
                    .forEach(each -> is((PriorityClass) each));
            store.watch(WatchRequest.all(Kinds.of(PriorityClass.class), 0), this::heard)
                    .orThrow();
        }

        private void heard(WatchEvent event) {
            switch (event) {
                case WatchEvent.Added added -> is((PriorityClass) added.object());
                case WatchEvent.Modified modified -> is((PriorityClass) modified.object());
                case WatchEvent.Deleted deleted ->
                    byName.remove(deleted.object().name());
                case WatchEvent.Bookmark bookmark -> {}
                case WatchEvent.Ended ended -> throw new IllegalStateException("the store ended a watch");
            }
        }

        private void is(PriorityClass priority) {
            byName.put(priority.name(), priority);
        }
    }

    /** What kube-controller-manager runs, which sees the store as {@code seen}. */
    static List<Supplier<Controller<?>>> controllers(GuardedStore guarded, ObjectStore seen) {
        ClusterStore store = guarded.store();
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
                () -> new DefinitionController(store.kinds(), seen),
                NodeLifecycle::new,
                TaintEviction::new,
                PodGarbage::new,
                StartupTaints::new,
                () -> new VolumeBinder(PROVISIONING),
                EphemeralClaims::new,
                () -> new Attacher(ATTACHING, DETACHING),
                () -> new QuotaController(guarded.quotas(), store.kinds()));
    }

    static List<Supplier<Controller<?>>> scheduler(long seed) {
        return List.of(() -> new Scheduler(seed));
    }
}
