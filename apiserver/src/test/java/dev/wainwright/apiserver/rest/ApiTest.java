package dev.wainwright.apiserver.rest;

import static dev.wainwright.apiserver.rest.Desk.names;
import static dev.wainwright.apiserver.rest.Desk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.runtime.store.Write;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What somebody gets who asks the API. */
class ApiTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final Desk desk = new Desk();

    @Test
    void aNewObjectIsAnsweredAsItIsReadLater() {
        String pod = """
                {"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"nginx"}]}}""";
        Answer written = desk.ask(
                "POST",
                "/api/v1/namespaces/default/pods",
                "application/json",
                pod.getBytes(StandardCharsets.UTF_8),
                "application/json");

        assertThat(written).isInstanceOf(Answer.Bytes.class);
        assertThat(Desk.document(written).content())
                .isEqualTo(desk.get("/api/v1/namespaces/default/pods/p").content());
    }

    @Test
    void whoeverCreatesAWebhookHearsThatItIsNeverCalled() {
        Answer.Document created =
                desk.json("POST", "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations", """
                {"metadata":{"name":"guard"},"webhooks":[]}""");

        assertThat(created.code()).isEqualTo(201);
        assertThat(created.warnings())
                .containsExactly(
                        "wain up keeps webhooks and never calls them: nothing will be refused or changed by this one");
    }

    @Test
    void whoeverWritesAnAnnotationOfOursThatNobodyCanReadHearsThatItDoesNotCount() {
        Answer.Document pod = desk.json("POST", "/api/v1/namespaces/default/pods", """
                {"metadata":{"name":"p","annotations":{"wainwright.dev/duration":"a while","wainwright.dev/exit-code":"300"}},
                "spec":{"containers":[{"name":"c","image":"nginx"}]}}""");
        Answer.Document job = desk.json("POST", "/apis/batch/v1/namespaces/default/jobs", """
                {"metadata":{"name":"j"},"spec":{"template":{"metadata":{"annotations":{"wainwright.dev/ready":"soon"}},
                "spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"nginx"}]}}}}""");
        Answer.Document good = desk.json("POST", "/api/v1/namespaces/default/pods", """
                {"metadata":{"name":"q","annotations":{"wainwright.dev/duration":"1m30s","wainwright.dev/ready":"never"}},
                "spec":{"containers":[{"name":"c","image":"nginx"}]}}""");

        assertThat(pod.code()).isEqualTo(201);
        assertThat(pod.warnings())
                .containsExactly(
                        "metadata.annotations[wainwright.dev/duration]: \"a while\" is no time: use one such as 90s or"
                                + " 1m30s; it is left out of account",
                        "metadata.annotations[wainwright.dev/exit-code]: \"300\" is no exit code: use a number from 0 to"
                                + " 255; it is left out of account");
        assertThat(job.warnings())
                .singleElement()
                .asString()
                .startsWith("spec.template.metadata.annotations[wainwright.dev/ready]: \"soon\" is no time");
        assertThat(good.warnings()).isEmpty();
    }

    @Test
    void aNewObjectIsAnsweredInYamlToWhomWantsIt() {
        Answer written = desk.ask(
                "POST",
                "/api/v1/namespaces/default/configmaps",
                "application/json",
                "{\"metadata\":{\"name\":\"m\"}}".getBytes(StandardCharsets.UTF_8),
                "application/yaml");

        assertThat(written).isInstanceOf(Answer.Document.class);
    }

    @Test
    void whatWasCreatedIsThereAndOwnedByItsWriter() {
        assertThat(desk.createMap("a", "{\"k\":\"v\"}").code()).isEqualTo(201);

        Answer.Document read = desk.get(MAPS + "/a");
        assertThat(text(read, "data", "k")).isEqualTo("v");
        assertThat(text(read, "metadata", "uid")).isNotEmpty();
        Tree.Mapping owner = (Tree.Mapping)
                read.content().mapping("metadata").items("managedFields").getFirst();
        assertThat(owner.text("manager", "")).isEqualTo("kubectl");
    }

    @Test
    void aNameCanBeTakenOnce() {
        desk.createMap("a", "{}");
        Answer.Document again = desk.createMap("a", "{}");

        assertThat(again.code()).isEqualTo(409);
        assertThat(text(again, "reason")).isEqualTo("AlreadyExists");
        assertThat(text(again, "message")).isEqualTo("configmaps \"a\" already exists");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(text(desk.get(MAPS + "/nobody"), "message")).isEqualTo("configmaps \"nobody\" not found");
        assertThat(desk.get("/api/v1/namespaces/default/gadgets").code()).isEqualTo(404);
        assertThat(desk.get("/apis/no.such.group/v1/things").code()).isEqualTo(404);
    }

    @Test
    void nothingChangesInARehearsal() {
        Answer.Document rehearsed = desk.json("POST", MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"a\"}}");

        assertThat(rehearsed.code()).isEqualTo(201);
        assertThat(desk.get(MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    void unknownFieldsAreRefusedByWhoeverWantsThemToBe() {
        String body = "{\"metadata\":{\"name\":\"a\"},\"dta\":{}}";

        Answer.Document strict = desk.json("POST", MAPS + "?fieldValidation=Strict", body);
        assertThat(strict.code()).isEqualTo(400);
        assertThat(text(strict, "message")).contains("strict decoding error: unknown field \"dta\"");
        assertThat(desk.json("POST", MAPS, body).warnings()).containsExactly("unknown field \"dta\"");
    }

    @Test
    void anUpdateOfAnOldVersionIsAConflict() {
        Answer.Document first = desk.createMap("a", "{}");
        String old = text(first, "metadata", "resourceVersion");
        desk.patch(MAPS + "/a", "application/merge-patch+json", "{\"data\":{\"x\":\"1\"}}");

        Answer.Document late =
                desk.json("PUT", MAPS + "/a", "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"" + old + "\"}}");
        assertThat(late.code()).isEqualTo(409);
        assertThat(text(late, "message")).contains("the object has been modified");
    }

    @Test
    void threeKindsOfPatchesChangeAnObject() {
        desk.createMap("a", "{\"k\":\"v\"}");

        desk.patch(MAPS + "/a", "application/merge-patch+json", "{\"data\":{\"m\":\"1\"}}");
        desk.patch(MAPS + "/a", "application/strategic-merge-patch+json", "{\"data\":{\"s\":\"2\"}}");
        Answer.Document last = desk.patch(
                MAPS + "/a",
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/data/j\",\"value\":\"3\"},{\"op\":\"remove\",\"path\":\"/data/k\"}]");
        assertThat(last.content().mapping("data").fields().keySet()).containsExactlyInAnyOrder("m", "s", "j");
    }

    @Test
    void whoAppliesOverSomebodyElseIsToldSoOrUsesForce() {
        String apply = "application/apply-patch+yaml";
        desk.patch(
                MAPS + "/a?fieldManager=one",
                apply,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: x}");
        String other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: z}";

        Answer.Document refused = desk.patch(MAPS + "/a?fieldManager=two", apply, other);
        assertThat(refused.code()).isEqualTo(409);
        assertThat(text(refused, "message")).isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.k");
        assertThat(text(desk.patch(MAPS + "/a?fieldManager=two&force=true", apply, other), "data", "k"))
                .isEqualTo("z");
    }

    @Test
    void listsCanBeCutIntoPagesAndSelectedFrom() {
        for (String name : new String[] {"a", "b", "c"}) {
            desk.json("POST", MAPS, "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"n\":\"" + name + "\"}}}");
        }
        Answer.Document first = desk.get(MAPS + "?limit=2");
        assertThat(names(first)).containsExactly("a", "b");
        String next = text(first, "metadata", "continue");
        assertThat(names(desk.get(MAPS + "?limit=2&continue=" + next))).containsExactly("c");
        assertThat(names(desk.get(MAPS + "?labelSelector=n%20in%20(a,c)"))).containsExactly("a", "c");
        assertThat(names(desk.get(MAPS + "?labelSelector=n!%3Da"))).containsExactly("b", "c");
        assertThat(names(desk.get(MAPS + "?fieldSelector=metadata.name%3Db"))).containsExactly("b");
        assertThat(text(desk.get(MAPS + "?fieldSelector=data.k%3Db"), "message"))
                .contains("\"data.k\" is not a known field selector");
    }

    @Test
    void tablesAreForThoseWhoAskForThem() {
        desk.createMap("a", "{\"k\":\"v\"}");
        Answer.Document table = (Answer.Document)
                desk.ask("GET", MAPS, "", new byte[0], "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        assertThat(text(table, "kind")).isEqualTo("Table");
        Tree.Mapping row = (Tree.Mapping) table.content().items("rows").getFirst();
        assertThat(row.items("cells").getFirst()).isEqualTo(Tree.text("a"));
        assertThat(((Answer.Document) desk.ask("GET", MAPS, "", new byte[0], "text/html")).code())
                .isEqualTo(406);
    }

    @Test
    void aWatchTellsWhatIsThereAndThenWhatHappens() {
        desk.createMap("a", "{}");
        Desk.Listener listener = desk.watch(MAPS + "?watch=true");
        desk.createMap("b", "{}");
        desk.json("DELETE", MAPS + "/a", "");

        assertThat(listener.told()).containsExactly("ADDED a", "ADDED b", "DELETED a");
        assertThat(listener.ended).isFalse();
    }

    @Test
    void aWatchFromTheForgottenPastSaysThatListingAnewIsTheOnlyWay() {
        desk.createMap("a", "{}");
        desk.store.compact();
        Desk.Listener listener = desk.watch(MAPS + "?watch=true&resourceVersion=1");

        assertThat(listener.events.getFirst().mapping("object").text("reason", ""))
                .isEqualTo("Expired");
        assertThat(listener.ended).isTrue();
    }

    @Test
    void initialEventsEndWithABookmark() {
        desk.createMap("a", "{}");
        Desk.Listener listener = desk.watch(MAPS + "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true");

        assertThat(listener.told()).containsExactly("ADDED a", "BOOKMARK");
        assertThat(listener.events
                        .getLast()
                        .mapping("object")
                        .mapping("metadata")
                        .mapping("annotations")
                        .fields())
                .containsKey("k8s.io/initial-events-end");
    }

    @Test
    void whoDoesNotListenIsLetGoAndHoldsNobodyUp() {
        var feed = ((Answer.Stream) desk.ask("GET", MAPS + "?watch=true", "", new byte[0], "")).feed();
        var ended = new AtomicBoolean();
        feed.start(
                new WatchFeed.Sink() {
                    @Override
                    public void send(byte[] chunk, WatchFeed.Done done) {
                        // Never done: the other side does not read.
                    }

                    @Override
                    public void end() {
                        ended.set(true);
                    }
                },
                Runnable::run);
        Kind maps = TreeKinds.builtIn("ConfigMap");
        for (int i = 0; i < 20_100; i++) {
            var object = new TreeObject("v1", "ConfigMap", ObjectMeta.named("default", "m" + i), Tree.Mapping.EMPTY);
            desk.store.write(new Write.Create(maps, object)).orThrow();
        }

        assertThat(desk.watch(MAPS + "?watch=true&fieldSelector=metadata.name%3Dm1")
                        .told())
                .containsExactly("ADDED m1");
        assertThat(feed.isOver()).isTrue();
        assertThat(ended).as("what is being sent is not cut off").isFalse();
    }

    @Test
    void viewersLookAndStrangersDoNotEvenLook() {
        desk.createMap("a", "{}");
        desk.user = User.viewer("vi");
        assertThat(names(desk.get(MAPS))).contains("a");
        assertThat(text(desk.createMap("b", "{}"), "message"))
                .isEqualTo("configmaps is forbidden: User \"vi\" cannot create resource \"configmaps\" in API group"
                        + " \"\" in the namespace \"default\"");
        assertThat(desk.get("/api/v1/namespaces/default/secrets").code()).isEqualTo(403);

        desk.user = User.ANONYMOUS;
        assertThat(desk.get(MAPS).code()).isEqualTo(401);
        assertThat(desk.ask("GET", "/readyz", "", new byte[0], "")).isInstanceOf(Answer.Bytes.class);
    }

    @Test
    void whoMayWhatIsAnsweredToWhoeverAsks() {
        String review = "{\"kind\":\"SelfSubjectAccessReview\",\"spec\":{\"resourceAttributes\":"
                + "{\"verb\":\"create\",\"resource\":\"pods\",\"namespace\":\"default\"}}}";
        String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        assertThat(desk.json("POST", path, review).content().mapping("status").get("allowed"))
                .isEqualTo(new Tree.Bool(true, 0));
        desk.user = User.viewer("vi");
        assertThat(desk.json("POST", path, review).content().mapping("status").get("allowed"))
                .isEqualTo(new Tree.Bool(false, 0));
    }

    @Test
    void scalingGoesThroughItsSubresource() {
        desk.json("POST", "/apis/apps/v1/namespaces/default/deployments", """
                {"metadata": {"name": "web"}, "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
                 "template": {"metadata": {"labels": {"app": "web"}},
                              "spec": {"containers": [{"name": "c", "image": "nginx"}]}}}}""");
        String scale = "/apis/apps/v1/namespaces/default/deployments/web/scale";

        assertThat(text(
                        desk.patch(scale, "application/merge-patch+json", "{\"spec\":{\"replicas\":5}}"),
                        "spec",
                        "replicas"))
                .isEqualTo("5");
        assertThat(desk.patch(scale, "application/merge-patch+json", "{\"spec\":{\"replicas\":-1}}")
                        .code())
                .isEqualTo(422);
        assertThat(text(desk.get("/apis/apps/v1/namespaces/default/deployments/web"), "spec", "replicas"))
                .isEqualTo("5");
    }

    @Test
    void whatUsersDefineIsServedAtOnceAndUntilItsDefinitionGoes() {
        Answer.Document defined = desk.json("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                {"metadata": {"name": "widgets.example.com"}, "spec": {"group": "example.com", "scope": "Namespaced",
                 "names": {"kind": "Widget", "plural": "widgets"},
                 "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema":
                   {"type": "object", "properties": {"spec": {"type": "object", "properties":
                     {"size": {"type": "integer", "default": 3, "maximum": 9}}}}}}}]}}""");
        assertThat(defined.code()).as(defined.content().toString()).isEqualTo(201);
        String widgets = "/apis/example.com/v1/namespaces/default/widgets";

        Answer.Document small = desk.json(
                "POST",
                widgets,
                "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},\"spec\":{}}");
        assertThat(text(small, "spec", "size")).isEqualTo("3");
        Answer.Document large = desk.json(
                "POST",
                widgets,
                "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"l\"},\"spec\":{\"size\":10}}");
        assertThat(large.code()).isEqualTo(422);
        assertThat(text(large, "details", "name")).isEqualTo("l");

        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com";
        desk.json("DELETE", widgets + "/w", "");
        desk.json("DELETE", definition, "");
        assertThat(desk.get(widgets).code()).isEqualTo(404);
        assertThat(desk.get(definition).code()).isEqualTo(404);
    }

    @Test
    void logsAreTextAndCanBeCut() {
        desk.json("POST", "/api/v1/namespaces/default/pods", """
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}""");
        var log = (Answer.Bytes)
                desk.ask("GET", "/api/v1/namespaces/default/pods/p/log?tailLines=1", "", new byte[0], "");

        assertThat(new String(log.content(), StandardCharsets.UTF_8)).isEqualTo("world\n");
    }

    @Test
    void fieldThatIsSetTwiceIsRefusedWarnedOfOrOverwrittenAsTheRequestAsks() {
        String twice = "{\"metadata\":{\"name\":\"%s\"},\"data\":{\"a\":\"1\",\"a\":\"2\"}}";
        String path = "/api/v1/namespaces/default/configmaps?fieldValidation=";

        Answer.Document strict = desk.json("POST", path + "Strict", twice.formatted("strict"));
        Answer.Document warned = desk.json("POST", path + "Warn", twice.formatted("warned"));
        Answer.Document ignored = desk.json("POST", path + "Ignore", twice.formatted("ignored"));

        assertThat(strict.code()).isEqualTo(400);
        assertThat(Desk.text(strict, "message")).contains("strict decoding error: duplicate field \"data.a\"");
        assertThat(warned.warnings()).containsExactly("duplicate field \"data.a\"");
        assertThat(ignored.warnings()).isEmpty();
        assertThat(Desk.text(ignored, "data", "a")).isEqualTo("2");
        assertThat(desk.json(
                                "PUT",
                                "/api/v1/namespaces/default/configmaps/ignored?fieldValidation=Strict",
                                twice.formatted("ignored"))
                        .code())
                .isEqualTo(400);
    }
}
