package dev.wainwright.cli;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.rest.Format;
import dev.wainwright.cli.kube.HttpAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a cluster is asked by many at once, as kubectl and controllers ask it, in JSON and more often in protobuf: pods are created
 * over HTTP/2 for which there are no nodes yet, watched until all of them run, listed, and deleted.
 */
final class TrainingLoad {
    private static final int PODS = 1_000;
    private static final int WRITERS = 32;
    private static final int LONGEST_SECONDS = 30;
    private static final String PATH = "/api/v1/namespaces/default/pods";

    private final HttpAccess access;
    private final HttpClient client;

    private TrainingLoad(HttpAccess access, HttpClient client) {
        this.access = access;
        this.client = client;
    }

    static void run(Path kubeconfig) throws IOException, InterruptedException {
        var access = HttpAccess.of(kubeconfig);
        try (HttpClient client =
                access.client().version(HttpClient.Version.HTTP_2).build()) {
            new TrainingLoad(access, client).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        var running = new CountDownLatch(PODS);
        List<Thread> watchers = List.of(
                Thread.ofVirtual().start(() -> watch(running)),
                Thread.ofVirtual()
                        .start(() ->
                                listen(Format.PROTOBUF, events -> events.transferTo(OutputStream.nullOutputStream()))));
        create();
        running.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        for (Format format : List.of(Format.JSON, Format.PROTOBUF)) {
            send("GET", PATH, Optional.empty(), format);
        }
        send("DELETE", PATH + "?gracePeriodSeconds=0", Optional.empty(), Format.JSON);
        for (Thread watcher : watchers) {
            watcher.interrupt();
            watcher.join();
        }
    }

    private void create() throws IOException, InterruptedException {
        var next = new AtomicInteger();
        Callable<Boolean> writer = () -> {
            for (int pod = next.getAndIncrement(); pod < PODS; pod = next.getAndIncrement()) {
                send("POST", PATH, Optional.of(pod(pod)), pod % 4 == 0 ? Format.JSON : Format.PROTOBUF);
            }
            return true;
        };
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : writers.invokeAll(Collections.nCopies(WRITERS, writer))) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static Tree.Mapping pod(int number) {
        return (Tree.Mapping) Json.parse("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"training-%d","labels":{"app":"a%d"}},
                "spec":{"containers":[{"name":"c","image":"pause","resources":{"requests":{"cpu":"500m","memory":"64Mi"}}}]},
                "status":{}}""".formatted(number, number % 50));
    }

    /** Counts the pods that run. */
    private void watch(CountDownLatch running) {
        listen(
                Format.JSON,
                events -> new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))
                        .lines()
                        .filter(event ->
                                event.startsWith("{\"type\":\"MODIFIED\"") && event.contains("\"phase\":\"Running\""))
                        .forEach(event -> running.countDown()));
    }

    /** Has the server tell it all; {@code use} takes it. */
    private void listen(Format format, Use use) {
        try (InputStream events = client.send(
                        request("GET", PATH + "?watch=true", Optional.empty(), format), BodyHandlers.ofInputStream())
                .body()) {
            use.take(events);
        } catch (IOException | RuntimeException e) {
            // A watch that breaks teaches nothing more; the others go on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What becomes of what a watch tells. */
    private interface Use {
        void take(InputStream events) throws IOException;
    }

    private void send(String method, String path, Optional<Tree.Mapping> body, Format format)
            throws IOException, InterruptedException {
        client.send(request(method, path, body, format), BodyHandlers.discarding());
    }

    private HttpRequest request(String method, String path, Optional<Tree.Mapping> body, Format format) {
        return access.request(path)
                .method(
                        method,
                        body.map(format::bytes)
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElse(HttpRequest.BodyPublishers.noBody()))
                .header("Accept", format.mediaType() + ", */*")
                .header("Content-Type", format.mediaType())
                .header("User-Agent", "training")
                .build();
    }
}
