package dev.wainwright.cli.kube;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.shell.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one cluster. On Java's oldest client, because that starts in a third of the time of its newest
 * (reference/java.md §4). Safe for several threads; each request blocks its own.
 */
public final class KubeClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 20_000;
    /** Longer than the pause between two bookmarks, so that silence means that the line is dead. */
    private static final int WATCH_MILLIS = 90_000;

    private static final int WATCH_SECONDS = 290;
    private static final int PAGE = 500;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int GONE = 410;
    private static final int LONGEST_MESSAGE = 300;
    /** Kubernetes' own words for a path that leads nowhere. */
    private static final String UNKNOWN_PATH = "the server could not find the requested resource";

    private final Access access;
    private Login.Proof proof = Login.Proof.NONE;
    private @Nullable SSLSocketFactory sockets;

    KubeClient(Access access) {
        this.access = access;
    }

    /** What happened to an object. */
    interface WatchHandler {
        /** The server has agreed to tell of changes. */
        void connected();

        void added(Tree.Mapping object);

        void deleted(Tree.Mapping object);
    }

    /** The context's name. */
    public String context() {
        return access.context();
    }

    public String server() {
        return access.server().toString();
    }

    /** The namespace to look into when none is named. */
    public String namespace() {
        return access.namespace();
    }

    /** The object or answer at {@code path}; throws {@link Refused} when the status is not 200. */
    public Tree.Mapping get(String path) throws IOException {
        return get(path, Map.of());
    }

    private Tree.Mapping get(String path, Map<String, String> query) throws IOException {
        HttpURLConnection connection = open(path, query, READ_MILLIS);
        try (var in = connection.getInputStream();
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return parsed(text, path);
        }
    }

    private static Tree.Mapping parsed(Reader text, String path) throws IOException {
        try {
            if (Json.read(text) instanceof Tree.Mapping object) {
                return object;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer to GET " + path + " is not JSON: " + e.getMessage(), e);
        }
        throw new IOException("the answer to GET " + path + " is no JSON object");
    }

    /**
     * Hands over the objects of a collection, page by page. Returns the resourceVersion from which a watch can go on. Throws
     * {@link Gone} when the collection changed too much under way.
     */
    public String list(String path, Map<String, String> query, Consumer<Tree.Mapping> each) throws IOException {
        var parameters = new TreeMap<>(query);
        parameters.put("limit", String.valueOf(PAGE));
        while (true) {
            Tree.Mapping page = get(path, parameters);
            for (Tree item : page.items("items")) {
                if (item instanceof Tree.Mapping object) {
                    each.accept(object);
                }
            }
            Tree.Mapping metadata = page.mapping("metadata");
            String next = metadata.text("continue", "");
            if (next.isEmpty()) {
                return metadata.text("resourceVersion", "");
            }
            parameters.put("continue", next);
        }
    }

    /**
     * Tells of changes after {@code from} until the server ends the watch or falls silent. Returns the resourceVersion to go
     * on from; throws {@link Gone} when only a new list helps.
     *
     * @param stopped asked after each event
     */
    String watch(String path, Map<String, String> query, String from, WatchHandler handler, BooleanSupplier stopped)
            throws IOException {
        var parameters = new TreeMap<>(query);
        parameters.put("watch", "true");
        parameters.put("allowWatchBookmarks", "true");
        parameters.put("resourceVersion", from);
        parameters.put("timeoutSeconds", String.valueOf(WATCH_SECONDS));
        HttpURLConnection connection = open(path, parameters, WATCH_MILLIS);
        handler.connected();
        String version = from;
        try (var in = connection.getInputStream();
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !stopped.getAsBoolean(); line = lines.readLine()) {
                version = event(line, path, version, handler);
            }
        } catch (java.net.SocketTimeoutException e) {
            // Silence; the next watch finds out whether anybody is there.
            return version;
        } finally {
            connection.disconnect();
        }
        return version;
    }

    private static String event(String line, String path, String version, WatchHandler handler) throws IOException {
        Tree.Mapping event = parsed(new java.io.StringReader(line), path);
        Tree.Mapping object = event.mapping("object");
        switch (event.text("type", "")) {
            case "ADDED", "MODIFIED" -> handler.added(object);
            case "DELETED" -> handler.deleted(object);
            case "ERROR" -> {
                String message = object.text("message", "the watch failed");
                if (object.get("code") instanceof Tree.Numeral code
                        && code.value().intValue() == GONE) {
                    throw new Gone(message);
                }
                throw new IOException(message);
            }
            default -> {}
        }
        return object.mapping("metadata").text("resourceVersion", version);
    }

    /** A connection whose answer is 200; otherwise throws {@link Refused} or {@link Gone}. */
    private HttpURLConnection open(String path, Map<String, String> query, int readMillis) throws IOException {
        HttpURLConnection connection = connect(path, query, readMillis, false);
        if (connection.getResponseCode() == UNAUTHORIZED && access.login() instanceof ExecLogin) {
            connection.disconnect();
            connection = connect(path, query, readMillis, true);
        }
        int status = connection.getResponseCode();
        if (status != OK) {
            throw refusal(status, connection);
        }
        return connection;
    }

    private HttpURLConnection connect(String path, Map<String, String> query, int readMillis, boolean refresh)
            throws IOException {
        URI uri = URI.create(access.server() + path + text(query));
        var connection = (HttpURLConnection) uri.toURL().openConnection(access.proxy());
        Login.Proof shown = access.login().proof(refresh);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets(shown));
            access.trust().verifier().ifPresent(secure::setHostnameVerifier);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(readMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "wain");
        if (!shown.authorization().isEmpty()) {
            connection.setRequestProperty("Authorization", shown.authorization());
        }
        access.headers().forEach(connection::setRequestProperty);
        connection.connect();
        return connection;
    }

    /** One factory for all, or no connection would be used twice. */
    private synchronized SSLSocketFactory sockets(Login.Proof shown) throws IOException {
        SSLSocketFactory known = sockets;
        if (known == null || !proof.certificate().equals(shown.certificate())) {
            known = access.trust().context(shown).getSocketFactory();
            sockets = known;
            proof = shown;
        }
        return known;
    }

    private static String text(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static IOException refusal(int status, HttpURLConnection connection) throws IOException {
        String body = "";
        try (InputStream in = connection.getErrorStream()) {
            body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String message = message(body);
        String text = message.isEmpty()
                ? "the server answers " + status + " to GET "
                        + connection.getURL().getPath()
                : message;
        return status == GONE
                ? new Gone(text)
                : new Refused(status, text, !message.isEmpty() && !message.equals(UNKNOWN_PATH));
    }

    /** That of a Kubernetes Status; empty where it is none. */
    private static String message(String body) {
        try {
            if (Json.parse(body) instanceof Tree.Mapping status
                    && status.text("kind", "").equals("Status")) {
                return status.text("message", "");
            }
        } catch (IllegalArgumentException e) {
            return "";
        }
        return "";
    }

    /** What to tell the user of a request that failed. */
    public Failure failure(IOException e) {
        String hint = e instanceof Refused refused
                ? refused.isDenied() ? "--context NAME takes another user" : ""
                : "`wain status` says whether the cluster of wain up runs; --kubeconfig and --context name another";
        String why = Reasons.of(e);
        return Failure.of(
                access.describe() + ": " + (why.length() > LONGEST_MESSAGE ? why.substring(0, LONGEST_MESSAGE) : why),
                hint);
    }
}
