package dev.wainwright.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way of a document: what is dropped, what is said, what stays. */
class DocumentsTest {
    private static final Kind POD = Kinds.of(Pod.class);
    private static final String GOOD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
             "spec": {"containers": [{"name": "c", "image": "i"}]}}
            """;

    private final Documents documents = new Documents(new Customs());

    private static Incoming incoming(Kind kind, FieldValidation validation, String... duplicates) {
        return new Incoming(kind, kind.namespaced() ? "default" : "", "", validation, List.of(duplicates));
    }

    private static Tree.Mapping json(String text) {
        return (Tree.Mapping) Json.parse(text);
    }

    @Test
    void unknownFieldsAreRefusedDroppedWithAWordOrDropped() {
        Tree.Mapping pod = json(GOOD.replace("\"image\"", "\"imag\": 1, \"image\""));

        assertThat(message(documents.create(incoming(POD, FieldValidation.STRICT, "spec.x"), pod)))
                .isEqualTo("Pod in version \"v1\" cannot be handled as a Pod: strict decoding error:"
                        + " duplicate field \"spec.x\", unknown field \"spec.containers[0].imag\"");
        Admitted warned =
                documents.create(incoming(POD, FieldValidation.WARN), pod).orThrow();
        assertThat(warned.warnings()).containsExactly("unknown field \"spec.containers[0].imag\"");
        Admitted ignored =
                documents.create(incoming(POD, FieldValidation.IGNORE), pod).orThrow();
        assertThat(ignored.warnings()).isEmpty();
        assertThat(Json.print(Codec.write(ignored.object()))).doesNotContain("imag\":");
    }

    @Test
    void aFieldThatIsSetTwiceCountsAsItWasSetLast() {
        var duplicates = new ArrayList<String>();

        Tree tree =
                Json.parse("{\"a\": {\"b\": [{\"c\": 1, \"c\": {\"d\": 1}}]}, \"e\": 1, \"e\": 2}", duplicates::add);

        assertThat(duplicates).containsExactly("a.b[0].c", "e");
        assertThat(Json.print(tree)).isEqualTo("{\"a\":{\"b\":[{\"c\":{\"d\":1}}]},\"e\":2}");
    }

    @Test
    void whatIsHardlyMeantIsSaidAsTheRealServerSaysIt() {
        Tree.Mapping pod = json(GOOD.replace(
                        "\"image\"",
                        "\"env\": [{\"name\": \"A\", \"value\": \"1\"}, {\"name\": \"A\", \"value\": \"2\"}],"
                                + " \"resources\": {\"requests\": {\"memory\": \"100m\"}}, \"image\"")
                .replace("\"p\"", "\"a.b\""));

        assertThat(documents
                        .create(incoming(POD, FieldValidation.STRICT), pod)
                        .orThrow()
                        .warnings())
                .containsExactly(
                        "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior;"
                                + " a DNS label is recommended: [must not contain dots]",
                        "spec.containers[0].resources.requests[memory]: fractional byte value \"100m\" is invalid,"
                                + " must be an integer",
                        "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when"
                                + " using apply");
    }

    @Test
    void aStatusIsReplacedAndNothingElse() {
        KubeObject before = documents
                .create(incoming(POD, FieldValidation.STRICT), json(GOOD))
                .orThrow()
                .object();
        Tree.Mapping changed =
                json(GOOD.replace("\"i\"", "\"other\"")).with("status", json("{\"phase\": \"Running\"}"));
        Incoming named = new Incoming(POD, "default", "p", FieldValidation.STRICT, List.of());

        Pod after =
                (Pod) documents.updateStatus(named, before, changed).orThrow().object();

        assertThat(after.status().phase()).isEqualTo("Running");
        assertThat(Json.print(Codec.write(after))).contains("\"image\":\"i\"");
    }

    @Test
    void aServiceKeepsWhatItWasGivenWhenAnUpdateDoesNotSpeakOfIt() {
        Kind kind = Kinds.of(Service.class);
        Tree.Mapping service = json("""
                {"metadata": {"name": "s"}, "spec": {"type": "NodePort", "ports": [{"port": 80}]}}
                """);
        Tree.Mapping given = json("""
                {"metadata": {"name": "s"}, "spec": {"type": "NodePort", "clusterIP": "10.0.0.7",
                 "ports": [{"port": 80, "nodePort": 30080}]}}
                """);
        KubeObject before = documents
                .create(incoming(kind, FieldValidation.STRICT), given)
                .orThrow()
                .object();
        Incoming named = new Incoming(kind, "default", "s", FieldValidation.STRICT, List.of());

        KubeObject after = documents.update(named, before, service).orThrow().object();

        assertThat(Codec.write(after).get("spec")).isEqualTo(Codec.write(before).get("spec"));
        assertThat(message(documents.update(
                        named,
                        before,
                        given.with("spec", given.mapping("spec").with("clusterIP", Tree.text("10.0.0.8"))))))
                .isEqualTo("Service \"s\" is invalid: spec.clusterIPs[0]: Invalid value: [\"10.0.0.8\"]: may not change"
                        + " once set");
    }

    @Test
    void objectsOfUsersKindsAreHeldAgainstTheirSchemaAsTheRealServerDoes() {
        Kind kind = Kinds.of(NodePool.class);
        Tree.Mapping pool = json("""
                {"metadata": {"name": "p"}, "spec": {"weight": 0, "template": {"spec": {"requirements": [],
                 "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "d"}}}}}
                """);

        assertThat(message(documents.create(incoming(kind, FieldValidation.STRICT), pool)))
                .isEqualTo("NodePool.karpenter.sh \"p\" is invalid: spec.weight: Invalid value: 0:"
                        + " spec.weight in body should be greater than or equal to 1");
        assertThat(message(documents.create(
                        incoming(kind, FieldValidation.STRICT),
                        pool.with("spec", pool.mapping("spec").with("template", Tree.text("x"))))))
                .isEqualTo("NodePool.karpenter.sh \"p\" is invalid: [spec.weight: Invalid value: 0: spec.weight in body"
                        + " should be greater than or equal to 1, spec.template: Invalid value: \"string\": spec.template"
                        + " in body must be of type object: \"string\", <nil>: Invalid value: null: some validation rules"
                        + " were not checked because the object was invalid; correct the existing errors to complete"
                        + " validation]");
    }

    private static String message(Result<Admitted> result) {
        return result.refusal().map(Refusal::message).orElse("");
    }
}
