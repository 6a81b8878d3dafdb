package dev.wainwright.cli.up;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.defaults.Newborn;
import dev.wainwright.apiserver.http.ApiServer;
import dev.wainwright.apiserver.http.Users;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.Durability;
import dev.wainwright.apiserver.rest.Timestamps;
import dev.wainwright.apiserver.tls.Identity;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.wall.WallDriver;
import dev.wainwright.simulation.world.LiveWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The cluster, its cloud, its autoscaler and its API server in this process. */
final class RunningCluster implements AutoCloseable {
    private static final int TOKEN_BYTES = 24;

    private final WallDriver driver;
    private final LiveWorld world;
    private final ApiServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What its user wants. */
    record Plan(int port, Path kubeconfig, double speed, long seed, String stages, boolean autoscaler) {}

    private RunningCluster(WallDriver driver, LiveWorld world, ApiServer server) {
        this.driver = driver;
        this.world = world;
        this.server = server;
    }

    /** Starts everything; the kubeconfig is there once the server answers. */
    static RunningCluster start(Plan plan, List<KubeObject> objects) throws IOException {
        var driver = new WallDriver(RunningCluster::failed, plan.speed());
        Instant now = driver.now();
        ClusterStore store = LiveWorld.store(driver, plan.seed(), new Newborn());
        var resources = new Resources();
        var api = new Api(
                store,
                resources,
                driver,
                new Timestamps(now, plan.speed()),
                SimulatedLogs::of,
                Durability.NONE,
                Map.of());
        Beginnings.everywhere().forEach(object -> store.write(Write.create(object)).orThrow());
        objects.forEach(object -> store.write(Write.create(object)).orThrow());
        Identity authority = Identity.authority("wainwright-ca", now);
        Identity admin = authority.client("wainwright-admin", "system:masters", now);
        String token = token();
        ApiServer server = ApiServer.start(
                api,
                new Users(Map.of(token, User.viewer("wainwright-viewer"))),
                authority,
                authority.server("wainwright", now),
                plan.port());
        new Kubeconfig(server.address(), authority, admin, token).write(plan.kubeconfig());
        var setup = new LiveWorld.Setup(
                plan.seed(), plan.stages(), plan.autoscaler(), Settings.STANDARD, authority.certificatePem());
        var world = new LiveWorld(driver, store, Catalog.embedded(), setup, Decisions.UNHEARD);
        world.start();
        return new RunningCluster(driver, world, server);
    }

    private static void failed(Throwable failure) {
        System.err.println("error: this is a fault in wain: " + failure);
        failure.printStackTrace();
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    String address() {
        return server.address();
    }

    /** Whether what is written survives the process. */
    boolean isDurable() {
        return false;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            world.stop();
            server.close();
            driver.close();
        }
    }
}
