package dev.wainwright.apiserver.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Kubernetes 1.36.3 made of the same patches; recorded by {@code apiserver/tools/record_patches.py}. */
class RecordedPatchesTest {
    private static final List<Tree.Mapping> RECORDED = recorded();
    private static final Tree.Mapping TARGET = bare(RECORDED.getFirst());

    @TestFactory
    Stream<DynamicTest> patchesDoWhatTheyDoInKubernetes() {
        return RECORDED.stream()
                .skip(1)
                .map(each -> DynamicTest.dynamicTest(
                        each.text("type", "") + " " + Json.print(patch(each)), () -> check(each)));
    }

    private static void check(Tree.Mapping recorded) {
        Tree.Mapping answer = recorded.mapping("answer");
        Result<Tree.Mapping> result = apply(recorded.text("type", ""), patch(recorded));
        if (answer.text("kind", "").equals("Status")) {
            Refusal why = result.refusal().orElseThrow();
            assertThat(why.code() + " " + why.message())
                    .isEqualTo(
                            Json.print(Objects.requireNonNull(answer.get("code"))) + " " + answer.text("message", ""));
        } else {
            assertThat(pretty(result.orThrow())).isEqualTo(pretty(bare(answer)));
        }
    }

    private static Result<Tree.Mapping> apply(String type, Tree patch) {
        return switch (type) {
            case "json-patch" -> Patches.json(TARGET, patch);
            case "merge-patch" -> Patches.merge(TARGET, patch);
            default ->
                Patches.strategic(
                        TARGET,
                        patch,
                        Kinds.find("apps/v1", "Deployment")
                                .orElseThrow()
                                .schema()
                                .get());
        };
    }

    private static Tree patch(Tree.Mapping recorded) {
        return Objects.requireNonNull(recorded.get("patch"));
    }

    /** Without what every write changes and without empty collections, which the server leaves out. */
    private static Tree.Mapping bare(Tree.Mapping object) {
        Tree.Mapping metadata = object.mapping("metadata")
                .without("managedFields")
                .without("resourceVersion")
                .without("generation");
        return object.with("metadata", metadata).without("status");
    }

    private static String pretty(Tree tree) {
        return Json.pretty(sorted(tree));
    }

    private static Tree sorted(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var fields = new TreeMap<String, Tree>();
                mapping.fields().forEach((name, value) -> {
                    boolean empty = value instanceof Tree.Mapping inner && inner.isEmpty();
                    if (!empty) {
                        fields.put(name, sorted(value));
                    }
                });
                yield new Tree.Mapping(fields, 0);
            }
            case Tree.Sequence list ->
                new Tree.Sequence(
                        list.items().stream().map(RecordedPatchesTest::sorted).toList(), 0);
            default -> tree;
        };
    }

    private static List<Tree.Mapping> recorded() {
        return ((Tree.Sequence) Json.resource(RecordedPatchesTest.class, "recorded.json"))
                .items().stream().map(item -> (Tree.Mapping) item).toList();
    }
}
