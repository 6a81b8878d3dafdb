package dev.wainwright.cli;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a cluster is asked by many at once, as kubectl and controllers ask it: pods are created over HTTP/2 for which there are no
 * nodes yet, watched until all of them run, listed, and deleted.
 */
final class TrainingLoad {
    private static final int PODS = 1_000;
    private static final int WRITERS = 32;
    private static final int LONGEST_SECONDS = 30;
    private static final String PATH = "/api/v1/namespaces/default/pods";

    private final String server;
    private final String token;
    private final HttpClient client;

    private TrainingLoad(String server, String token, HttpClient client) {
        this.server = server;
        this.token = token;
        this.client = client;
    }

    static void run(Path kubeconfig) throws IOException, InterruptedException {
        Tree.Mapping document = document(kubeconfig);
        Tree.Mapping cluster = first(document, "clusters").mapping("cluster");
        byte[] authority = Base64.getDecoder().decode(cluster.text("certificate-authority-data", ""));
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trusting(authority))
                .build()) {
            String token = first(document, "users").mapping("user").text("token", "");
            new TrainingLoad(cluster.text("server", ""), token, client).run();
        }
    }

    private static Tree.Mapping document(Path kubeconfig) throws IOException {
        var found = new Tree.Mapping[] {Tree.Mapping.EMPTY};
        try (var in = Files.newInputStream(kubeconfig)) {
            DocumentReader.read(in, new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    found[0] = object;
                }

                @Override
                public void trouble(int document, int line, String message) {
                    throw new IllegalStateException(message);
                }
            });
        }
        return found[0];
    }

    private static Tree.Mapping first(Tree.Mapping document, String list) {
        return (Tree.Mapping) document.items(list).getFirst();
    }

    private static SSLContext trusting(byte[] authority) throws IOException {
        try {
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void run() throws IOException, InterruptedException {
        var running = new CountDownLatch(PODS);
        Thread watcher = Thread.ofVirtual().start(() -> watch(running));
        create();
        running.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        send("GET", PATH, Optional.empty());
        send("DELETE", PATH + "?gracePeriodSeconds=0", Optional.empty());
        watcher.interrupt();
        watcher.join();
    }

    private void create() throws IOException, InterruptedException {
        var next = new AtomicInteger();
        Callable<Boolean> writer = () -> {
            for (int pod = next.getAndIncrement(); pod < PODS; pod = next.getAndIncrement()) {
                send("POST", PATH, Optional.of(pod(pod)));
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

    private static String pod(int number) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"training-%d","labels":{"app":"a%d"}},
                "spec":{"containers":[{"name":"c","image":"pause","resources":{"requests":{"cpu":"500m","memory":"64Mi"}}}]},
                "status":{}}""".formatted(number, number % 50);
    }

    private void watch(CountDownLatch running) {
        try (Stream<String> events = client.send(
                        request("GET", PATH + "?watch=true", Optional.empty()), BodyHandlers.ofLines())
                .body()) {
            events.filter(event ->
                            event.startsWith("{\"type\":\"MODIFIED\"") && event.contains("\"phase\":\"Running\""))
                    .forEach(event -> running.countDown());
        } catch (IOException | RuntimeException e) {
            // A watch that breaks teaches nothing more; the others go on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String method, String path, Optional<String> body) throws IOException, InterruptedException {
        client.send(request(method, path, body), BodyHandlers.discarding());
    }

    private HttpRequest request(String method, String path, Optional<String> body) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()))
                .header("Accept", "application/json, */*")
                .header("Content-Type", "application/json")
                .header("User-Agent", "training")
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
