package dev.wainwright.apiserver.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What goes out can be read again; the reader was shown what kubectl sends. */
class ProtobufWriterTest {
    private static Tree.Mapping there(String json) {
        return (Tree.Mapping) Json.parse(json);
    }

    private static Tree.Mapping andBack(Tree.Mapping object) {
        byte[] bytes =
                ProtobufWriter.object(object.text("apiVersion", ""), object.text("kind", ""), Json.bytes(object));
        return ProtobufReader.read(bytes).orThrow();
    }

    private static Tree.Mapping andBack(String json) {
        return andBack(there(json));
    }

    @Test
    void aPodWithEverythingComesBackAsItWas() {
        Tree.Mapping pod = there("""
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "p", "namespace": "n", "uid": "u", "resourceVersion": "12", "generation": 1,
                   "creationTimestamp": "2026-11-23T20:44:15Z", "deletionGracePeriodSeconds": 0,
                   "labels": {"a": "1", "b": ""}, "finalizers": ["x/y", "z"],
                   "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "r", "uid": "v",
                     "controller": true, "blockOwnerDeletion": false}],
                   "managedFields": [{"manager": "m", "operation": "Update", "apiVersion": "v1",
                     "time": "1969-12-31T23:59:59Z", "fieldsType": "FieldsV1",
                     "fieldsV1": {"f:metadata": {"f:labels": {".": {}, "f:a": {}}}}}]},
                 "spec": {
                   "nodeSelector": {"disk": "ssd"},
                   "volumes": [{"name": "scratch", "emptyDir": {}},
                     {"name": "config", "configMap": {"name": "c", "defaultMode": 420}}],
                   "containers": [{"name": "web", "image": "nginx",
                     "args": ["-c", "echo \\"äöü\\" \\u2028 😀\\n\\ttab\\\\", ""],
                     "env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k", "optional": false}}}],
                     "resources": {"requests": {"cpu": "250m", "memory": "64Mi"}},
                     "readinessProbe": {"httpGet": {"path": "/", "port": "http"}, "periodSeconds": 10},
                     "livenessProbe": {"tcpSocket": {"port": 8080}},
                     "ports": [{"containerPort": 80, "name": "http"}]}],
                   "securityContext": {"runAsUser": 0},
                   "tolerations": [{"operator": "Exists", "tolerationSeconds": -1}],
                   "priority": -2000001000},
                 "status": {"phase": "Running", "podIPs": [{"ip": "10.0.0.1"}],
                   "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2024-02-29T00:00:00Z"}]}}
                """);

        assertThat(andBack(pod)).isEqualTo(pod);
    }

    @Test
    void otherKindsComeBackAsTheyWere() {
        for (String json : new String[] {"""
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "data": {"k": "AAH/"}, "type": "Opaque"}""", """
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "l"},
             "spec": {"renewTime": "2026-11-23T20:44:15.123456Z", "leaseTransitions": 3}}""", """
            {"apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": {"name": "c"},
             "data": {"spec": {"template": {"a": [1, "]", null]}}}, "revision": 2}""", """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"},
             "spec": {"replicas": 0, "selector": {}, "template": {"metadata": {}, "spec": {}},
               "strategy": {"rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}}}""", """
            {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "metadata": {},
             "spec": {"user": "me", "extra": {"scopes": ["one", "two"], "none": []}}}""", """
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "no",
             "reason": "Conflict", "details": {"name": "p", "kind": "pods", "retryAfterSeconds": 2}, "code": 409}""", """
            {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": {"name": "x"}}""", """
            {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "h"},
             "spec": {"maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "d"},
               "metrics": [{"type": "Resource", "resource": {"name": "cpu",
                 "target": {"type": "Utilization", "averageUtilization": 60}}}]}}"""}) {
            assertThat(andBack(json)).isEqualTo(there(json));
        }
    }

    @Test
    void whatHasNoPlaceInTheMessageIsLeftOutAndTheRestStays() {
        assertThat(andBack("""
                {"apiVersion": "v1", "kind": "Node", "unheardOf": {"a": ["}", {"b": null}]}, "metadata": {"name": "n",
                   "labels": null, "generation": "not a number", "creationTimestamp": "yesterday"},
                 "spec": {"taints": "none", "unschedulable": true, "podCIDRs": [1, "10.0.0.0/24"]},
                 "status": {"capacity": {"cpu": 4, "memory": "8Gi", "pods": true}}}""")).isEqualTo(there("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"},
                 "spec": {"unschedulable": true, "podCIDRs": ["10.0.0.0/24"]},
                 "status": {"capacity": {"cpu": "4", "memory": "8Gi", "pods": ""}}}"""));
    }

    @Test
    void halfACharacterAloneBecomesAQuestionMark() {
        byte[] json = "{\"data\":{\"a\":\"x\\ud800\\ud800y\",\"b\":\"\\ud83d\\ude00\",\"c\":\"\\udc00\"}}"
                .getBytes(StandardCharsets.UTF_8);

        Tree.Mapping read = ProtobufReader.read(ProtobufWriter.object("v1", "ConfigMap", json))
                .orThrow();

        assertThat(read.get("data")).isEqualTo(there("{\"a\": \"x??y\", \"b\": \"😀\", \"c\": \"?\"}"));
    }

    @Test
    void usersKindsHaveNoSuchForm() {
        assertThat(ProtobufWriter.knows("karpenter.sh/v1", "NodePool")).isFalse();
        assertThat(ProtobufWriter.knows("apps.example.com/v1", "Deployment")).isFalse();
        assertThat(ProtobufWriter.knows("example.com/v1", "Status")).isFalse();
        assertThat(ProtobufWriter.knows("networking.k8s.io/v1", "Ingress")).isTrue();
        assertThatThrownBy(() -> ProtobufWriter.object("example.com/v1", "Status", new byte[] {'{', '}'}))
                .hasMessageContaining("no protobuf form");
    }

    @Test
    void anEventStandsBehindItsLengthAndHoldsTheObjectInItsEnvelope() {
        byte[] object = ProtobufWriter.object(
                "v1", "Namespace", "{\"metadata\":{\"name\":\"n\"}}".getBytes(StandardCharsets.UTF_8));
        byte[] event = ProtobufWriter.event("ADDED", object);

        int length = ByteBuffer.wrap(event).getInt();
        assertThat(length).isEqualTo(event.length - 4);
        var wire = new Wire(event, 4, event.length);
        assertThat(wire.tag()).isEqualTo(1 << 3 | Wire.BYTES);
        assertThat(wire.inside().text()).isEqualTo("ADDED");
        assertThat(wire.tag()).isEqualTo(2 << 3 | Wire.BYTES);
        Wire raw = wire.inside();
        assertThat(raw.tag()).isEqualTo(1 << 3 | Wire.BYTES);
        assertThat(raw.inside().rest()).isEqualTo(object);
        assertThat(wire.hasNext()).isFalse();
    }

    @Test
    void aListInPartsIsTheListAsAWhole() {
        String head = "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"}}";
        var list = new ListWriter("v1", "ConfigMapList", head.getBytes(StandardCharsets.UTF_8));
        var items = new WireWriter(16);
        for (int i = 0; i < 300; i++) {
            list.item(("{\"metadata\":{\"name\":\"m" + i + "\"}}").getBytes(StandardCharsets.UTF_8), items);
        }
        byte[] begin = list.begin(items.size());
        byte[] whole = Arrays.copyOf(begin, begin.length + items.size());
        System.arraycopy(items.toBytes(), 0, whole, begin.length, items.size());

        Tree.Mapping read = ProtobufReader.read(whole).orThrow();
        assertThat(read.items("items")).hasSize(300);
        assertThat(read.mapping("metadata").text("resourceVersion", "")).isEqualTo("7");
        assertThat(((Tree.Mapping) read.items("items").getLast())
                        .mapping("metadata")
                        .text("name", ""))
                .isEqualTo("m299");
    }
}
