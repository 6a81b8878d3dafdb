package dev.wainwright.apiserver.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Kubernetes 1.36.3 made of the same definitions and objects; recorded by {@code apiserver/tools/record_custom.py}. */
class RecordedCustomKindsTest {
    private static final List<Tree.Mapping> RECORDED = recorded();
    private static final Map<String, CustomKind> KINDS = RECORDED.stream()
            .filter(each -> each.text("type", "").equals("defined"))
            .map(each -> each.mapping("definition"))
            .collect(Collectors.toMap(
                    definition -> definition.mapping("metadata").text("name", ""),
                    definition -> CustomKinds.read(definition).orThrow().getFirst()));

    @TestFactory
    Stream<DynamicTest> definitionsAreRefusedForWhatKubernetesRefusesThemFor() {
        return of("broken", each -> Json.print(each.mapping("definition").mapping("spec")), each -> {
            Tree.Mapping answer = each.mapping("answer");
            Result<List<CustomKind>> result = CustomKinds.read(each.mapping("definition"));
            assertThat(result.refusal().map(RecordedCustomKindsTest::causes).orElse(Set.of()))
                    .isEqualTo(causes(answer));
            result.refusal()
                    .ifPresent(why -> assertThat(why.message().length())
                            .isEqualTo(answer.text("message", "").length()));
        });
    }

    @TestFactory
    Stream<DynamicTest> definitionsAreCompletedAndAccepted() {
        return of(
                "defined",
                each -> each.mapping("definition").mapping("metadata").text("name", ""),
                each -> {
                    Tree.Mapping answer = each.mapping("answer");
                    String since = ((Tree.Mapping)
                                    answer.mapping("status").items("conditions").getFirst())
                            .text("lastTransitionTime", "");
                    Tree.Mapping ours = Acceptance.of(
                            each.mapping("definition"), new Acceptance.Taken(Set.of(), Set.of()), Instant.parse(since));
                    assertThat(pretty(ours.mapping("status"))).isEqualTo(pretty(answer.mapping("status")));
                    assertThat(pretty(ours.mapping("spec"))).isEqualTo(pretty(answer.mapping("spec")));
                });
    }

    @TestFactory
    Stream<DynamicTest> newObjectsBecomeWhatTheyBecomeInKubernetes() {
        return of("create", each -> Json.print(each.mapping("object")), RecordedCustomKindsTest::object);
    }

    @TestFactory
    Stream<DynamicTest> changedObjectsBecomeWhatTheyBecomeInKubernetes() {
        return of(
                "update",
                each -> Json.print(each.mapping("before").mapping("spec")) + " to "
                        + Json.print(each.mapping("object").mapping("spec")),
                RecordedCustomKindsTest::object);
    }

    private static void object(Tree.Mapping recorded) {
        CustomKind kind = Objects.requireNonNull(KINDS.get(recorded.text("name", "")));
        Tree.Mapping before = recorded.get("before") instanceof Tree.Mapping known ? known : null;
        Tree.Mapping given = recorded.mapping("object");
        CustomKind.Checked ours = kind.check(before, kind.hasStatus() ? given.without("status") : given);
        Tree.Mapping answer = recorded.mapping("answer");
        String message = answer.text("message", "");
        if (recorded.text("validation", "").equals("Strict") && message.contains("strict decoding error")) {
            String said = ours.unknown().stream()
                    .map(path -> "unknown field \"" + path + '"')
                    .collect(Collectors.joining(", "));
            assertThat(message).endsWith("strict decoding error: " + said);
        } else if (message.contains("cannot be handled as")) {
            assertThat(message).endsWith(": " + ours.errors().getFirst().cause().text());
        } else if (!message.contains("metadata.")) {
            assertThat(ours.errors().stream()
                            .map(error -> error.cause().type().reason() + " " + error.path() + " "
                                    + error.cause().text())
                            .collect(Collectors.toSet()))
                    .isEqualTo(causes(answer));
            if (message.isEmpty()) {
                assertThat(pretty(ours.object().without("metadata"))).isEqualTo(pretty(answer.without("metadata")));
            }
        }
    }

    private static Set<String> causes(Refusal why) {
        return ((Refusal.Invalid) why)
                .causes().stream()
                        .map(cause -> cause.type() + " " + cause.field() + " " + cause.message())
                        .collect(Collectors.toSet());
    }

    private static Set<String> causes(Tree.Mapping answer) {
        return answer.mapping("details").items("causes").stream()
                .map(item -> (Tree.Mapping) item)
                .map(cause ->
                        cause.text("reason", "") + " " + cause.text("field", "") + " " + cause.text("message", ""))
                .collect(Collectors.toSet());
    }

    private interface Check {
        void run(Tree.Mapping recorded);
    }

    private interface Title {
        String of(Tree.Mapping recorded);
    }

    private static Stream<DynamicTest> of(String type, Title title, Check check) {
        return RECORDED.stream()
                .filter(each -> each.text("type", "").equals(type))
                .map(each -> DynamicTest.dynamicTest(title.of(each), () -> check.run(each)));
    }

    private static String pretty(Tree tree) {
        return Json.pretty(Tree.sorted(tree));
    }

    private static List<Tree.Mapping> recorded() {
        return ((Tree.Sequence) Json.resource(RecordedCustomKindsTest.class, "recorded.json"))
                .items().stream().map(item -> (Tree.Mapping) item).toList();
    }
}
