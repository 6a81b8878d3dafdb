package dev.wainwright.bench.watch;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server under load: a {@code wain up} on this machine, found by its kubeconfig. */
final class Target {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final String server;
    private final String token;
    private final SSLContext trust;
    private final long pid;

    private Target(String server, String token, SSLContext trust, long pid) {
        this.server = server;
        this.token = token;
        this.trust = trust;
        this.pid = pid;
    }

    static Target of(Path kubeconfig) throws IOException, GeneralSecurityException {
        String text = Files.readString(kubeconfig);
        var running = (Tree.Mapping) Json.parse(Files.readString(Path.of(kubeconfig + ".running")));
        long pid = running.get("pid") instanceof Tree.Numeral number
                ? number.value().longValue()
                : 0;
        return new Target(field(text, "server"), field(text, "token"), trust(text), pid);
    }

    private static String field(String kubeconfig, String name) {
        Matcher matcher = Pattern.compile(name + ": (\\S+)").matcher(kubeconfig);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in the kubeconfig");
        }
        return matcher.group(1);
    }

    private static SSLContext trust(String kubeconfig) throws IOException, GeneralSecurityException {
        byte[] pem = Base64.getDecoder().decode(field(kubeconfig, "certificate-authority-data"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + token);
    }

    /** Throws unless the answer is a good one. */
    Tree.Mapping send(HttpClient client, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.body());
        }
        return (Tree.Mapping) Json.parse(response.body());
    }

    /** Processor time that the server has used. */
    Duration used() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Resident memory in kB; Linux only. */
    long resident() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
