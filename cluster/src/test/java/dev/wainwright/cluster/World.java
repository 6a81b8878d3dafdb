package dev.wainwright.cluster;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.cluster.admission.Admissions;
import dev.wainwright.cluster.admission.PodDefaults;
import dev.wainwright.cluster.gc.GarbageCollector;
import dev.wainwright.cluster.gc.NamespaceController;
import dev.wainwright.cluster.kubelet.DrawnTiming;
import dev.wainwright.cluster.kubelet.ImagePulls;
import dev.wainwright.cluster.kubelet.Kubelets;
import dev.wainwright.cluster.kubelet.PodObserver;
import dev.wainwright.cluster.kubelet.PodTiming;
import dev.wainwright.cluster.node.NodeLifecycle;
import dev.wainwright.cluster.node.PodGarbage;
import dev.wainwright.cluster.node.StartupTaints;
import dev.wainwright.cluster.node.TaintEviction;
import dev.wainwright.cluster.quota.QuotaAdmission;
import dev.wainwright.cluster.scheduler.Scheduler;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.volume.Attacher;
import dev.wainwright.cluster.volume.EphemeralClaims;
import dev.wainwright.cluster.volume.VolumeBinder;
import dev.wainwright.runtime.fault.FaultPlan;
import dev.wainwright.runtime.fault.FaultyStore;
import dev.wainwright.runtime.fault.RandomCrashes;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Latencies;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small cluster in virtual time, to be told what to run and then watched. */
public final class World {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** As quick as a healthy control plane. */
    private static final Latencies LATENCIES =
            Latencies.fixed(Duration.ofMillis(5), Duration.ofMillis(2), Duration.ofMillis(3));

    private final VirtualDriver driver = new VirtualDriver(START);
    private final QuotaAdmission quotas = new QuotaAdmission();
    private final ClusterStore store;
    private final List<ControllerManager> processes = new ArrayList<>();
    private final long seed;
    private @Nullable FaultPlan faults;
    private @Nullable Kubelets kubelets;
    private int nodes;

    public World(long seed) {
        this(seed, false);
    }

    private World(long seed, boolean withAdmission) {
        this.seed = seed;
        this.store = new ClusterStore(
                driver,
                seed,
                ClusterStore.STANDARD_WINDOW,
                withAdmission
                        ? new Admissions(List.of(new PodDefaults(() -> all(PriorityClass.class)), quotas))
                        : Admission.NONE);
        quotas.guard(store);
    }

    /** With a scheduler, kubelets, and what looks after nodes; faults have to be asked for before the first node. */
    public static World withNodes(long seed) {
        return new World(seed, true);
    }

    public QuotaAdmission quotas() {
        return quotas;
    }

    /** The machines; asking for them starts the control plane. */
    public Kubelets kubelets() {
        if (kubelets == null) {
            kubelets(DrawnTiming.exactly(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(1)));
        }
        return Objects.requireNonNull(kubelets);
    }

    public World kubelets(PodTiming timing) {
        return kubelets(timing, ImagePulls.NONE, PodObserver.NONE);
    }

    public World kubelets(PodTiming timing, ImagePulls images, PodObserver observer) {
        FaultPlan plan = faults;
        ObjectStore seen = plan == null ? store : new FaultyStore(store, driver, plan);
        var machines = new Kubelets(driver, seen, timing, images, observer);
        kubelets = machines;
        return run(any -> new Scheduler(seed))
                .run(any -> machines.pods(), any -> machines.nodes())
                .run(
                        any -> new NodeLifecycle(),
                        any -> new TaintEviction(),
                        any -> new PodGarbage(),
                        any -> new VolumeBinder(Duration.ofSeconds(5)),
                        any -> new EphemeralClaims(),
                        any -> new Attacher(Duration.ofSeconds(3), Duration.ofSeconds(2)),
                        any -> new StartupTaints());
    }

    /** Machines of 4 cores and 16 GiB, one third in each of three zones, ready at once. */
    public World nodes(String... names) {
        for (String name : names) {
            node(name, "zone-" + (char) ('a' + nodes++ % 3), "4", "16Gi");
        }
        return this;
    }

    public World node(String name, String zone, String cpu, String memory) {
        return node("""
                apiVersion: v1
                kind: Node
                metadata:
                  name: %s
                  labels: {kubernetes.io/hostname: %s, topology.kubernetes.io/zone: %s}
                spec: {providerID: "sim:///%s"}
                status:
                  capacity: {cpu: "%s", memory: %s, pods: "110"}
                  allocatable: {cpu: "%s", memory: %s, pods: "110"}
                """.formatted(name, name, zone, name, cpu, memory, cpu, memory));
    }

    /** A machine that registers this node. */
    public World node(String manifest) {
        kubelets().join(Yaml.object(Node.class, manifest));
        return this;
    }

    /** The node of a pod; empty while it has none. */
    public String nodeOf(String pod) {
        return get(Pod.class, pod).nodeName();
    }

    /** What the pod's PodScheduled condition says. */
    public String whyNot(String pod) {
        return get(Pod.class, pod)
                .status()
                .condition("PodScheduled")
                .map(Condition::message)
                .orElse("");
    }

    /** Faults and crashes for everything that is run from now on. */
    public World withFaults(double share, Duration until) {
        faults = FaultPlan.mixed(seed, share, START.plus(until));
        return this;
    }

    /** Starts a process of controllers. */
    @SafeVarargs
    public final World run(Function<ObjectStore, Controller<?>>... controllers) {
        FaultPlan plan = faults;
        ObjectStore seen = plan == null ? store : new FaultyStore(store, driver, plan);
        var makers = new ArrayList<Supplier<Controller<?>>>();
        for (var controller : controllers) {
            makers.add(() -> controller.apply(seen));
        }
        Options options = Options.STANDARD.with(LATENCIES);
        if (plan != null) {
            options = options.with(new RandomCrashes(
                    seed + processes.size(),
                    driver,
                    plan.until(),
                    plan.conflict() / 20,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(20)));
        }
        var process = new ControllerManager(driver, seen, options, makers);
        processes.add(process);
        process.start();
        return this;
    }

    /** Garbage collection and the end of namespaces. */
    public World collectGarbage() {
        return run(
                seen -> new GarbageCollector(store.kinds(), seen),
                seen -> new NamespaceController(store.kinds(), seen));
    }

    /** Pods that are ready after two seconds and, where they may, end after a minute. */
    public World runPods() {
        return run(seen -> new FakePods(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(1)));
    }

    /** Creates what is new and replaces what is there. */
    public World apply(String manifests) {
        for (KubeObject object : Yaml.objects(manifests)) {
            var known =
                    store.get(Kinds.of(object.getClass()), ObjectKey.of(object)).toOptional();
            (known.isEmpty() ? store.write(Write.create(object)) : store.write(Write.update(object))).orThrow();
        }
        return this;
    }

    /** Replaces an object by what {@code change} makes of it. */
    public <T extends KubeObject> World change(Class<T> type, String name, Function<T, T> change) {
        store.write(Write.update(change.apply(get(type, name)))).orThrow();
        return this;
    }

    public World delete(Class<? extends KubeObject> type, String name, Propagation propagation) {
        KubeObject object = get(type, name);
        store.write(new Write.Delete(Kinds.of(type), ObjectKey.of(object), Preconditions.NONE, propagation, null))
                .orThrow();
        return this;
    }

    public Written write(Write write) {
        return store.write(write).orThrow();
    }

    public World passes(Duration time) {
        driver.runFor(time);
        return this;
    }

    /** Lets time pass until the condition holds, at most an hour. */
    public boolean eventually(BooleanSupplier condition) {
        return driver.runUntil(condition, Duration.ofHours(1));
    }

    /** The object of that name in the namespace default, or outside of namespaces. */
    public <T extends KubeObject> T get(Class<T> type, String name) {
        return find(type, name).orElseThrow(() -> new IllegalStateException("there is no " + name));
    }

    public <T extends KubeObject> Optional<T> find(Class<T> type, String name) {
        var kind = Kinds.of(type);
        return store.get(kind, new ObjectKey(kind.namespaced() ? "default" : "", name))
                .toOptional()
                .map(type::cast);
    }

    public <T extends KubeObject> List<T> all(Class<T> type) {
        return store.list(ListRequest.all(Kinds.of(type))).orThrow().items().stream()
                .map(type::cast)
                .toList();
    }

    public List<KubeObject> all(Kind kind) {
        return store.list(ListRequest.all(kind)).orThrow().items();
    }

    /** Pods that are not on their way out. */
    public List<Pod> livePods() {
        return all(Pod.class).stream()
                .filter(pod -> !pod.isTerminating() && !pod.isTerminal())
                .toList();
    }

    public List<Pod> readyPods() {
        return livePods().stream()
                .filter(pod -> pod.status().conditions().stream()
                        .anyMatch(each -> each.type().equals("Ready") && each.isTrue()))
                .toList();
    }

    public ClusterStore store() {
        return store;
    }

    public VirtualDriver driver() {
        return driver;
    }
}
