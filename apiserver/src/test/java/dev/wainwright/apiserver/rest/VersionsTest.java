package dev.wainwright.apiserver.rest;

import static dev.wainwright.apiserver.rest.Desk.names;
import static dev.wainwright.apiserver.rest.Desk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.version.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One object in several versions, as a real API server has shown it (apiserver/tools/record_versions.py). */
class VersionsTest {
    private static final Tree.Mapping RECORDED = (Tree.Mapping) Json.resource(Versions.class, "recorded.json");
    private static final List<String> THE_SERVERS =
            List.of("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation");
    private static final String OLD = "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers";
    private static final String NEW = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers";
    private static final String CORE_EVENTS = "/api/v1/namespaces/default/events";
    private static final String NEW_EVENTS = "/apis/events.k8s.io/v1/namespaces/default/events";
    private static final String MERGE = "application/merge-patch+json";

    private final Desk desk = new Desk();

    record Case(Tree.Mapping recorded) {
        @Override
        public String toString() {
            return recorded.text("case", "");
        }
    }

    static Stream<Case> recorded() {
        return RECORDED.items("cases").stream().map(each -> new Case((Tree.Mapping) each));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void objectIsShownInEveryVersionAsARealServerShowsIt(Case each) {
        define();
        Tree.Mapping given = each.recorded().mapping("given");
        String url = each.recorded().text("url", "");
        String name = '/' + given.mapping("metadata").text("name", "");
        Answer.Document created = desk.json("POST", url, Json.print(given));
        assertThat(created.code()).as(Json.print(created.content())).isEqualTo(201);
        if (given.get("status") != null) {
            String status = Json.print(new Tree.Mapping(Map.of("status", given.mapping("status")), 0));
            assertThat(desk.patch(url + name + "/status", MERGE, status).code()).isEqualTo(200);
        }

        each.recorded()
                .mapping("shown")
                .fields()
                .forEach((path, wanted) ->
                        assertThat(bare(desk.get(path + name).content())).isEqualTo(withoutNulls(wanted)));
        assertThat(bare(created.content()).without("status"))
                .isEqualTo(bare(desk.get(url + name).content()).without("status"));
    }

    private void define() {
        desk.json(
                "POST",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                Json.print(RECORDED.mapping("definition")));
    }

    private static Tree.Mapping bare(Tree.Mapping document) {
        Tree.Mapping metadata = document.mapping("metadata");
        for (String name : THE_SERVERS) {
            metadata = metadata.without(name);
        }
        return (Tree.Mapping) withoutNulls(document.with("metadata", metadata));
    }

    private static Tree withoutNulls(Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return tree;
        }
        var fields = new LinkedHashMap<String, Tree>();
        mapping.fields().forEach((name, value) -> {
            if (!(value instanceof Tree.Null)) {
                fields.put(name, withoutNulls(value));
            }
        });
        return new Tree.Mapping(fields, 0);
    }

    @Test
    void definitionThatWaitsForItsObjectsTakesNoMore() {
        define();
        String gadgets = "/apis/example.com/v1/namespaces/default/gadgets";
        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com";
        String body = "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"%s\"}}";
        assertThat(desk.json("POST", gadgets, body.formatted("a")).code()).isEqualTo(201);
        Desk.Listener listener = desk.watch(gadgets + "?watch=true");
        desk.json("DELETE", definition, "");

        assertThat(text(desk.json("POST", gadgets, body.formatted("b")), "message"))
                .isEqualTo("gadgets.example.com \"b\" is forbidden: create not allowed while custom resource definition"
                        + " is terminating");
        assertThat(listener.ended).isFalse();
        desk.json("DELETE", gadgets + "/a", "");
        desk.patch(definition, MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(listener.told()).containsExactly("ADDED a", "DELETED a");
        assertThat(listener.ended).isTrue();
    }

    private void autoscaler(String name) {
        Answer.Document created = desk.json("POST", NEW, """
                {"metadata": {"name": "%s"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                 "maxReplicas": 5, "metrics": [{"type": "Resource", "resource": {"name": "memory",
                   "target": {"type": "AverageValue", "averageValue": "1Gi"}}}]}}""".formatted(name));
        assertThat(created.code()).as(Json.print(created.content())).isEqualTo(201);
    }

    @Test
    void changeThroughOneVersionIsSeenThroughTheOther() {
        autoscaler("a");
        desk.patch(OLD + "/a", MERGE, "{\"spec\":{\"targetCPUUtilizationPercentage\":50,\"maxReplicas\":7}}");

        Tree.Mapping after = desk.get(NEW + "/a").content().mapping("spec");
        assertThat(after.get("maxReplicas")).isEqualTo(Tree.number(7));
        assertThat(after.items("metrics"))
                .extracting(
                        metric -> ((Tree.Mapping) metric).mapping("resource").text("name", ""))
                .containsExactly("memory", "cpu");
        assertThat(desk.get(NEW + "/a").content().mapping("metadata").get("annotations"))
                .isNull();
    }

    @Test
    void watchOfOneVersionHearsOfWhatTheOtherWrites() {
        Desk.Listener old = desk.watch(OLD + "?watch=true");
        autoscaler("a");
        desk.json("DELETE", NEW + "/a", "");

        assertThat(old.told()).containsExactly("ADDED a", "DELETED a");
        assertThat(old.events)
                .allMatch(
                        event -> event.mapping("object").text("apiVersion", "").equals("autoscaling/v1"));
    }

    @Test
    void eventsOfBothGroupsAreOneKindThatBothCanSelectFrom() {
        desk.json("POST", NEW_EVENTS, """
                {"metadata": {"name": "e"}, "regarding": {"kind": "Pod", "name": "p", "namespace": "default"},
                 "reason": "Why", "type": "Normal", "action": "Act", "note": "hello", "eventTime": "2026-11-23T05:00:00.000000Z",
                 "reportingController": "ex.io/c", "reportingInstance": "i"}""");
        desk.json("POST", CORE_EVENTS, """
                {"metadata": {"name": "f"}, "involvedObject": {"kind": "Node", "name": "n", "namespace": "default"}}""");

        assertThat(names(desk.get(CORE_EVENTS))).containsExactly("e", "f");
        assertThat(names(desk.get(NEW_EVENTS + "?fieldSelector=regarding.kind%3DPod")))
                .containsExactly("e");
        assertThat(names(desk.get(NEW_EVENTS + "?fieldSelector=reportingController%3Dex.io/c")))
                .containsExactly("e");
        assertThat(names(desk.get(CORE_EVENTS + "?fieldSelector=source%3Dex.io/c")))
                .containsExactly("e");
        assertThat(text(desk.get(NEW_EVENTS + "?fieldSelector=involvedObject.kind%3DPod"), "message"))
                .isEqualTo("field label not supported: involvedObject.kind");
        assertThat(text(desk.get(NEW_EVENTS + "/nope"), "message"))
                .isEqualTo("events.events.k8s.io \"nope\" not found");
        assertThat(text(desk.get(CORE_EVENTS + "/nope"), "message")).isEqualTo("events \"nope\" not found");
        desk.json("DELETE", CORE_EVENTS + "/e", "");
        assertThat(names(desk.get(NEW_EVENTS))).containsExactly("f");
    }
}
