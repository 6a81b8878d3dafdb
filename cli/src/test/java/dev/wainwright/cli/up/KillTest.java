package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wain up --data-dir}, killed again and again while it is written to; {@code -Dcrashes=100} does it more often. */
final class KillTest {
    private static final int CRASHES = Integer.getInteger("crashes", 6);
    private static final long SEED = Long.getLong("seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POD = """
            {"metadata": {"name": "guest"}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}
            """;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Scribe> scribes = IntStream.range(0, 4)
            .mapToObj(number -> new Scribe("scribe" + number, random.split()))
            .toList();
    private final List<Listener> listeners = List.of(new Listener(), new Listener());
    private String machines = "";

    @Test
    void whatWasAnsweredOrTellsOfSurvivesWheneverTheProcessIsKilled() throws Exception {
        int port = 0;
        for (int crash = 0; crash <= CRASHES; crash++) {
            String when = "after crash " + crash + ", seed " + SEED;
            try (UpProcess up = UpProcess.start(folder, port).ready();
                    var server = new Https(up.kubeconfig())) {
                port = up.port();
                check(server, when);
                if (crash < CRASHES) {
                    workUntilKilled(up, server);
                }
            }
        }
        assertThat(scribes).allMatch(scribe -> scribe.acknowledged() > CRASHES);
        assertThat(listeners).allMatch(listener -> listener.events() > CRASHES);
        System.out.printf(
                "%d crashes, seed %d: %d writes acknowledged, %d events heard%n",
                CRASHES,
                SEED,
                scribes.stream().mapToInt(Scribe::acknowledged).sum(),
                listeners.stream().mapToInt(Listener::events).sum());
    }

    private void check(Https server, String when) throws IOException, InterruptedException {
        Map<String, Scribe.Entry> kept = Scribe.entries(server.get(Scribe.MAPS).body());
        scribes.forEach(scribe -> scribe.check(kept, when));
        for (Listener listener : listeners) {
            listener.list(server, when);
        }
        if (machines.isEmpty()) {
            server.send("POST", "/api/v1/namespaces/default/pods", "application/json", POD);
            await().atMost(PATIENCE)
                    .until(() -> server.get("/api/v1/namespaces/default/pods/guest")
                            .body()
                            .mapping("status")
                            .text("phase", "")
                            .equals("Running"));
            machines = machines(server);
        }
        assertThat(machines(server)).as(when).isNotEmpty().isEqualTo(machines);
    }

    /** Claims with their machines, and where the guest runs on. */
    private static String machines(Https server) throws IOException, InterruptedException {
        var machines = new ArrayList<String>();
        for (Tree item : server.get("/apis/karpenter.sh/v1/nodeclaims").body().items("items")) {
            Tree.Mapping status = ((Tree.Mapping) item).mapping("status");
            machines.add(status.text("nodeName", "") + ' ' + status.text("providerID", ""));
        }
        Tree.Mapping pod = server.get("/api/v1/namespaces/default/pods/guest").body();
        machines.add(pod.mapping("spec").text("nodeName", "")
                + ' '
                + pod.mapping("status").text("phase", ""));
        return String.join(", ", machines);
    }

    private void workUntilKilled(UpProcess up, Https server)
            throws InterruptedException, ExecutionException, IOException {
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<?>>();
            scribes.forEach(scribe -> working.add(hands.submit(work(() -> scribe.write(server)))));
            listeners.forEach(listener -> working.add(hands.submit(work(() -> listener.listen(server)))));
            // At a random moment, unless somebody has a complaint before.
            var moment = new Object();
            synchronized (moment) {
                TimeUnit.MILLISECONDS.timedWait(moment, random.nextInt(1, 1500));
            }
            up.kill();
            for (Future<?> each : working) {
                each.get();
            }
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Callable<Boolean> work(Work work) {
        return () -> {
            work.run();
            return true;
        };
    }
}
