package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.kube.HttpAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Single requests, none of them repeated: what was not answered stays unknown. */
final class Https implements AutoCloseable {
    private final HttpAccess access;
    private final HttpClient client;

    Https(Path kubeconfig) throws IOException {
        this.access = HttpAccess.of(kubeconfig);
        this.client = access.client().build();
    }

    /** An answer, whatever its code. */
    record Answer(int code, Tree.Mapping body) {
        String revision() {
            return body.mapping("metadata").text("resourceVersion", "");
        }
    }

    /** Throws {@link IOException} when there was no whole answer. */
    Answer send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = access.request(path)
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
        return client.send(access.request(path).build(), BodyHandlers.ofInputStream())
                .body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
