package dev.wainwright.simulation.world;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.autoscaler.Autoscaler;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.cloud.aws.AwsCloudProvider;
import dev.wainwright.cloud.aws.AwsSettings;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.Machine;
import dev.wainwright.cloud.simulated.MachineListener;
import dev.wainwright.cloud.simulated.SimulatedEc2;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.cloud.simulated.SpotLife;
import dev.wainwright.cluster.kubelet.Kubelets;
import dev.wainwright.cluster.kubelet.PodObserver;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.fault.FaultPlan;
import dev.wainwright.runtime.fault.FaultyStore;
import dev.wainwright.runtime.fault.RandomCrashes;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import dev.wainwright.simulation.report.Recorder;
import dev.wainwright.simulation.scenario.ScenarioFile;
import dev.wainwright.simulation.scenario.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster with its cloud and its autoscaler, put together as a scenario wants them. */
final class SimulatedWorld implements MachineListener, PodObserver {
    /**
     * Watches are taken up again within seconds. What is remembered for longer is in nobody's way but the garbage
     * collector's, which has to carry it around.
     */
    private static final int WINDOW = 2_000;

    final VirtualDriver driver;
    final ClusterStore store;
    final SimulatedEc2 ec2;
    final Recorder recorder;
    final Kubelets kubelets;
    private final long seed;
    private final @Nullable FaultPlan faults;
    private final Times times;
    final Chance chance;
    private final Map<String, ControllerManager> processes = new LinkedHashMap<>();

    SimulatedWorld(ScenarioFile file, long seed, Settings settings, Catalog catalog) {
        Scenario.Spec spec = file.scenario().spec();
        Scenario.Model model = spec.model();
        this.seed = seed;
        times = Times.of(model);
        chance = Chance.of(seed);
        driver = new VirtualDriver(spec.start() == null ? Instant.EPOCH : spec.start());
        GuardedStore guarded = Clusters.store(driver, seed, WINDOW);
        store = guarded.store();
        recorder = new Recorder(driver);
        recorder.watch(store);
        faults = faults(model);
        ec2 = new SimulatedEc2(
                driver, seed, SimulatedRegion.of(catalog), CatalogOptions.DEFAULT, settings(model), this);
        kubelets = new Kubelets(driver, seen(), new PodTimes(times, chance.of("pods")), Images.of(model), this);
        var plane = new ControlPlane(driver, model == null ? "none" : model.controlPlane(), times, chance);
        Options options = Options.STANDARD.with(plane).with(new Evictions());
        ObjectStore managed = seen();
        run("controller-manager", managed, options, Clusters.controllers(guarded, managed));
        run("scheduler", seen(), options, Clusters.scheduler(seed));
        run("kubelets", seen(), options, List.of(kubelets::pods, kubelets::nodes));
        run("autoscaler", seen(), options.with(Autoscaler.RETRIES), autoscaler(catalog, settings));
    }

    private @Nullable FaultPlan faults(Scenario.@Nullable Model model) {
        Scenario.Faults wanted = model == null ? null : model.faults();
        if (wanted == null) {
            return null;
        }
        Instant end = driver.now().plus(GoDuration.parse(wanted.until() == null ? "10m" : wanted.until()));
        return FaultPlan.mixed(seed, Double.parseDouble(wanted.share()), end);
    }

    /** The store as one process sees it. */
    private ObjectStore seen() {
        FaultPlan plan = faults;
        return plan == null ? store : new FaultyStore(store, driver, plan);
    }

    private Ec2Settings settings(Scenario.@Nullable Model model) {
        Ec2Settings typical = Ec2Settings.TYPICAL.with(times.cloud());
        FaultPlan plan = faults;
        if (plan != null) {
            typical = typical.withFailures(plan.failed());
        }
        boolean calm = model == null || !"typical".equals(model.spotInterruptions());
        return calm ? typical.with(SpotLife.CALM) : typical;
    }

    /** A process that is started anew has nothing left of what it knew, its view of the cloud included. */
    private List<Supplier<Controller<?>>> autoscaler(Catalog catalog, Settings settings) {
        var provider = new Provider(() -> new AwsCloudProvider(driver, ec2, catalog, AwsSettings.of("wainwright")));
        var controllers = new ArrayList<>(Autoscaler.controllers(provider::current, settings, recorder));
        controllers.add(() -> provider.current().nodeClassController());
        controllers.add(() -> provider.current().interruptionController(ec2.events()));
        controllers.set(0, provider.renewedBy(controllers.getFirst()));
        return controllers;
    }

    private void run(String name, ObjectStore seen, Options options, List<Supplier<Controller<?>>> controllers) {
        FaultPlan plan = faults;
        Options own = plan == null || name.equals("kubelets")
                ? options
                : options.with(new RandomCrashes(
                        seed + processes.size(),
                        driver,
                        plan.until(),
                        plan.conflict() / 20,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(20)));
        var process = new ControllerManager(driver, seen, own, controllers);
        processes.put(name, process);
        process.start();
    }

    /** Kills a process and starts it again after a while. */
    void crash(String process, Duration pause) {
        ControllerManager manager = processes.get(process);
        if (manager != null) {
            manager.kill();
            driver.after(pause, manager::start);
        }
    }

    private final class Evictions implements Observer {
        @Override
        public void happened(String controller, Object key, Outcome outcome) {
            if (outcome.effect() instanceof Effect.Store store
                    && store.write() instanceof Write.Evict
                    && outcome.result().isOk()) {
                recorder.evicted();
            }
        }
    }

    @Override
    public void launched(Machine machine) {
        recorder.launched();
    }

    @Override
    public void running(Machine machine) {
        recorder.running(machine.providerId());
    }

    @Override
    public void joined(Machine machine, Node node) {
        kubelets.join(node, times.of("nodeReady").draw(chance.of("nodeReady").of(machine.id())), 1);
    }

    @Override
    public void interruptionNotice(Machine machine, Instant endsAt) {
        recorder.interrupted(machine.nodeName());
    }

    @Override
    public void unreachable(Machine machine) {
        kubelets.leave(machine.nodeName());
    }

    @Override
    public void gone(Machine machine, String why) {
        kubelets.leave(machine.nodeName());
    }

    @Override
    public void reached(Pod pod, Stage stage, Instant at) {
        recorder.reached(pod, stage.name());
    }
}
