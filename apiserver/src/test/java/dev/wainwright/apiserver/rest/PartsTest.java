package dev.wainwright.apiserver.rest;

import static dev.wainwright.apiserver.rest.Desk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subresources, and the questions that are answered and not kept. */
class PartsTest {
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/default/deployments/web";
    private static final String POD = "/api/v1/namespaces/default/pods/p";
    private static final String MERGE = "application/merge-patch+json";

    private final Desk desk = new Desk();

    @BeforeEach
    void createSomething() {
        String containers = "\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]";
        Answer.Document deployment =
                desk.json("POST", "/apis/apps/v1/namespaces/default/deployments", """
                {"metadata":{"name":"web"},"spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},
                "template":{"metadata":{"labels":{"a":"b"}},"spec":{%s}}}}""".formatted(containers));
        Answer.Document pod = desk.json(
                "POST",
                "/api/v1/namespaces/default/pods",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{" + containers + "}}");
        assertThat(List.of(deployment.code(), pod.code())).containsOnly(201);
    }

    private Tree.Mapping owned(String subresource) {
        return desk.get(DEPLOYMENT).content().mapping("metadata").items("managedFields").stream()
                .map(Tree.Mapping.class::cast)
                .filter(entry -> entry.text("subresource", "").equals(subresource))
                .findFirst()
                .orElse(Tree.Mapping.EMPTY);
    }

    @Test
    void whoSetsTheSizeOwnsItAndTheOneBeforeDoesNot() {
        Answer.Document scale = desk.patch(DEPLOYMENT + "/scale", MERGE, "{\"spec\":{\"replicas\":5}}");

        assertThat(scale.content().mapping("spec").get("replicas")).isEqualTo(Tree.number(5));
        assertThat(owned("scale").text("manager", "")).isEqualTo("kubectl");
        assertThat(owned("scale").mapping("fieldsV1").mapping("f:spec").fields())
                .containsOnlyKeys("f:replicas");
        assertThat(owned("").mapping("fieldsV1").mapping("f:spec").fields()).doesNotContainKey("f:replicas");
    }

    @Test
    void aSizeForAnOldVersionIsAConflict() {
        String old = text(desk.get(DEPLOYMENT), "metadata", "resourceVersion");
        desk.patch(DEPLOYMENT, MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");

        String body = "{\"metadata\":{\"resourceVersion\":\"" + old + "\"},\"spec\":{\"replicas\":5}}";
        assertThat(desk.patch(DEPLOYMENT + "/scale", MERGE, body).code()).isEqualTo(409);
        assertThat(desk.patch(DEPLOYMENT + "/scale?dryRun=All", MERGE, "{\"spec\":{\"replicas\":5}}")
                        .code())
                .isEqualTo(200);
        assertThat(text(desk.get(DEPLOYMENT), "spec", "replicas")).isEqualTo("2");
    }

    @Test
    void onlyEphemeralContainersGoThroughTheirSubresourceAndTheyOnlyThere() {
        String more = "{\"metadata\":{\"labels\":{\"x\":\"y\"}},\"spec\":{\"ephemeralContainers\":"
                + "[{\"name\":\"look\",\"image\":\"i\"}]}}";

        assertThat(desk.patch(POD, MERGE, more).code()).isEqualTo(422);
        Answer.Document added = desk.patch(POD + "/ephemeralcontainers", MERGE, more);
        assertThat(added.code()).isEqualTo(200);
        assertThat(text(added, "metadata", "labels", "x")).isEmpty();
        assertThat(added.content().mapping("spec").items("ephemeralContainers")).hasSize(1);

        String none = "{\"spec\":{\"ephemeralContainers\":null}}";
        assertThat(text(desk.patch(POD + "/ephemeralcontainers", MERGE, none), "message"))
                .contains("existing ephemeral containers \"look\" may not be removed");
    }

    @Test
    void thereIsNoLogOfARunThatNeverWas() {
        Answer.Document previous = desk.get(POD + "/log?previous=true");

        assertThat(previous.code()).isEqualTo(400);
        assertThat(text(previous, "message")).isEqualTo("previous terminated container \"c\" in pod \"p\" not found");
    }

    private Answer.Document token(String spec) {
        return desk.json("POST", "/apis/authentication.k8s.io/v1/tokenreviews", "{\"spec\":" + spec + "}");
    }

    @Test
    void aTokenThatNobodyMadeIsNobodys() {
        Answer.Document answer = token("{\"token\":\"nonsense\"}");

        assertThat(answer.code()).isEqualTo(201);
        assertThat(text(answer, "status", "error")).isEqualTo("invalid bearer token");
        assertThat(answer.content().mapping("status").get("authenticated")).isNull();
        assertThat(token("{}").code()).isEqualTo(400);
    }

    @Test
    void whoeverAsksNothingIsToldSo() {
        String reviews = "/apis/authorization.k8s.io/v1/";
        Answer.Document nobody = desk.json("POST", reviews + "subjectaccessreviews", "{\"spec\":{}}");

        assertThat(nobody.code()).isEqualTo(422);
        assertThat(text(nobody, "message"))
                .contains("exactly one of nonResourceAttributes or resourceAttributes must be specified")
                .contains("at least one of user or group must be specified");
        assertThat(text(desk.json("POST", reviews + "selfsubjectrulesreviews", "{\"spec\":{}}"), "message"))
                .isEqualTo("no namespace on request");
    }
}
