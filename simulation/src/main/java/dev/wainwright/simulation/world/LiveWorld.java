package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.autoscaler.Autoscaler;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.autoscaler.report.Instruments;
import dev.wainwright.cloud.aws.AwsCloudProvider;
import dev.wainwright.cloud.aws.AwsListener;
import dev.wainwright.cloud.aws.AwsSettings;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.Machine;
import dev.wainwright.cloud.simulated.MachineKeeper;
import dev.wainwright.cloud.simulated.MachineListener;
import dev.wainwright.cloud.simulated.SimulatedEc2;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.cloud.simulated.SpotLife;
import dev.wainwright.cluster.endpoint.EndpointsController;
import dev.wainwright.cluster.event.EventRecorder;
import dev.wainwright.cluster.kubelet.ImagePulls;
import dev.wainwright.cluster.kubelet.Kubelets;
import dev.wainwright.cluster.kubelet.PodObserver;
import dev.wainwright.cluster.namespace.NamespaceContents;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.cluster.volume.StorageProtection;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.time.Driver;
import dev.wainwright.simulation.scenario.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A cluster with its cloud and its autoscaler for people to work with, for as long as they like: the parts of a simulation
 * without a scenario. Nothing fails in it unless somebody makes it.
 */
public final class LiveWorld implements MachineListener, PodObserver {
    /** How many changes a watch may lag behind. */
    private static final int WINDOW = 50_000;

    private final Driver driver;
    private final ClusterStore store;
    private final SimulatedEc2 ec2;
    private final Kubelets kubelets;
    private final Times times;
    private final Chance chance;
    private final Set<String> machines = ConcurrentHashMap.newKeySet();
    private final List<ControllerManager> processes = new ArrayList<>();
    private final EventRecorder events;

    /**
     * How a live world behaves.
     *
     * @param stages how long things take: {@code typical}, {@code seed} or {@code none}
     * @param autoscaler whether nodes come and go by themselves
     * @param certificate of the authority that vouches for the API server, as PEM
     */
    public record Setup(long seed, String stages, boolean autoscaler, Settings settings, String certificate) {}

    /** Those who listen to the autoscaler and to its cloud. */
    public record Listeners(Decisions decisions, Instruments instruments, AwsListener aws) {
        public static final Listeners NONE = new Listeners(Decisions.UNHEARD, Instruments.NONE, AwsListener.NONE);
    }

    /**
     * A store as the parts of a live world expect it, which goes on from {@code state}; fill it before they start. All that
     * is new goes by {@code newborn}.
     */
    public static GuardedStore store(Driver driver, long seed, Admission newborn, State state) {
        return Clusters.storeForPeople(driver, seed, WINDOW, newborn, state);
    }

    /**
     * The world around a store, standing still; {@link #start} lets it go.
     *
     * @param keeper remembers the cloud's machines; those of an earlier process go on
     */
    public LiveWorld(
            Driver driver,
            GuardedStore guarded,
            Catalog catalog,
            Setup setup,
            MachineKeeper keeper,
            Listeners listeners) {
        this.driver = driver;
        this.store = guarded.store();
        this.times = Times.preset(setup.stages());
        this.chance = Chance.of(setup.seed());
        this.events = new EventRecorder(store, driver);
        Ec2Settings cloud = Ec2Settings.TYPICAL.with(times.cloud()).with(SpotLife.CALM);
        ec2 = new SimulatedEc2(
                driver, setup.seed(), SimulatedRegion.of(catalog), CatalogOptions.DEFAULT, cloud, this, keeper);
        kubelets = new Kubelets(driver, store, new PodTimes(times, chance.of("pods")), ImagePulls.NONE, this);
        // In one process, as nothing of it fails alone here: they share one copy of what they watch.
        var cluster = new ArrayList<>(Clusters.controllers(guarded, store));
        cluster.add(() -> new NamespaceContents(setup.certificate()));
        cluster.add(EndpointsController::new);
        cluster.add(StorageProtection::new);
        cluster.addAll(Clusters.scheduler(setup.seed()));
        cluster.addAll(List.of(kubelets::pods, kubelets::nodes));
        run(Options.STANDARD, cluster);
        if (setup.autoscaler()) {
            run(
                    Options.STANDARD
                            .with(Autoscaler.RETRIES)
                            .with(listeners.instruments().loop()),
                    autoscaler(catalog, setup.settings(), listeners));
            listeners.instruments().process(processes.getLast()::isWorking);
        }
    }

    private List<Supplier<Controller<?>>> autoscaler(Catalog catalog, Settings settings, Listeners listeners) {
        var provider = new Provider(
                () -> new AwsCloudProvider(driver, ec2, catalog, AwsSettings.of("wainwright"), listeners.aws()));
        var controllers = new ArrayList<>(
                Autoscaler.controllers(provider::current, settings, listeners.decisions(), listeners.instruments()));
        controllers.add(() -> provider.current().nodeClassController());
        controllers.add(() -> provider.current().interruptionController(ec2.events()));
        controllers.set(0, provider.renewedBy(controllers.getFirst()));
        return controllers;
    }

    private void run(Options options, List<Supplier<Controller<?>>> controllers) {
        processes.add(new ControllerManager(driver, store, options, controllers));
    }

    /** Lets all controllers run, and gives every node that no machine stands behind a kubelet of its own. */
    public void start() {
        // From before the list: people may be creating nodes meanwhile, and to be told of one twice does no harm.
        WatchRequest fromNow = WatchRequest.all(Kinds.of(Node.class), store.revision());
        List<Node> nodes = all(Node.class);
        nodes.forEach(node -> machines.add(node.name()));
        kubelets.resume(nodes, all(Pod.class));
        ec2.resume();
        store.watch(fromNow, this::heard).orThrow();
        store.observeKinds(kind -> driver.soon(() -> processes.forEach(each -> each.served(kind))));
        events.start();
        processes.forEach(ControllerManager::start);
    }

    private <T extends KubeObject> List<T> all(Class<T> type) {
        return store.list(ListRequest.all(Kinds.of(type))).orThrow().items().stream()
                .map(type::cast)
                .toList();
    }

    /** What spot capacity costs in it now. */
    public List<Ec2.SpotPrice> spotPrices() {
        return ec2.spotPrices();
    }

    /** Stops all controllers; the store stays as it is. */
    public void stop() {
        processes.forEach(ControllerManager::kill);
    }

    private void heard(WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> driver.soon(() -> adopt((Node) added.object()));
            case WatchEvent.Deleted deleted ->
                driver.soon(() -> release(deleted.object().name()));
            case WatchEvent.Modified modified -> {}
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> throw new IllegalStateException("the store ended a watch");
        }
    }

    private void adopt(Node node) {
        if (machines.add(node.name())) {
            kubelets.join(node);
        }
    }

    private void release(String node) {
        if (machines.remove(node)) {
            kubelets.leave(node);
        }
    }

    @Override
    public void joined(Machine machine, Node node) {
        // A machine of an earlier process may have joined there already.
        if (!machines.add(node.name())) {
            return;
        }
        kubelets.join(node, times.of("nodeReady").draw(chance.of("nodeReady").of(machine.id())), 1);
    }

    @Override
    public void unreachable(Machine machine) {
        release(machine.nodeName());
    }

    @Override
    public void gone(Machine machine, String why) {
        release(machine.nodeName());
    }

    @Override
    public void launched(Machine machine) {}

    @Override
    public void running(Machine machine) {}

    @Override
    public void interruptionNotice(Machine machine, Instant endsAt) {}

    @Override
    public void reached(Pod pod, Stage stage, Instant at) {}
}
