package dev.wainwright.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.Golden;
import dev.wainwright.cli.kube.FakeServer;
import dev.wainwright.cli.shell.Exit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private static final String ANSWER = """
            {"kind": "Explanation",
             "object": {"kind": "Pod", "namespace": "shop", "name": "web-0"},
             "summary": "The pod runs on ip-10-0-0-1, which was launched for it and two others, because no node that was there had room for it.",
             "statements": [
               {"time": "2026-11-22T23:59:58Z", "text": "It could not be placed on the nodes that were there.",
                "because": [{"text": "ip-10-0-0-7: not enough room", "because": [
                  {"text": "cpu: asks for 900m, 200m of 1930m are left"}]}, {"text": "ip-10-0-0-8: a taint"}]},
               {"time": "2026-11-23T00:00:01Z", "text": "NodeClaim default-abc was created for it, of the cheapest of 41 types that carry it, which is c6g.large in us-east-1a at $0.0303 per hour.", "because": [{"text": "a plain line"}]},
               {"time": "", "text": "It is of the priority 0.", "futureField": 1}]}
            """;

    @TempDir
    Path folder;

    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSummaryComesFirstAndThenWhatWasDecidedWithItsTime() {
        var document = (dev.wainwright.api.tree.Tree.Mapping) dev.wainwright.api.tree.Json.parse(ANSWER);
        var lines = new ArrayList<String>();
        Explanation.read(document)
                .lines(78, true, Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC, text -> text)
                .forEach(line -> lines.add(line + "\n"));
        Golden.assertMatches("explain.txt", String.join("", lines));
    }

    @ParameterizedTest
    @CsvSource({
        "pod web-0 -n shop, /wainwright/explanations/pods/shop/web-0",
        "po/web-0 -n shop, /wainwright/explanations/pods/shop/web-0",
        "pod shop/web-0, /wainwright/explanations/pods/shop/web-0",
        "pod web-0, /wainwright/explanations/pods/default/web-0",
        "node n.internal, /wainwright/explanations/nodes/n.internal",
        "nodeclaims default-abc, /wainwright/explanations/nodeclaims/default-abc"
    })
    void objectsAreNamedInSeveralWays(String words, String path) {
        server.on(path, ANSWER);
        CommandLineRun run = explain(words.split(" "));
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out())
                .startsWith("WHY "
                        + path.substring("/wainwright/explanations/".length()).replaceFirst("s/", "/"))
                .contains("  The pod runs on ip-10-0-0-1")
                .contains("  ├─ ip-10-0-0-7: not enough room\n  │  └─ cpu: asks for 900m");
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void programsGetTheAnswerAsItCame() {
        server.on("/wainwright/explanations/nodes/n", ANSWER);
        assertThat(explain("node", "n", "-o", "json").out()).contains("\"futureField\": 1");
        assertThat(explain("node", "n", "-o", "yaml").out()).contains("futureField: 1", "kind: Explanation");
    }

    @Test
    void whatIsNotThereIsSaidInTheServersWords() {
        server.on(
                "/wainwright/explanations/pods/default/no",
                404,
                "{\"kind\":\"Status\",\"message\":\"there is no pod default/no\",\"code\":404}");
        CommandLineRun run = explain("pod", "no");
        assertThat(run.exit()).isEqualTo(Exit.NO);
        assertThat(run.err()).isEqualTo("error: there is no pod default/no\n");
    }

    @Test
    void otherClustersDoNotExplainThemselves() {
        server.on(
                "/wainwright/explanations/nodes/b",
                403,
                "{\"kind\":\"Status\",\"message\":\"forbidden: User \\\"u\\\" cannot get path \\\"/wainwright/x\\\"\"}");
        for (String name : List.of("a", "b")) {
            CommandLineRun run = explain("node", name);
            assertThat(run.exit()).isEqualTo(Exit.NO);
            assertThat(run.err())
                    .contains("error: this cluster's autoscaler does not explain itself")
                    .contains("wain up");
        }
    }

    @ParameterizedTest
    @CsvSource({"pod", "deployment web", "pod a/b/c", "node a/b"})
    void whatCannotBeAskedForIsRefusedBeforeAnybodyIsAsked(String words) {
        CommandLineRun run = explain(words.split(" "));
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("hint: ask for pod NAME");
    }

    private CommandLineRun explain(String... arguments) {
        var all = new ArrayList<>(
                List.of("explain", "--kubeconfig", server.kubeconfig(folder).toString()));
        all.addAll(List.of(arguments));
        return CommandLineRun.wain(all.toArray(String[]::new));
    }
}
