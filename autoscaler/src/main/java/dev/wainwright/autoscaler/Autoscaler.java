package dev.wainwright.autoscaler;

import dev.wainwright.autoscaler.claim.ConsistencyController;
import dev.wainwright.autoscaler.claim.ExpirationController;
import dev.wainwright.autoscaler.claim.FinalizationController;
import dev.wainwright.autoscaler.claim.GarbageCollectionController;
import dev.wainwright.autoscaler.claim.LifecycleController;
import dev.wainwright.autoscaler.claim.PodEventsController;
import dev.wainwright.autoscaler.disruption.EmptinessController;
import dev.wainwright.autoscaler.pool.PoolHashController;
import dev.wainwright.autoscaler.pool.PoolStatusController;
import dev.wainwright.autoscaler.provisioning.Awaited;
import dev.wainwright.autoscaler.provisioning.ProvisioningController;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.autoscaler.report.Instruments;
import dev.wainwright.autoscaler.termination.TerminationController;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The node autoscaler as controllers, to be run together in one process. */
public final class Autoscaler {
    /** How failures are retried: about as Karpenter's controllers do (karpenter-core §2). */
    public static final RetryPolicy RETRIES =
            new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), 100, 1000);

    private Autoscaler() {}

    /** Makers of every controller; each start of the process makes them anew, with the {@code cloud} of that moment. */
    public static List<Supplier<Controller<?>>> controllers(
            Supplier<? extends CloudProvider> cloud, Settings settings, Decisions decisions) {
        return controllers(cloud, settings, decisions, Instruments.NONE);
    }

    /** The same, measured. */
    public static List<Supplier<Controller<?>>> controllers(
            Supplier<? extends CloudProvider> cloud, Settings settings, Decisions decisions, Instruments instruments) {
        var awaited = new Awaited();
        return List.of(
                () -> new ProvisioningController(
                        instruments.cloud("provisioner", cloud.get()), settings, awaited, decisions),
                () -> new LifecycleController(instruments.cloud("nodeclaim.lifecycle", cloud.get()), decisions),
                () -> new FinalizationController(instruments.cloud("nodeclaim.finalization", cloud.get())),
                () -> new ExpirationController(decisions),
                () -> new GarbageCollectionController(
                        instruments.cloud("nodeclaim.garbagecollection", cloud.get()), decisions),
                ConsistencyController::new,
                PodEventsController::new,
                PoolHashController::new,
                () -> new PoolStatusController(cloud.get()),
                () -> new TerminationController(instruments.cloud("node.termination", cloud.get())),
                () -> new EmptinessController(awaited::contains, decisions));
    }
}
