package dev.wainwright.simulation.world;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
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
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.loop.Outcome;
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
    private static final int WINDOW = 50_000;

    final VirtualDriver driver;
    final ClusterStore store;
    final SimulatedEc2 ec2;
    final Recorder recorder;
    final Kubelets kubelets;
    private final Times times;
    final Chance chance;
    private final Map<String, ControllerManager> processes = new LinkedHashMap<>();

    SimulatedWorld(ScenarioFile file, long seed, Settings settings, Catalog catalog) {
        Scenario.Spec spec = file.scenario().spec();
        Scenario.Model model = spec.model();
        times = Times.of(model);
        chance = Chance.of(seed);
        driver = new VirtualDriver(spec.start() == null ? Instant.EPOCH : spec.start());
        store = Clusters.store(driver, seed, WINDOW);
        recorder = new Recorder(driver);
        recorder.watch(store);
        ec2 = new SimulatedEc2(
                driver, seed, SimulatedRegion.of(catalog), CatalogOptions.DEFAULT, settings(model), this);
        kubelets = new Kubelets(driver, store, new PodTimes(times, chance.of("pods")), Images.of(model), this);
        var plane = new ControlPlane(driver, model == null ? "none" : model.controlPlane(), times, chance);
        Options options = Options.STANDARD.with(plane).with(new Evictions());
        run("controller-manager", options, Clusters.controllers(store));
        run("scheduler", options, Clusters.scheduler(seed));
        run("kubelets", options, List.of(kubelets::pods, kubelets::nodes));
        run("autoscaler", options.with(Autoscaler.RETRIES), autoscaler(catalog, seed, settings));
    }

    private Ec2Settings settings(Scenario.@Nullable Model model) {
        Ec2Settings typical = Ec2Settings.TYPICAL.with(times.cloud());
        boolean calm = model == null || !"typical".equals(model.spotInterruptions());
        return calm ? typical.with(SpotLife.CALM) : typical;
    }

    /** A process that is started anew has nothing left of what it knew, its view of the cloud included. */
    private List<Supplier<Controller<?>>> autoscaler(Catalog catalog, long seed, Settings settings) {
        var provider = new Provider(() -> new AwsCloudProvider(driver, ec2, catalog, AwsSettings.of("wainwright")));
        var controllers = new ArrayList<>(Autoscaler.controllers(provider::current, settings, recorder));
        controllers.add(() -> provider.current().nodeClassController());
        controllers.add(() -> provider.current().interruptionController(ec2.events()));
        controllers.set(0, provider.renewedBy(controllers.getFirst()));
        return controllers;
    }

    private void run(String name, Options options, List<Supplier<Controller<?>>> controllers) {
        var process = new ControllerManager(driver, store, options, controllers);
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
