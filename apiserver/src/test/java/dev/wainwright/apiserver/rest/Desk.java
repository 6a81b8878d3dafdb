package dev.wainwright.apiserver.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.defaults.Newborn;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Result;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An API over an empty cluster, and somebody who asks it things. */
final class Desk {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final ClusterStore store = new ClusterStore(() -> NOON, 1, ClusterStore.STANDARD_WINDOW, new Newborn());
    final Api api = new Api(
            store,
            new Resources(),
            () -> NOON,
            Timestamps.real(),
            (pod, container) -> Result.ok("hello\nworld\n"),
            Durability.NONE,
            Pages.NONE);
    User user = User.admin("ada");

    Answer ask(String method, String path, String contentType, byte[] body, String accept) {
        int mark = path.indexOf('?');
        return api.handle(new ApiRequest(
                method,
                mark < 0 ? path : path.substring(0, mark),
                mark < 0 ? Query.NONE : Query.parse(path.substring(mark + 1)),
                accept,
                contentType,
                "kubectl/v1.36",
                "",
                new ApiRequest.Body(body),
                user));
    }

    Answer.Document json(String method, String path, String body) {
        return document(ask(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8), ""));
    }

    /** The document that went out, read again if it went out as bytes. */
    static Answer.Document document(Answer answer) {
        return switch (answer) {
            case Answer.Bytes bytes -> read(bytes.code(), bytes.content());
            case Answer.Parts parts -> {
                var all = new ByteArrayOutputStream();
                parts.content().forEachRemaining(all::writeBytes);
                yield read(200, all.toByteArray());
            }
            default -> (Answer.Document) answer;
        };
    }

    private static Answer.Document read(int code, byte[] bytes) {
        return new Answer.Document(
                code, (Tree.Mapping) Json.parse(new String(bytes, StandardCharsets.UTF_8)), List.of());
    }

    Answer.Document get(String path) {
        return json("GET", path, "");
    }

    Answer.Document patch(String path, String type, String body) {
        return document(ask("PATCH", path, type, body.getBytes(StandardCharsets.UTF_8), ""));
    }

    /** A ConfigMap is the plainest of objects. */
    Answer.Document createMap(String name, String data) {
        return json(
                "POST",
                "/api/v1/namespaces/default/configmaps",
                "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":" + data + "}");
    }

    static String text(Answer.Document answer, String... path) {
        Tree.Mapping parent = answer.content();
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.mapping(path[i]);
        }
        Tree value = parent.get(path[path.length - 1]);
        return value instanceof Tree.Numeral number
                ? number.value().toPlainString()
                : value instanceof Tree.Text text ? text.value() : "";
    }

    static List<String> names(Answer.Document list) {
        return list.content().items("items").stream()
                .map(item -> ((Tree.Mapping) item).mapping("metadata").text("name", ""))
                .toList();
    }

    /** Listens to a watch at once and for good. */
    static final class Listener implements WatchFeed.Sink {
        final List<Tree.Mapping> events = new ArrayList<>();
        boolean ended;

        @Override
        public void send(byte[] chunk, WatchFeed.Done done) {
            Stream.of(new String(chunk, StandardCharsets.UTF_8).split("\n"))
                    .forEach(line -> events.add((Tree.Mapping) Json.parse(line)));
            done.sent(true);
        }

        @Override
        public void end() {
            ended = true;
        }

        /** {@code ADDED a}. */
        List<String> told() {
            return events.stream()
                    .map(event -> event.text("type", "")
                            + ' '
                            + event.mapping("object").mapping("metadata").text("name", ""))
                    .map(String::trim)
                    .toList();
        }
    }

    Listener watch(String path) {
        Answer answer = ask("GET", path, "", new byte[0], "");
        assertThat(answer).isInstanceOf(Answer.Stream.class);
        var listener = new Listener();
        ((Answer.Stream) answer).feed().start(listener, Runnable::run);
        return listener;
    }
}
