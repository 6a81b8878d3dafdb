package dev.wainwright.bench.watch;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.kube.HttpAccess;
import dev.wainwright.cli.up.Running;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server under load: a {@code wain up} on this machine, found by its kubeconfig. */
final class Target {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final HttpAccess access;
    private final long pid;

    private Target(HttpAccess access, long pid) {
        this.access = access;
        this.pid = pid;
    }

    static Target of(Path kubeconfig) throws IOException {
        Running running = Running.find(kubeconfig)
                .orElseThrow(() -> new IllegalArgumentException("no cluster runs with the kubeconfig " + kubeconfig));
        return new Target(HttpAccess.of(kubeconfig), running.pid());
    }

    HttpClient client(HttpClient.Version version) {
        return access.client().version(version).build();
    }

    HttpRequest.Builder request(String path) {
        return access.request(path);
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
