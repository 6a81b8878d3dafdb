package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2.InstanceQuery;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.EventQueue;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Karpenter's AWS provider over {@link Ec2}. One per process of controllers; {@link #start()} begins to follow prices.
 *
 * <p>A claim gets at most one machine: what was launched is remembered by the claim's uid, and after a restart what an earlier
 * process launched is looked for first ({@link Adoption}).
 */
public final class AwsCloudProvider implements CloudProvider {
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration SHIFT_INTERVAL = Duration.ofSeconds(30);

    private final Driver driver;
    private final Ec2 ec2;
    private final Catalog catalog;
    private final AwsSettings settings;
    private final Market market = new Market();
    private final UnavailableOfferings unavailable;
    private final TypeLists types;
    private final SubnetPool subnets = new SubnetPool();
    private final Claims claims;
    private final Instances instances;
    private final AwsListener listener;
    private volatile boolean following;

    public AwsCloudProvider(Driver driver, Ec2 ec2, Catalog catalog, AwsSettings settings) {
        this(driver, ec2, catalog, settings, AwsListener.NONE);
    }

    public AwsCloudProvider(Driver driver, Ec2 ec2, Catalog catalog, AwsSettings settings, AwsListener listener) {
        this.driver = driver;
        this.listener = listener;
        this.catalog = catalog;
        this.settings = settings;
        this.ec2 = new PatientEc2(ec2, driver, Chance.of(settings.seed()).of("aws provider"));
        this.unavailable = new UnavailableOfferings(driver, market::changed);
        this.types = new TypeLists(catalog, settings.catalog(), market, unavailable);
        this.instances = new Instances(driver, this.ec2, listener);
        var launches = new Launches(driver, this.ec2, settings, types, unavailable, market, subnets, listener);
        this.claims = new Claims(driver, this.ec2, settings, types, launches);
    }

    /** Begins to ask for spot prices, and for shifted zones if the settings say so, now and then again and again. */
    public void start() {
        if (!following) {
            following = true;
            followPrices();
            if (settings.zonalShift()) {
                followShifts();
            }
        }
    }

    /** The process has ended: asks for nothing any more. */
    public void stop() {
        following = false;
    }

    private void followPrices() {
        if (following) {
            ec2.describeSpotPrices(response -> {
                Duration next = AFTER_FAILURE;
                if (response instanceof Response.Ok<List<Ec2.SpotPrice>> ok) {
                    market.spotPrices(ok.value());
                    next = settings.priceInterval();
                }
                driver.after(next, this::followPrices);
            });
        }
    }

    private void followShifts() {
        if (following) {
            ec2.shiftedZones(response -> {
                if (response instanceof Response.Ok<List<String>> ok) {
                    market.shiftedZones(ok.value());
                }
                driver.after(SHIFT_INTERVAL, this::followShifts);
            });
        }
    }

    /** Keeps EC2NodeClasses' status; one per process that runs controllers. */
    public Controller<ObjectKey> nodeClassController() {
        var images = new Images(ec2, settings.kubernetesVersion());
        return new NodeClassController(
                new Discovery(ec2, images), images, settings.clusterName(), catalog.region(), this::learn);
    }

    /** Lets claims go whose machines AWS is about to take; one per process that runs controllers. */
    public Controller<String> interruptionController(EventQueue queue) {
        return new InterruptionController(queue, unavailable, market, listener);
    }

    /** Takes in what a look at EC2 has found beside what the status says. */
    void learn(Discovery.Found found) {
        if (found.subnets() instanceof Response.Ok<List<Ec2.Subnet>> ok) {
            subnets.seen(ok.value());
        }
        if (found.reservations() instanceof Response.Ok<List<Ec2.CapacityReservation>> ok) {
            ok.value().forEach(each -> market.reservation(each.id(), each.availableInstanceCount()));
        }
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public List<Class<? extends KubeObject>> nodeClasses() {
        return List.of(Ec2NodeClass.class);
    }

    @Override
    public List<InstanceType> instanceTypes(NodePool pool, Snapshot known) {
        return nodeClass(pool.spec().template().spec().nodeClassRef(), known)
                .map(types::of)
                .orElse(List.of());
    }

    private static Optional<Ec2NodeClass> nodeClass(NodeClassReference reference, Snapshot known) {
        return known.get(Ec2NodeClass.class, new ObjectKey("", reference.name()));
    }

    @Override
    public Effect.Call create(NodeClaim claim, Snapshot known) {
        Optional<Ec2NodeClass> found = nodeClass(claim.spec().nodeClassRef(), known);
        Launch obstacle = obstacle(claim, found.orElse(null));
        if (obstacle != null) {
            return Effect.Call.of("create machine", () -> Result.ok(obstacle));
        }
        Set<String> taken = claims.isInherited(claim)
                ? known.all(NodeClaim.class).stream()
                        .map(each -> instanceId(each.status().providerID()))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
        return new Effect.Call(
                "create machine",
                answer -> claims.launch(claim, found.orElseThrow(), taken, launch -> later(answer, Result.ok(launch))));
    }

    private static @Nullable Launch obstacle(NodeClaim claim, @Nullable Ec2NodeClass nodeClass) {
        String name = claim.spec().nodeClassRef().name();
        if (nodeClass == null || nodeClass.metadata().isTerminating()) {
            return new Launch.InsufficientCapacity("the EC2NodeClass " + name + " is missing or being deleted");
        }
        Condition ready = nodeClass.status().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .orElse(null);
        if (ready == null || ready.status().equals("Unknown")) {
            return new Launch.Failed(
                    "NodeClassReadinessUnknown", "whether the EC2NodeClass " + name + " is ready is not known yet");
        }
        if (!ready.isTrue()) {
            return new Launch.NodeClassNotReady("the EC2NodeClass " + name + " is not ready: " + ready.message());
        }
        Long observed = ready.observedGeneration();
        Long generation = nodeClass.metadata().generation();
        if (observed != null && generation != null && !observed.equals(generation)) {
            return new Launch.NodeClassNotReady(
                    "the EC2NodeClass " + name + " has changed since its readiness was looked at");
        }
        return Tags.restricted(nodeClass)
                .map(key -> new Launch.NodeClassNotReady("the EC2NodeClass " + name + " sets the tag " + key
                        + ", which Karpenter sets itself; take it out of spec.tags"))
                .orElse(null);
    }

    @Override
    public Effect.Call delete(NodeClaim claim) {
        return new Effect.Call("delete machine", answer -> {
            String id = claims.instanceOf(claim);
            if (id.isEmpty()) {
                later(answer, Result.ok(claims.isLaunching(claim) ? Deletion.TRIGGERED : Deletion.GONE));
            } else if (isShifted(claim)) {
                later(
                        answer,
                        Result.refused(new Refusal.Unavailable(
                                "traffic has been shifted away from the zone of " + id + "; nothing is ended there")));
            } else {
                delete(claim, id, deletion -> later(answer, deletion));
            }
        });
    }

    /** While a zone is in trouble, EC2 is not bothered with requests for it (karpenter-aws §4.9). */
    private boolean isShifted(NodeClaim claim) {
        String zoneId = claim.metadata().labels().get(Labels.ZONE_ID);
        return zoneId != null && market.isShifted(zoneId);
    }

    /** What EC2 does not show is gone only when it has had the time to appear. */
    private void delete(NodeClaim claim, String id, Consumer<Result<?>> answer) {
        instances.find(id, found -> {
            switch (found) {
                case Response.Failed<Optional<Instance>> failed -> answer.accept(refusal(failed.error()));
                case Response.Ok<Optional<Instance>> ok -> {
                    if (ok.value().isEmpty()) {
                        answer.accept(Result.ok(missing(claim)));
                        return;
                    }
                    claims.seen(claim);
                    if (ok.value().get().state().isEnding()) {
                        answer.accept(Result.ok(Deletion.TRIGGERED));
                    } else {
                        terminate(ok.value().get(), answer);
                    }
                }
            }
        });
    }

    private Deletion missing(NodeClaim claim) {
        if (claims.isFresh(claim)) {
            return Deletion.TRIGGERED;
        }
        claims.forget(claim);
        return Deletion.GONE;
    }

    private void terminate(Instance instance, Consumer<Result<?>> answer) {
        instances.terminate(instance.id(), ended -> {
            switch (ended) {
                case Response.Failed<Boolean> failed -> answer.accept(refusal(failed.error()));
                case Response.Ok<Boolean> ok -> {
                    market.used(instance.reservationId(), -1);
                    answer.accept(Result.ok(Deletion.TRIGGERED));
                }
            }
        });
    }

    @Override
    public Effect.Call list() {
        var query = new InstanceQuery(List.of(), Tags.filters(settings.clusterName()));
        return new Effect.Call(
                "list machines",
                answer -> ec2.describeInstances(query, response -> {
                    switch (response) {
                        case Response.Failed<List<Instance>> failed -> answer.accept(refusal(failed.error()));
                        case Response.Ok<List<Instance>> ok ->
                            answer.accept(Result.ok(ok.value().stream()
                                    .map(instance -> Hydration.listed(instance, driver.now()))
                                    .toList()));
                    }
                }));
    }

    /** Answers outside of whatever lock the caller holds. */
    private void later(Consumer<Result<?>> answer, Result<?> result) {
        driver.soon(() -> answer.accept(result));
    }

    private static Result<?> refusal(Ec2Error error) {
        return Result.refused(
                error.code().equals(Ec2Error.THROTTLED)
                        ? new Refusal.TooManyRequests(error.toString(), Duration.ofSeconds(1))
                        : new Refusal.Unavailable(error.toString()));
    }

    /** The last part of {@code aws:///ZONE/ID}; empty when there is none. */
    static String instanceId(String providerId) {
        return providerId.substring(providerId.lastIndexOf('/') + 1);
    }
}
