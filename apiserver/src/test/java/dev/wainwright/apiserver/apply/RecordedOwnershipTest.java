package dev.wainwright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.BuiltInResources;
import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.CustomKinds;
import dev.wainwright.apiserver.patch.Patches;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Kubernetes 1.36.3 made of the same requests; recorded by {@code apiserver/tools/record_ownership.py}. */
class RecordedOwnershipTest {
    private static final List<Tree.Mapping> RECORDED = recorded();
    private static final Kind CUSTOM = CustomKinds.read(RECORDED.stream()
                    .map(step -> step.mapping("definition"))
                    .filter(definition -> !definition.isEmpty())
                    .findFirst()
                    .orElseThrow())
            .orThrow()
            .getFirst()
            .crd()
            .kind();

    /** Set by admission or by the registry, after the owners are written down. */
    private static final Set<String> SET_LATER =
            Set.of("tolerations", "priority", "preemptionPolicy", "serviceAccount", "serviceAccountName");

    /** Refused for what the object would be, which is not for these classes to say. */
    private static final List<String> INVALID_OBJECTS = List.of(" is invalid: ");

    @TestFactory
    Stream<DynamicTest> theOwnersAreThoseThatKubernetesNames() {
        return RECORDED.stream()
                .filter(step -> step.get("definition") == null)
                .map(step -> DynamicTest.dynamicTest(
                        step.text("story", "") + ": " + step.text("step", ""), () -> check(step)));
    }

    private static void check(Tree.Mapping step) {
        String message = step.mapping("answer").text("message", "");
        if (INVALID_OBJECTS.stream().noneMatch(message::contains)) {
            if (step.text("operation", "").equals("apply")) {
                apply(step);
            } else {
                update(step);
            }
        }
    }

    private static void update(Tree.Mapping step) {
        Tree.Mapping answer = step.mapping("answer");
        Tree.Mapping before = step.get("before") instanceof Tree.Mapping known ? known : null;
        Tree.Mapping wanted = withoutWhatComesLater(answer, before == null);
        Tree.Mapping asked = managedFieldsOfRequest(step, wanted);
        Tree.Mapping after = kind(step).updated(before, asked, manager(step), now(step));
        assertThat(owners(after)).containsExactlyElementsOf(owners(answer));
    }

    private static void apply(Tree.Mapping step) {
        Tree.Mapping answer = step.mapping("answer");
        Tree.Mapping before = step.get("before") instanceof Tree.Mapping known ? known : null;
        boolean force = step.get("force") instanceof Tree.Bool bool && bool.value();
        Result<Tree.Mapping> result =
                kind(step).apply(before, step.mapping("request"), manager(step), force, now(step));
        if (answer.text("kind", "").equals("Status")) {
            Refusal why = result.refusal().orElseThrow();
            assertThat(why.message()).isEqualTo(answer.text("message", ""));
            assertThat(why.code()).isEqualTo(code(answer));
            if (why instanceof Refusal.ApplyConflict conflict) {
                assertThat(causes(conflict)).isEqualTo(causes(answer));
            }
        } else {
            Tree.Mapping after = result.orThrow();
            assertThat(owners(after)).containsExactlyElementsOf(owners(answer));
            assertSameContent(after, answer, step);
        }
    }

    /** Equal but for defaults: what the answer has more was neither there before nor asked for. */
    private static void assertSameContent(Tree.Mapping ours, Tree.Mapping theirs, Tree.Mapping step) {
        FieldSet known = paths(step.mapping("before")).union(paths(step.mapping("request")));
        assertThat(paths(ours).difference(paths(theirs)).paths()).isEmpty();
        assertThat(leaves(theirs).difference(paths(ours)).intersection(known).paths())
                .isEmpty();
        Changes changes = Changes.between(bare(ours), bare(theirs), schema(step));
        assertThat(changes.modified().paths()).isEmpty();
    }

    private static FieldSet leaves(Tree.Mapping object) {
        return OwnedFields.applied(bare(object), null);
    }

    private static FieldSet paths(Tree.Mapping object) {
        return OwnedFields.all(bare(object), null);
    }

    private static Tree.Mapping bare(Tree.Mapping object) {
        Tree.Mapping metadata = object.mapping("metadata")
                .without("managedFields")
                .without("resourceVersion")
                .without("generation");
        return object.with("metadata", metadata).without("status");
    }

    /** One line for each entry and one for each of its paths. */
    private static List<String> owners(Tree.Mapping object) {
        var lines = new ArrayList<String>();
        for (Tree item : object.mapping("metadata").items("managedFields")) {
            Tree.Mapping entry = (Tree.Mapping) item;
            lines.add(new TreeMap<>(entry.without("fieldsV1").fields())
                    .values().stream().map(Json::print).collect(Collectors.joining(" ")));
            FieldSet.read(entry.mapping("fieldsV1"))
                    .paths()
                    .forEach(path -> lines.add(entry.text("manager", "") + path));
        }
        return lines;
    }

    private static List<String> causes(Refusal.ApplyConflict conflict) {
        return conflict.causes().stream()
                .map(cause -> cause.type() + " " + cause.message() + " " + cause.field())
                .toList();
    }

    private static List<String> causes(Tree.Mapping status) {
        return status.mapping("details").items("causes").stream()
                .map(item -> (Tree.Mapping) item)
                .map(cause ->
                        cause.text("reason", "") + " " + cause.text("message", "") + " " + cause.text("field", ""))
                .toList();
    }

    private static Tree.Mapping withoutWhatComesLater(Tree.Mapping object, boolean isNew) {
        Tree.Mapping bare = ManagedFields.withoutOwners(object);
        if (!isNew || !object.text("kind", "").equals("Pod")) {
            return bare;
        }
        Tree.Mapping spec = bare.mapping("spec");
        for (String name : SET_LATER) {
            spec = spec.without(name);
        }
        return bare.with("spec", spec);
    }

    /** A PUT brings the owners it has read; a JSON patch may bring others. */
    private static Tree.Mapping managedFieldsOfRequest(Tree.Mapping step, Tree.Mapping wanted) {
        if (!(step.get("request") instanceof Tree.Sequence patch)) {
            return wanted;
        }
        Tree.Mapping patched = Patches.json(step.mapping("before"), patch).orThrow();
        Tree asked = Objects.requireNonNull(patched.mapping("metadata").get("managedFields"));
        return wanted.with("metadata", wanted.mapping("metadata").with("managedFields", asked));
    }

    private static int code(Tree.Mapping status) {
        return status.get("code") instanceof Tree.Numeral code ? code.value().intValue() : 0;
    }

    private static Manager manager(Tree.Mapping step) {
        return new Manager(step.text("manager", ""), step.text("subresource", ""), step.text("apiVersion", ""));
    }

    private static Instant now(Tree.Mapping step) {
        return Instant.parse(step.text("now", ""));
    }

    private static ManagedFields kind(Tree.Mapping step) {
        return isCustom(step)
                ? ManagedFields.custom(schema(step), true)
                : ManagedFields.builtIn(
                        step.text("apiVersion", ""),
                        step.text("kind", ""),
                        schema(step),
                        resource(step).subresource("status").isPresent());
    }

    private static Schema schema(Tree.Mapping step) {
        return (isCustom(step) ? CUSTOM : resource(step).kind()).schema().get();
    }

    private static boolean isCustom(Tree.Mapping step) {
        return step.text("apiVersion", "").equals(CUSTOM.apiVersion());
    }

    private static Resource resource(Tree.Mapping step) {
        return BuiltInResources.all().stream()
                .filter(each -> each.kind().kind().equals(step.text("kind", ""))
                        && each.kind().apiVersion().equals(step.text("apiVersion", "")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Tree.Mapping> recorded() {
        return ((Tree.Sequence) Json.resource(RecordedOwnershipTest.class, "recorded.json"))
                .items().stream().map(item -> (Tree.Mapping) item).toList();
    }
}
