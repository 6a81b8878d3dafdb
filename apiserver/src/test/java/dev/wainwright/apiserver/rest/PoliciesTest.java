package dev.wainwright.apiserver.rest;

import static dev.wainwright.apiserver.rest.Desk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ValidatingAdmissionPolicies allow and what they do not; kubectl's side of it is compared with the real server elsewhere. */
class PoliciesTest {
    private static final String GROUP = "/apis/admissionregistration.k8s.io/v1/";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final Desk desk = new Desk();

    private Answer.Document yaml(String path, String body) {
        return Desk.document(
                desk.ask("POST", path, "application/yaml", body.getBytes(StandardCharsets.UTF_8), "application/json"));
    }

    /** A policy of one rule about {@code resources} of the core group, which is in force at once. */
    private void policy(String resources, String operations, String spec) {
        Answer.Document policy =
                yaml(GROUP + "validatingadmissionpolicies", """
                metadata: {name: p}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], operations: [%s], resources: [%s]}
                """.formatted(operations, resources) + spec.indent(2));
        assertThat(policy.code()).as(text(policy, "message")).isEqualTo(201);
        bind("[Deny]", "");
    }

    private void bind(String actions, String more) {
        String body = "metadata: {name: b}\nspec:\n  policyName: p\n  validationActions: " + actions + "\n";
        Answer.Document binding = yaml(GROUP + "validatingadmissionpolicybindings", body + more.indent(2));
        assertThat(binding.code()).as(text(binding, "message")).isEqualTo(201);
    }

    private static String validation(String expression) {
        return "validations: [{expression: \"" + expression + "\"}]";
    }

    private Answer.Document createMap(String name) {
        return desk.createMap(name, "{}");
    }

    @Test
    void whatAPolicyDoesNotAllowIsRefusedInItsWordsAndNotWritten() {
        policy("configmaps", "CREATE", """
                validations:
                - {expression: "object.metadata.name.startsWith('ok')", message: bad name, reason: Forbidden}
                """);

        Answer.Document refused = createMap("a");
        assertThat(refused.code()).isEqualTo(403);
        assertThat(text(refused, "reason")).isEqualTo("Forbidden");
        assertThat(text(refused, "message"))
                .isEqualTo("configmaps \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied"
                        + " request: bad name");
        assertThat(text(refused, "details", "kind")).isEqualTo("configmaps");
        assertThat(desk.get(MAPS + "/a").code()).isEqualTo(404);
        assertThat(createMap("ok-a").code()).isEqualTo(201);
    }

    @Test
    void aPolicyWithoutABindingHoldsNobodyUp() {
        policy("configmaps", "CREATE", validation("false"));
        assertThat(createMap("a").code()).isEqualTo(422);

        desk.json("DELETE", GROUP + "validatingadmissionpolicybindings/b", "");
        assertThat(createMap("a").code()).isEqualTo(201);
    }

    @Test
    void whatIsChangedHoldsFromTheNextRequestOn() {
        policy("configmaps", "CREATE", validation("object.metadata.name == 'a'"));
        assertThat(createMap("b").code()).isEqualTo(422);

        desk.patch(
                GROUP + "validatingadmissionpolicies/p",
                "application/merge-patch+json",
                "{\"spec\":{\"validations\":[{\"expression\":\"object.metadata.name == 'b'\"}]}}");
        assertThat(createMap("b").code()).isEqualTo(201);
        assertThat(createMap("a").code()).isEqualTo(422);
    }

    @Test
    void anUpdateIsComparedWithWhatWasThere() {
        policy("configmaps", "UPDATE", validation("object.data.k == oldObject.data.k"));
        desk.createMap("a", "{\"k\":\"1\"}");

        String merge = "application/merge-patch+json";
        assertThat(desk.patch(MAPS + "/a", merge, "{\"data\":{\"k\":\"2\"}}").code())
                .isEqualTo(422);
        assertThat(desk.patch(MAPS + "/a", merge, "{\"data\":{\"m\":\"2\"}}").code())
                .isEqualTo(200);
        assertThat(text(desk.get(MAPS + "/a"), "data", "k")).isEqualTo("1");
    }

    @Test
    void aDeletionSeesTheOldObjectAlone() {
        policy("configmaps", "DELETE", validation("object == null && !has(oldObject.data.keep)"));
        desk.createMap("kept", "{\"keep\":\"1\"}");
        desk.createMap("gone", "{\"k\":\"1\"}");

        assertThat(desk.json("DELETE", MAPS + "/kept", "").code()).isEqualTo(422);
        assertThat(desk.json("DELETE", MAPS + "/gone", "").code()).isEqualTo(200);
        assertThat(desk.json("DELETE", MAPS, "").code()).isEqualTo(422);
        assertThat(desk.get(MAPS + "/kept").code()).isEqualTo(200);
    }

    @Test
    void aRehearsalIsRefusedLikeTheRealThingAndKnowsWhatItIs() {
        policy("configmaps", "CREATE", validation("!request.dryRun"));

        assertThat(desk.json("POST", MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"a\"}}")
                        .code())
                .isEqualTo(422);
        assertThat(createMap("a").code()).isEqualTo(201);
    }

    @Test
    void controllersAndTheSchedulerAreAskedLikeAnybodyElseUnderTheirNamesInKubernetes() {
        policy(
                "pods",
                "CREATE",
                validation("request.userInfo.username == 'system:serviceaccount:kube-system:replicaset-controller'"));

        assertThat(desk.store.as("replicaset").write(Write.create(pod("p"))).isOk())
                .isTrue();
        Result<Written> refused = desk.store.as("job").write(Write.create(pod("q")));
        assertThat(refused.refusal().orElseThrow()).isInstanceOf(Refusal.Denied.class);
        assertThat(desk.store.write(Write.create(pod("q"))).isOk())
                .as("the server itself is not held up")
                .isTrue();
    }

    @Test
    void aBindingIsAskedAboutAsABindingAndAKubeletGoesByItsNode() {
        policy("pods/binding, pods/status", "\"*\"", """
                validations:
                - expression: "request.subResource != 'binding' || object.target.name == 'here'"
                - expression: "request.subResource != 'status' || request.userInfo.username == 'system:node:here'"
                """);
        Pod pod = (Pod) desk.store.write(Write.create(pod("p"))).orThrow().object();

        var scheduler = desk.store.as("scheduler");
        assertThat(scheduler
                        .write(new Write.Bind(ObjectKey.of(pod), "", "there"))
                        .isOk())
                .isFalse();
        Pod bound = (Pod) scheduler
                .write(new Write.Bind(ObjectKey.of(pod), "", "here"))
                .orThrow()
                .object();
        Write running = Write.updateStatus(bound.with(bound.status().withQosClass("Burstable")));
        assertThat(desk.store.as("deployment").write(running).isOk()).isFalse();
        assertThat(desk.store.as("kubelet").write(running).isOk()).isTrue();
    }

    private static Pod pod(String name) {
        String document = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"default\",\"name\":\""
                + name + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}";
        return (Pod) Codec.read(Kinds.of(Pod.class), (Tree.Mapping) Json.parse(document), new Interner());
    }

    @Test
    void whoWarnsIsHeardAndTheObjectIsWritten() {
        policy("configmaps", "CREATE", validation("false"));
        desk.json("DELETE", GROUP + "validatingadmissionpolicybindings/b", "");
        bind("[Warn]", "");

        Answer.Document warned = createMap("a");
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.warnings())
                .containsExactly("Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': failed"
                        + " expression: false");
    }

    @Test
    void whoseExpressionFailsDecidesByTheFailurePolicy() {
        policy("configmaps", "CREATE", validation("object.data.k == ''"));
        assertThat(text(createMap("a"), "message")).contains("resulted in error: no such key: data");

        desk.patch(
                GROUP + "validatingadmissionpolicies/p",
                "application/merge-patch+json",
                "{\"spec\":{\"failurePolicy\":\"Ignore\"}}");
        assertThat(createMap("a").code()).isEqualTo(201);
    }

    @Test
    void parametersAreLookedUpWhereTheRequestIsAtTheMomentItComes() {
        policy("secrets", "CREATE", """
                paramKind: {apiVersion: v1, kind: ConfigMap}
                validations: [{expression: "size(object.metadata.name) <= int(params.data.most)"}]
                """);
        desk.json("DELETE", GROUP + "validatingadmissionpolicybindings/b", "");
        bind("[Deny]", "paramRef: {selector: {matchLabels: {for: names}}, parameterNotFoundAction: Allow}");
        String secrets = "/api/v1/namespaces/default/secrets";

        assertThat(yaml(secrets, "metadata: {name: long-one}").code()).isEqualTo(201);
        yaml(MAPS, "metadata: {name: a, labels: {for: names}}\ndata: {most: \"9\"}");
        assertThat(yaml(secrets, "metadata: {name: longer-one}").code()).isEqualTo(422);
        assertThat(yaml(secrets, "metadata: {name: short}").code()).isEqualTo(201);
        yaml(MAPS, "metadata: {name: b, labels: {for: names}}\ndata: {most: \"3\"}");
        assertThat(yaml(secrets, "metadata: {name: short2}").code())
                .as("every one of the parameters has a say")
                .isEqualTo(422);
    }

    @Test
    void aMissingParameterCanBeAReasonToRefuse() {
        policy("secrets", "CREATE", "paramKind: {apiVersion: v1, kind: ConfigMap}\n" + validation("true"));
        desk.json("DELETE", GROUP + "validatingadmissionpolicybindings/b", "");
        bind("[Deny]", "paramRef: {name: nobody, parameterNotFoundAction: Deny}");

        assertThat(text(yaml("/api/v1/namespaces/default/secrets", "metadata: {name: s}"), "message"))
                .endsWith("failed to configure binding: no params found for policy binding with `Deny`"
                        + " parameterNotFoundAction");
    }

    @Test
    void aPolicyThatForbidsEverythingCanStillBeTakenAway() {
        Answer.Document policy = yaml(GROUP + "validatingadmissionpolicies", """
                metadata: {name: p}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}
                    - {apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}
                  validations: [{expression: "false"}]
                """);
        assertThat(policy.code()).isEqualTo(201);
        bind("[Deny]", "");

        assertThat(createMap("a").code()).isEqualTo(422);
        assertThat(desk.json("DELETE", GROUP + "validatingadmissionpolicies/p", "")
                        .code())
                .isEqualTo(200);
        assertThat(createMap("a").code()).isEqualTo(201);
    }

    @Test
    void whoIsAskedAboutIsWhoAsks() {
        policy("configmaps", "CREATE", validation("authorizer.group('').resource('secrets').check('get').allowed()"));

        assertThat(createMap("a").code()).isEqualTo(201);
        desk.user = new User("eve", List.of("system:masters"));
        assertThat(createMap("b").code()).isEqualTo(201);
        var robot = new User("system:serviceaccount:default:robot", List.of("system:authenticated"));
        desk.user = robot;
        assertThat(createMap("c").code()).isEqualTo(403);
    }

    @Test
    void expressionsThatCannotBeCompiledAreRefusedWithTheirPlace() {
        Answer.Document refused = yaml(GROUP + "validatingadmissionpolicies", """
                metadata: {name: p}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                  validations: [{expression: "object.spec."}]
                """);

        assertThat(refused.code()).isEqualTo(422);
        assertThat(text(refused, "message"))
                .startsWith("ValidatingAdmissionPolicy.admissionregistration.k8s.io \"p\" is invalid:"
                        + " spec.validations[0].expression: Invalid value: \"object.spec.\": compilation failed: ERROR:"
                        + " <input>:1:13: Syntax error: no viable alternative at input '.'");
    }

    @Test
    void whatDoesNotFitAKindIsToldInTheStatusAndChangesNothing() {
        policy("configmaps", "CREATE", validation("!has(object.dta)"));

        Tree.Mapping status =
                desk.get(GROUP + "validatingadmissionpolicies/p").content().mapping("status");
        Tree.Mapping warning = (Tree.Mapping)
                status.mapping("typeChecking").items("expressionWarnings").getFirst();
        assertThat(warning.text("fieldRef", "")).isEqualTo("spec.validations[0].expression");
        assertThat(warning.text("warning", ""))
                .startsWith("/v1, Kind=ConfigMap: ERROR: <input>:1:5: undefined field 'dta'");
        assertThat(createMap("a").code()).isEqualTo(201);
    }
}
