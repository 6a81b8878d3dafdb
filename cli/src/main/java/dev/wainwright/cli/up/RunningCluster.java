package dev.wainwright.cli.up;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.RawDocument;
import dev.wainwright.apiserver.access.AccountTokens;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.audit.AuditLog;
import dev.wainwright.apiserver.defaults.Newborn;
import dev.wainwright.apiserver.http.ApiServer;
import dev.wainwright.apiserver.http.Users;
import dev.wainwright.apiserver.journal.JournalException;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.apiserver.rest.Timestamps;
import dev.wainwright.apiserver.tls.Identity;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.autoscaler.explanation.Explainer;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.ec2.Ec2.SpotPrice;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.wall.WallDriver;
import dev.wainwright.simulation.world.GuardedStore;
import dev.wainwright.simulation.world.LiveWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The cluster, its cloud, its autoscaler and its API server in this process. */
final class RunningCluster implements AutoCloseable {
    private final WallDriver driver;
    private final LiveWorld world;
    private final ApiServer server;
    private final Keeping keeping;
    private final Optional<AuditLog> audit;
    private final List<Finding> refused;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What its user wants.
     *
     * @param data the folder in which the cluster is kept, if it is to outlive this process
     * @param audit the file to which requests are appended, if they are
     * @param bare whether a new cluster goes without the default pool
     */
    record Plan(
            int port,
            Path kubeconfig,
            double speed,
            long seed,
            String stages,
            boolean autoscaler,
            boolean bare,
            Optional<Path> data,
            Optional<Path> audit) {}

    private RunningCluster(
            WallDriver driver,
            LiveWorld world,
            ApiServer server,
            Keeping keeping,
            Optional<AuditLog> audit,
            List<Finding> refused) {
        this.refused = List.copyOf(refused);
        this.audit = audit;
        this.driver = driver;
        this.world = world;
        this.server = server;
        this.keeping = keeping;
    }

    /**
     * What is written into it at the start.
     *
     * @param given created if it is not there
     * @param once only if the cluster is a new one
     */
    record Contents(List<RawDocument> given, List<? extends KubeObject> once) {
        static final Contents NONE = new Contents(List.of(), List.of());
    }

    /** Starts everything; the kubeconfig is there once the server answers. */
    static RunningCluster start(Plan plan, Contents contents) throws IOException {
        Keeping keeping = Keeping.open(plan.data());
        try {
            return start(plan, contents, keeping);
        } catch (IOException | RuntimeException e) {
            keeping.close();
            throw e;
        }
    }

    private static RunningCluster start(Plan plan, Contents contents, Keeping keeping) throws IOException {
        Instant now = Instant.now();
        KeptClock clock = keeping.clock()
                .map(known -> known.continued(now, plan.speed()))
                .orElse(KeptClock.fresh(now, plan.speed()));
        var driver = new WallDriver(RunningCluster::failed, plan.speed(), clock.cluster());
        var resources = new Resources();
        GuardedStore guarded = LiveWorld.store(driver, plan.seed(), new Newborn(), keeping.state(resources));
        ClusterStore store = guarded.store();
        keeping.keep(store, RunningCluster::unkept);
        if (!clock.isReal()) {
            remember(clock, driver, keeping);
        }
        var timestamps = new Timestamps(clock.cluster(), clock.real(), plan.speed());
        // The world comes last, since it begins to act at once.
        var market = new AtomicReference<Supplier<List<SpotPrice>>>(List::of);
        var decisions = new DecisionLog(driver::soon);
        var measuring = new Measuring(store, driver, resources, decisions);
        var authority = new AtomicReference<Supplier<Identity>>(() -> {
            throw new IllegalStateException("asked for a token before anybody could ask");
        });
        var tokens = new AccountTokens(
                store,
                () -> timestamps.shown(driver.now()),
                () -> authority.get().get());
        var api = new Api(
                store,
                resources,
                driver,
                timestamps,
                SimulatedLogs::of,
                keeping.durability(),
                Pages.of(
                        measuring.page(),
                        new ExplanationPages(Explainer.of(store, decisions), decisions, timestamps),
                        new PricePages(() -> market.get().get())),
                keeping.objects(),
                tokens);
        Beginnings.everywhere().forEach(object -> provide(store, object));
        if (!keeping.isContinued()) {
            (plan.bare() ? List.<KubeObject>of() : Beginnings.defaultPool()).forEach(object -> provide(store, object));
            contents.once().forEach(object -> provide(store, object));
        }
        List<Finding> refused = new Given(api, resources).create(contents.given());
        Identities identities = keeping.identities(now);
        authority.set(identities::authority);
        tokens.add(Map.of(
                identities.adminToken(),
                User.admin("wainwright-admin"),
                identities.viewerToken(),
                User.viewer("wainwright-viewer")));
        Optional<AuditLog> audit = audit(plan);
        ApiServer server = ApiServer.start(
                api,
                new Users(tokens),
                identities.authority(),
                identities.server(),
                plan.port(),
                measuring.requests(audit));
        ApiEndpoints.tell(store, server.port());
        new Kubeconfig(server.address(), identities).write(plan.kubeconfig());
        var setup = new LiveWorld.Setup(
                plan.seed(),
                plan.stages(),
                plan.autoscaler(),
                Settings.STANDARD.withAdaptiveBatches(),
                identities.authority().certificatePem());
        var world =
                new LiveWorld(driver, guarded, Catalog.embedded(), setup, keeping.machines(), measuring.listeners());
        market.set(world::spotPrices);
        measuring.start();
        world.start();
        new Housekeeping(
                        driver,
                        Duration.ofSeconds(Math.round(10 * plan.speed())),
                        store::revision,
                        Runtime.getRuntime()::totalMemory,
                        System::gc)
                .start();
        return new RunningCluster(driver, world, server, keeping, audit, refused);
    }

    private static void remember(KeptClock clock, WallDriver driver, Keeping keeping) {
        keeping.remember(clock);
        Duration pause = Duration.ofNanos((long) (KeptClock.EVERY.toNanos() * clock.speed()));
        driver.after(pause, () -> remember(new KeptClock(Instant.now(), driver.now(), clock.speed()), driver, keeping));
    }

    private static Optional<AuditLog> audit(Plan plan) throws IOException {
        return plan.audit().isPresent() ? Optional.of(AuditLog.open(plan.audit().get())) : Optional.empty();
    }

    private static void provide(ClusterStore store, KubeObject object) {
        var written = store.write(Write.create(object));
        if (!(written.refusal().orElse(null) instanceof Refusal.AlreadyExists)) {
            written.orThrow();
        }
    }

    /** Nothing more can be promised: writers have their errors by now, and the process ends. */
    private static void unkept(JournalException failure) {
        System.err.println("error: " + failure.getMessage());
        Thread.ofPlatform().start(() -> System.exit(1));
    }

    private static void failed(Throwable failure) {
        System.err.println("error: this is a fault in wain: " + failure);
        failure.printStackTrace();
    }

    String address() {
        return server.address();
    }

    /** Whether what is written survives the process. */
    boolean isDurable() {
        return keeping.isDurable();
    }

    /** What is wrong with what its user gave it. */
    List<Finding> refused() {
        return refused;
    }

    /** What people should know about what was found when it started. */
    List<String> notes() {
        return keeping.notes();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            world.stop();
            server.close();
            driver.close();
            try {
                if (audit.isPresent()) {
                    audit.get().close();
                }
                keeping.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
