package dev.wainwright.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeClientTest {
    private static final String PODS = "/api/v1/pods";

    @TempDir
    Path folder;

    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsComeInPages() throws IOException {
        server.on(PODS + "?limit=500", list("7", "next page=", "a", "b"))
                .on(PODS + "?continue=next+page%3D&limit=500", list("7", "", "c"));
        var names = new ArrayList<String>();
        String version = client().list(PODS, Map.of(), pod -> names.add(name(pod)));
        assertThat(names).containsExactly("a", "b", "c");
        assertThat(version).isEqualTo("7");
    }

    @Test
    void aWatchTellsOfChangesAndKeepsItsPlaceByBookmarks() throws IOException {
        server.on(
                PODS,
                event("ADDED", "a", 8)
                        + event("MODIFIED", "a", 9)
                        + event("DELETED", "b", 10)
                        + event("BOOKMARK", "", 55));
        var seen = new ArrayList<String>();
        String version = client().watch(PODS, Map.of("fieldSelector", "x=y"), "7", handler(seen), () -> false);
        assertThat(seen).containsExactly("connected", "+a", "+a", "-b");
        assertThat(version).isEqualTo("55");
        assertThat(server.requests().getFirst())
                .contains("watch=true", "resourceVersion=7", "allowWatchBookmarks=true", "fieldSelector=x%3Dy");
    }

    @Test
    void anExpiredWatchIsGone() {
        server.on(PODS, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"message\":\"too old\"}}\n");
        assertThatThrownBy(() -> client().watch(PODS, Map.of(), "7", handler(new ArrayList<>()), () -> false))
                .isInstanceOf(Gone.class)
                .hasMessage("too old");
    }

    @Test
    void refusalsSayWhatTheServerSays() {
        server.on(PODS, 403, "{\"kind\":\"Status\",\"message\":\"pods is forbidden\"}")
                .on("/x", 500, "oops");
        assertThatThrownBy(() -> client().get(PODS)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.isDenied()).isTrue();
            assertThat(refused).hasMessage("pods is forbidden");
        });
        assertThatThrownBy(() -> client().get("/x")).hasMessage("the server answers 500 to GET /x");
        assertThatThrownBy(() -> client().get("/none")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.isAbsent()).isTrue();
            assertThat(refused.isExplained()).isFalse();
        });
    }

    @Test
    void anAnswerThatIsNotJsonIsSaidToBeSo() {
        server.on("/x", "<html>").on("/y", "[1]");
        assertThatThrownBy(() -> client().get("/x")).hasMessageStartingWith("the answer to GET /x is not JSON: ");
        assertThatThrownBy(() -> client().get("/y")).hasMessage("the answer to GET /y is no JSON object");
    }

    @Test
    void whoIsRefusedAsksItsLoginCommandAgain() throws IOException {
        Path command = Files.writeString(folder.resolve("login"), """
                #!/bin/sh
                echo x >> "$0.ran"
                echo '{"status":{"token":"t'$(wc -l < "$0.ran" | tr -d ' ')'"}}'
                """);
        assertThat(command.toFile().setExecutable(true)).isTrue();
        server.on("/x", 401, "").on("/x", "{}");
        var client = new KubeClient(
                KubeconfigReader.read(server.kubeconfig(folder, "{exec: {command: ./login}}"), Optional.empty()));
        assertThat(client.get("/x").isEmpty()).isTrue();
        assertThat(server.logins()).containsExactly("Bearer t1", "Bearer t2");
    }

    @Test
    void aServerThatIsNotThereIsReportedWithItsAddressAndAWayOut() {
        KubeClient client = client();
        server.close();
        assertThatThrownBy(() -> client.get("/x")).isInstanceOfSatisfying(IOException.class, e -> {
            assertThat(client.failure(e).getMessage())
                    .startsWith(server.address() + " (context fake of ")
                    .contains("nothing answers there");
            assertThat(client.failure(e).hint()).contains("wain status");
        });
    }

    @Test
    void aMirrorListsThenWatchesAndListsAnewWhenItsPlaceIsGone() throws InterruptedException {
        server.on(PODS + "?limit=500", list("7", "", "a", "b"))
                .on(PODS + "?limit=500", list("20", "", "d"))
                .on(watch("7"), event("ADDED", "c", 8) + event("DELETED", "a", 9))
                .on(watch("9"), 410, "{\"kind\":\"Status\",\"message\":\"gone\"}")
                .on(watch("20"), event("BOOKMARK", "", 20));
        BlockingQueue<List<String>> pictures = new LinkedBlockingQueue<>();
        var mirror = new AtomicReference<Mirror<String>>();
        Mirror<String> names = new Mirror<>(
                client(),
                new Mirror.Collected<>(PODS, Map.of(), pod -> Optional.of(name(pod))),
                () -> pictures.add(mirror.get().objects().stream().sorted().toList()));
        mirror.set(names);
        names.start();
        assertThat(await(pictures, List.of("a", "b"))).isTrue();
        assertThat(await(pictures, List.of("b", "c"))).isTrue();
        assertThat(await(pictures, List.of("d"))).isTrue();
        assertThat(names.health().listed()).isTrue();
        assertThat(names.health().trouble()).isEmpty();
        names.stop();
    }

    @Test
    void aCollectionTheServerDoesNotHaveIsEmptyAndAbsent() throws IOException {
        var mirror = new Mirror<>(
                client(), new Mirror.Collected<>("/apis/karpenter.sh/v1/nodeclaims", Map.of(), Optional::of), () -> {});
        mirror.fill();
        assertThat(mirror.health().absent()).isTrue();
        assertThat(mirror.objects()).isEmpty();
    }

    private static <T> boolean await(BlockingQueue<T> queue, T wanted) throws InterruptedException {
        Predicate<T> reached = wanted::equals;
        for (T next = queue.poll(20, TimeUnit.SECONDS); next != null; next = queue.poll(20, TimeUnit.SECONDS)) {
            if (reached.test(next)) {
                return true;
            }
        }
        return false;
    }

    private KubeClient client() {
        return new KubeClient(KubeconfigReader.read(server.kubeconfig(folder), Optional.empty()));
    }

    private static KubeClient.WatchHandler handler(List<String> seen) {
        return new KubeClient.WatchHandler() {
            @Override
            public void connected() {
                seen.add("connected");
            }

            @Override
            public void added(Tree.Mapping object) {
                seen.add("+" + name(object));
            }

            @Override
            public void deleted(Tree.Mapping object) {
                seen.add("-" + name(object));
            }
        };
    }

    private static String watch(String version) {
        return PODS + "?allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
    }

    private static String list(String version, String next, String... names) {
        var items = new ArrayList<String>();
        for (String name : names) {
            items.add("{\"metadata\":{\"name\":\"" + name + "\"}}");
        }
        return "{\"metadata\":{\"resourceVersion\":\"" + version + "\",\"continue\":\"" + next + "\"},\"items\":["
                + String.join(",", items) + "]}";
    }

    private static String event(String type, String name, int version) {
        return "{\"type\":\"" + type + "\",\"object\":{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\""
                + version + "\"}}}\n";
    }

    private static String name(Tree.Mapping object) {
        return object.mapping("metadata").text("name", "");
    }
}
