package dev.wainwright.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crd.Column;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.table.Tables.Include;
import dev.wainwright.apiserver.table.Tables.Options;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with the tables that Kubernetes 1.36.3 made of the same objects at the same moments (real.json; the daemon sets'
 * annotation that only the newest form of the objects has is left out). */
class TablesTest {
    private static final Resources RESOURCES = resources();

    private static Resources resources() {
        var resources = new Resources();
        Kind cart = Kind.of(
                "tables.example.com/v1", "Cart", "carts", List.of(), true, TreeObject.class, () -> Schema.ANYTHING);
        resources.define(new Crd(
                cart,
                List.of(),
                List.of(
                        new Column("Wheels", "integer", ".spec.wheels", 0),
                        new Column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                        new Column("Types", "string", ".status.conditions[*].type", 0),
                        new Column("Zone", "string", ".metadata.labels.topology\\.kubernetes\\.io/zone", 1),
                        new Column("Load", "number", ".spec.load", 0),
                        new Column("Cover", "boolean", ".spec.cover", 0),
                        new Column("Made", "date", ".spec.made", 0),
                        new Column("Age", "date", ".metadata.creationTimestamp", 0)),
                null));
        return resources;
    }

    private static Stream<Tree.Mapping> recorded() throws IOException {
        try (var in = Objects.requireNonNull(TablesTest.class.getResourceAsStream("real.json"));
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ((Tree.Sequence) Json.read(text)).items().stream().map(Tree.Mapping.class::cast);
        }
    }

    private static Resources.Served served(Tree.Mapping object, String plural) {
        String apiVersion = object.text("apiVersion", "");
        int slash = apiVersion.indexOf('/');
        return RESOURCES
                .find(slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), plural)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyTableIsLikeKubernetes(Tree.Mapping example) {
        Tree.Mapping object = example.mapping("object");
        Tree.Mapping real = example.mapping("table");
        Instant now = Instant.ofEpochSecond(new Part(example).number("now"));
        Tree.Mapping ours = Tables.ofDocuments(
                served(object, example.text("resource", "")),
                List.of(object),
                real.mapping("metadata"),
                new Options(Include.METADATA, true, now));
        assertThat(cells(ours)).isEqualTo(cells(real));
        assertThat(withoutDescriptions(ours)).isEqualTo(withoutDescriptions(real));
    }

    private static String cells(Tree.Mapping table) {
        return Json.print(new Tree.Sequence(((Tree.Mapping) table.items("rows").getFirst()).items("cells"), 0));
    }

    /** What the columns mean is said in Kubernetes' own words, which are not kept; kubectl does not show them. */
    private static Tree.Mapping withoutDescriptions(Tree.Mapping table) {
        var columns = table.items("columnDefinitions").stream()
                .map(each -> ((Tree.Mapping) each).without("description"))
                .toList();
        return table.with("columnDefinitions", new Tree.Sequence(List.copyOf(columns), 0));
    }

    @Test
    void anObjectGoesWithItsRowAsFarAsOneAsks() {
        Tree.Mapping pod = (Tree.Mapping)
                Json.parse("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{}}");
        Map<Include, String> objects = new LinkedHashMap<>();
        for (Include include : Include.values()) {
            Tree.Mapping table = Tables.ofDocuments(
                    served(pod, "pods"), List.of(pod), Tree.Mapping.EMPTY, new Options(include, false, Instant.EPOCH));
            assertThat(table.get("columnDefinitions")).isInstanceOf(Tree.Null.class);
            objects.put(
                    include,
                    Json.print(Objects.requireNonNull(
                            ((Tree.Mapping) table.items("rows").getFirst()).get("object"))));
        }
        assertThat(objects.get(Include.NONE)).isEqualTo("null");
        assertThat(objects.get(Include.METADATA))
                .isEqualTo("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\","
                        + "\"metadata\":{\"name\":\"a\"}}");
        assertThat(objects.get(Include.OBJECT)).isEqualTo(Json.print(pod));
    }

    @Test
    void anUnknownWishForObjectsIsRefused() {
        assertThat(Include.of("")).isEqualTo(Include.METADATA);
        assertThatThrownBy(() -> Include.of("Some")).hasMessageContaining("Some");
    }

    @Test
    void everyServedKindHasATable() {
        for (var served : RESOURCES.all()) {
            Tree.Mapping bare = (Tree.Mapping) Json.parse(
                    "{\"apiVersion\":\"" + served.resource().kind().apiVersion() + "\",\"metadata\":{\"name\":\"a\"}}");
            Tree.Mapping table = Tables.ofDocuments(
                    served, List.of(bare), Tree.Mapping.EMPTY, new Options(Include.NONE, true, Instant.EPOCH));
            assertThat(((Tree.Mapping) table.items("rows").getFirst()).items("cells"))
                    .as(served.resource().kind().toString())
                    .hasSizeGreaterThanOrEqualTo(
                            table.items("columnDefinitions").size());
        }
    }
}
