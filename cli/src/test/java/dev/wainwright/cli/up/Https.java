package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Single requests, none of them repeated: what was not answered stays unknown. */
final class Https implements AutoCloseable {
    private final HttpClient client;
    private final String server;
    private final String token;

    Https(Config config) {
        this.client = HttpClient.newBuilder().sslContext(trusting(config)).build();
        this.server = config.getMasterUrl().replaceAll("/$", "");
        this.token = config.getAutoOAuthToken();
    }

    /** An answer, whatever its code. */
    record Answer(int code, Tree.Mapping body) {
        String revision() {
            return body.mapping("metadata").text("resourceVersion", "");
        }
    }

    private static SSLContext trusting(Config config) {
        try {
            byte[] pem = Base64.getDecoder().decode(config.getCaCertData());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws {@link IOException} when there was no whole answer. */
    Answer send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), (Tree.Mapping) Json.parse(response.body()));
    }

    /** What is there. */
    Answer get(String path) throws IOException, InterruptedException {
        Answer answer = send("GET", path, "application/json", "");
        assertThat(answer.code()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer;
    }

    /** What a path goes on to say, such as a watch. */
    InputStream stream(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofInputStream()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
