package dev.wainwright.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final Resources resources = new Resources();
    private final OpenApi openApi = new OpenApi(resources.all());

    private static Tree.Mapping parse(byte[] json) {
        return (Tree.Mapping) Json.parse(new String(json, StandardCharsets.UTF_8));
    }

    private Tree.Mapping version3(String path) {
        return parse(openApi.version3(path).orElseThrow());
    }

    private static Tree.Mapping schema(Tree.Mapping document, String name) {
        return document.mapping("components").mapping("schemas").mapping(name);
    }

    @Test
    void theIndexNamesADocumentForEveryGroupAndVersion() {
        var paths = parse(openApi.index()).mapping("paths").fields();
        assertThat(paths).containsKeys("api/v1", "apis/apps/v1", "apis/autoscaling/v1", "apis/karpenter.sh/v1");
        paths.forEach((path, where) -> {
            assertThat(((Tree.Mapping) where).text("serverRelativeURL", ""))
                    .matches("/openapi/v3/" + path + "\\?hash=[0-9A-F]{128}")
                    .endsWith(openApi.version3Hash(path).orElseThrow());
            assertThat(openApi.version3(path)).isPresent();
        });
        assertThat(openApi.version3("apis/fruit.example.com/v1")).isEmpty();
        assertThat(openApi.version3Hash("apis/fruit.example.com/v1")).isEmpty();
    }

    @Test
    void noReferenceLeadsNowhere() {
        for (String path : parse(openApi.index()).mapping("paths").fields().keySet()) {
            Tree.Mapping document = version3(path);
            Set<String> known =
                    document.mapping("components").mapping("schemas").fields().keySet();
            assertThat(references(document, "#/components/schemas/")).as(path).isSubsetOf(known);
        }
        Tree.Mapping version2 = parse(openApi.version2());
        assertThat(references(version2, "#/definitions/"))
                .isSubsetOf(version2.mapping("definitions").fields().keySet());
    }

    private static Set<String> references(Tree tree, String prefix) {
        var found = new HashSet<String>();
        switch (tree) {
            case Tree.Mapping mapping -> {
                if (mapping.get("$ref") instanceof Tree.Text reference) {
                    assertThat(reference.value()).startsWith(prefix);
                    found.add(reference.value().substring(prefix.length()));
                }
                mapping.fields().values().forEach(each -> found.addAll(references(each, prefix)));
            }
            case Tree.Sequence sequence -> sequence.items().forEach(each -> found.addAll(references(each, prefix)));
            default -> {}
        }
        return found;
    }

    @Test
    void kindsAndMergeKeysAreSaid() {
        Tree.Mapping apps = version3("apis/apps/v1");
        assertThat(Json.print(schema(apps, "io.k8s.api.apps.v1.Deployment")))
                .contains("\"x-kubernetes-group-version-kind\":"
                        + "[{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}]");
        Tree.Mapping containers =
                schema(apps, "io.k8s.api.core.v1.PodSpec").mapping("properties").mapping("containers");
        assertThat(containers.text("x-kubernetes-patch-merge-key", "")).isEqualTo("name");
        assertThat(containers.text("x-kubernetes-list-type", "")).isEqualTo("map");
        assertThat(containers.text("description", "")).isNotEmpty();
    }

    @Test
    void whatIsSaidBesideAReferenceIsSaidAroundIt() {
        Tree.Mapping spec = schema(version3("apis/apps/v1"), "io.k8s.api.apps.v1.Deployment")
                .mapping("properties")
                .mapping("spec");
        assertThat(spec.get("$ref")).isNull();
        assertThat(Json.print(new Tree.Sequence(spec.items("allOf"), 0)))
                .isEqualTo("[{\"$ref\":\"#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec\"}]");
    }

    /** kubectl looks there before it asks the server to check fields and to try things without doing them. */
    @Test
    void patchesSayThatFieldsAreCheckedAndThatTryingIsPossible() {
        for (String path : List.of(
                "/apis/apps/v1/namespaces/{namespace}/deployments/{name}",
                "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/status")) {
            Tree.Mapping patch =
                    version3("apis/apps/v1").mapping("paths").mapping(path).mapping("patch");
            assertThat(patch.mapping("x-kubernetes-group-version-kind").text("kind", ""))
                    .isEqualTo("Deployment");
            assertThat(patch.items("parameters").stream().map(each -> ((Tree.Mapping) each).text("name", "")))
                    .containsExactly("dryRun", "fieldManager", "fieldValidation", "force");
        }
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        var names = new ArrayList<String>();
        parse(openApi.version2())
                .mapping("paths")
                .fields()
                .values()
                .forEach(path -> ((Tree.Mapping) path).fields().forEach((method, operation) -> {
                    if (operation instanceof Tree.Mapping mapping) {
                        names.add(mapping.text("operationId", ""));
                    }
                }));
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("listCoreV1NamespacedPod", "patchAppsV1NamespacedDeployment", "readKarpenterShV1NodePool");
    }

    @Test
    void aDefinedKindIsThereWithItsListAndMetadata() {
        Schema schema = SchemaBuilder.object("A cart.")
                .field(
                        "spec",
                        SchemaBuilder.object("What it is to be.").field("wheels", SchemaBuilder.integer("How many.")))
                .build();
        Kind kind = Kind.of("example.com/v1", "Cart", "carts", List.of(), true, TreeObject.class, () -> schema);
        resources.define(new Crd(kind, List.of(), List.of(), null));
        var changed = new OpenApi(resources.all());
        Tree.Mapping document = parse(changed.version3("apis/example.com/v1").orElseThrow());
        assertThat(schema(document, "com.example.v1.Cart").text("description", ""))
                .isEqualTo("A cart.");
        assertThat(schema(document, "com.example.v1.Cart").mapping("properties").fields())
                .containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
        assertThat(schema(document, "com.example.v1.CartList").isEmpty()).isFalse();
        assertThat(changed.version2Hash()).isNotEqualTo(openApi.version2Hash());
        assertThat(changed.version3Hash("api/v1")).isEqualTo(openApi.version3Hash("api/v1"));
    }

    /** The numbers are those that Kubernetes' own document has. */
    @Test
    void protobufHasTheFieldsOfGnosticsMessages() {
        Tree.Mapping document = (Tree.Mapping) Json.parse("""
                {"swagger": "2.0", "info": {"title": "K", "version": "1"},
                 "paths": {"/a": {"patch": {"description": "d", "consumes": ["c"], "produces": ["p"],
                   "schemes": ["https"], "operationId": "o",
                   "parameters": [{"name": "q", "in": "query", "type": "string", "uniqueItems": true}],
                   "responses": {"200": {"description": "OK"}}, "x-kubernetes-action": "patch"}}},
                 "definitions": {"D": {"description": "d", "type": "object", "required": ["r"],
                   "properties": {"r": {"$ref": "#/definitions/E"}},
                   "additionalProperties": {"type": "array", "items": {"type": "string", "format": "byte"}},
                   "x-kubernetes-list-type": "map"}}}""");
        assertThat(ProtobufText.of(Protobuf.document(document)))
                .isEqualTo("1:'2.0' 2:{1:'K' 2:'1'} "
                        + "8:{2:{1:'/a' 2:{8:{3:'d' 5:'o' 6:'p' 7:'c' 8:{1:{2:{3:{2:'query' 4:'q' 6:'string' 20:1}}}} "
                        + "9:{1:{1:'200' 2:{1:{1:'OK'}}}} 10:'https' 13:{1:'x-kubernetes-action' 2:{2:'\"patch\"'}}}}}} "
                        + "9:{1:{1:'D' 2:{4:'d' 19:'r' "
                        + "21:{1:{22:{1:'array'} 23:{1:{2:'byte' 22:{1:'string'}}}}} 22:{1:'object'} "
                        + "25:{1:{1:'r' 2:{1:'#/definitions/E'}}} 31:{1:'x-kubernetes-list-type' 2:{2:'\"map\"'}}}}}");
    }

    @Test
    void theWholeDocumentIsThereInProtobuf() {
        String text = new String(openApi.version2InProtobuf(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("io.k8s.api.core.v1.Pod", "sh.karpenter.v1.NodePool", "fieldValidation");
    }
}
