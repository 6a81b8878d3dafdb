package dev.wainwright.cli.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;

/**
 * A server that gives prepared answers: each request for a path takes the next, and the last one stays. Paths are asked for
 * with their query first, then without. What it has no answer to is not found, as a Kubernetes server says it.
 */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> logins = new ArrayList<>();

    private record Answer(int status, String body) {}

    private FakeServer(HttpServer server) {
        this.server = server;
    }

    public static FakeServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var fake = new FakeServer(server);
            server.createContext("/", fake::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers {@code path} with 200 and {@code body}, after what was prepared for it before. */
    public FakeServer on(String path, String body) {
        return on(path, 200, body);
    }

    public synchronized FakeServer on(String path, int status, String body) {
        answers.computeIfAbsent(path, any -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** Everything that was asked for so far, with its query. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The Authorization headers so far. */
    synchronized List<String> logins() {
        return List.copyOf(logins);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A kubeconfig for it in {@code folder}. */
    public Path kubeconfig(Path folder) {
        return kubeconfig(folder, "{}");
    }

    Path kubeconfig(Path folder, String user) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: fake
                    clusters: [{name: c, cluster: {server: "%s"}}]
                    users: [{name: u, user: %s}]
                    contexts: [{name: fake, context: {cluster: c, user: u}}]
                    """.formatted(address(), user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer = next(exchange);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer next(HttpExchange exchange) {
        String uri = exchange.getRequestURI().toString();
        requests.add(uri);
        logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String path = exchange.getRequestURI().getPath();
        Queue<Answer> prepared = answers.getOrDefault(uri, answers.getOrDefault(path, new ArrayDeque<>()));
        if (prepared.isEmpty()) {
            return new Answer(404, "404 page not found\n");
        }
        return prepared.size() == 1 ? prepared.element() : prepared.remove();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
