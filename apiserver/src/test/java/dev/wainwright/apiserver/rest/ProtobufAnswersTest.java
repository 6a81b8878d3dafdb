package dev.wainwright.apiserver.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.protobuf.ProtobufReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients are answered that take protobuf before JSON, as client-go does. */
class ProtobufAnswersTest {
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String EITHER = PROTOBUF + ",application/json";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String POOLS = "/apis/karpenter.sh/v1/nodepools";
    private static final byte[] NOTHING = {};

    private final Desk desk = new Desk();

    private Answer ask(String path, String accept) {
        return desk.ask("GET", path, "", NOTHING, accept);
    }

    /** What the answer's bytes say, which must be protobuf. */
    private static Tree.Mapping read(Answer answer, String accept) {
        return switch (answer) {
            case Answer.Document document -> {
                Format format = Accepted.formatOf(accept, document.content());
                assertThat(format).isEqualTo(Format.PROTOBUF);
                yield ProtobufReader.read(format.bytes(document.content())).orThrow();
            }
            case Answer.Bytes bytes -> {
                assertThat(bytes.contentType()).isEqualTo(PROTOBUF);
                yield ProtobufReader.read(bytes.content()).orThrow();
            }
            case Answer.Parts parts -> {
                assertThat(parts.contentType()).isEqualTo(PROTOBUF);
                var all = new ByteArrayOutputStream();
                parts.content().forEachRemaining(all::writeBytes);
                yield ProtobufReader.read(all.toByteArray()).orThrow();
            }
            default -> throw new AssertionError(answer);
        };
    }

    @Test
    void whoCreatesIsToldInProtobufWhatJsonSays() {
        byte[] pod = """
                {"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"nginx",
                "resources":{"limits":{"cpu":"1500m"}}}]}}""".getBytes(StandardCharsets.UTF_8);

        Answer created = desk.ask("POST", "/api/v1/namespaces/default/pods", "application/json", pod, EITHER);

        assertThat(created).isInstanceOf(Answer.Bytes.class);
        Tree.Mapping json = desk.get("/api/v1/namespaces/default/pods/p").content();
        assertThat(read(created, EITHER)).isEqualTo(json);
        assertThat(read(ask("/api/v1/namespaces/default/pods/p", EITHER), EITHER))
                .isEqualTo(json);
    }

    @Test
    void listsAreTheSameInBothForms() {
        for (int i = 0; i < 450; i++) {
            desk.createMap("map-%03d".formatted(i), "{\"text\":\"a \\\"quoted\\\" %d, ü\"}".formatted(i));
        }
        for (String path : List.of(MAPS + "?limit=20", MAPS, MAPS + "?limit=300")) {
            Answer answer = ask(path, EITHER);
            assertThat(answer).isInstanceOf(path.contains("20") ? Answer.Document.class : Answer.Parts.class);
            assertThat(read(answer, EITHER))
                    .isEqualTo(Desk.document(ask(path, "")).content());
        }
    }

    @Test
    void refusalsAreInProtobufToo() {
        Answer missing = ask(MAPS + "/missing", EITHER);

        Tree.Mapping status = read(missing, EITHER);
        assertThat(status.text("kind", "")).isEqualTo("Status");
        assertThat(status.text("reason", "")).isEqualTo("NotFound");
        assertThat(status.mapping("details").text("name", "")).isEqualTo("missing");
    }

    @Test
    void metadataAloneIsToldInProtobuf() {
        desk.createMap("one", "{}");
        String accept = PROTOBUF + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

        Tree.Mapping list = read(ask(MAPS, accept), accept);

        assertThat(list.text("kind", "")).isEqualTo("PartialObjectMetadataList");
        assertThat(list.items("items")).hasSize(1);
    }

    @Test
    void usersKindsAndTablesComeInJsonAndWhoDoesNotTakeThatIsRefused() {
        assertThat(Accepted.formatOf(EITHER, Desk.document(ask(POOLS, EITHER)).content()))
                .isEqualTo(Format.JSON);
        Answer.Document refused = (Answer.Document) ask(POOLS, PROTOBUF);
        assertThat(refused.code()).isEqualTo(406);
        assertThat(Desk.text(refused, "message"))
                .isEqualTo("only the following media types are accepted: application/json, application/yaml");
        Answer table =
                ask(MAPS, PROTOBUF + ";as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1;g=meta.k8s.io");
        assertThat(Desk.document(table).content().text("kind", "")).isEqualTo("Table");
        assertThat(((Answer.Document) ask(MAPS, "text/html")).content().text("message", ""))
                .endsWith("application/yaml, " + PROTOBUF);
    }

    @Test
    void watchesAreToldInFramesWhoeverElseListensInJson() {
        var frames = new Frames();
        Answer watch = ask(MAPS + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true", EITHER);
        WatchFeed feed = ((Answer.Stream) watch).feed();
        assertThat(feed.contentType()).isEqualTo(PROTOBUF + ";stream=watch");
        feed.start(frames, Runnable::run);
        Desk.Listener json = desk.watch(MAPS + "?watch=true");

        desk.createMap("one", "{\"a\":\"1\"}");
        desk.patch(MAPS + "/one", "application/merge-patch+json", "{\"data\":{\"a\":\"2\"}}");
        desk.json("DELETE", MAPS + "/one", "");

        assertThat(frames.types).containsExactly("BOOKMARK", "ADDED", "MODIFIED", "DELETED");
        assertThat(json.told()).containsExactly("ADDED one", "MODIFIED one", "DELETED one");
        assertThat(frames.objects.subList(1, 4))
                .isEqualTo(json.events.stream()
                        .map(event -> event.mapping("object"))
                        .toList());
        assertThat(frames.objects
                        .getFirst()
                        .mapping("metadata")
                        .mapping("annotations")
                        .text("k8s.io/initial-events-end", ""))
                .isEqualTo("true");
    }

    @Test
    void whyAWatchEndsIsAnEventInProtobuf() {
        var frames = new Frames();
        desk.createMap("one", "{}");
        desk.store.compact();
        Answer watch = ask(MAPS + "?watch=true&resourceVersion=1", EITHER);
        ((Answer.Stream) watch).feed().start(frames, Runnable::run);

        assertThat(frames.types).containsExactly("ERROR");
        assertThat(frames.objects.getFirst().text("reason", "")).isEqualTo("Expired");
    }

    /** Takes apart what a watch sends. */
    private static final class Frames implements WatchFeed.Sink {
        private final List<String> types = new ArrayList<>();
        private final List<Tree.Mapping> objects = new ArrayList<>();

        @Override
        public void send(byte[] chunk, WatchFeed.Done done) {
            var in = ByteBuffer.wrap(chunk);
            while (in.hasRemaining()) {
                byte[] frame = new byte[in.getInt()];
                in.get(frame);
                int type = frame[1];
                types.add(new String(frame, 2, type, StandardCharsets.US_ASCII));
                int mark = indexOfMark(frame);
                objects.add(ProtobufReader.read(Arrays.copyOfRange(frame, mark, frame.length))
                        .orThrow());
            }
            done.sent(true);
        }

        private static int indexOfMark(byte[] frame) {
            return new String(frame, StandardCharsets.ISO_8859_1).indexOf("k8s\0");
        }

        @Override
        public void end() {}
    }
}
