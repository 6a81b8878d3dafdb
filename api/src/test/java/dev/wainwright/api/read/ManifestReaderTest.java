package dev.wainwright.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.render.Render;
import dev.wainwright.model.resource.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: %s
            spec:
              containers:
              - name: main
                image: example
            """;

    private static Manifests readFiles(InputStream stdin, String... paths) {
        return ManifestReader.read(List.of(paths), stdin, Profile.STRICT, pattern -> List.of());
    }

    @Test
    void foldersAreReadInTheOrderOfNamesAndNamedFilesAsGiven(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("z.yml"), POD.formatted("last"));
        Files.writeString(folder.resolve("b/x.json"), Render.json(pod("middle")));
        Files.writeString(folder.resolve("a.yaml"), POD.formatted("first"));
        Files.writeString(folder.resolve("README.md"), "no manifest");
        Path odd = folder.resolve("manifest.txt");
        Files.writeString(odd, POD.formatted("named"));

        Manifests read = readFiles(Read.stream(POD.formatted("stdin")), odd.toString(), "-", folder.toString());

        assertThat(read.objects())
                .extracting(KubeObject::name)
                .containsExactly("named", "stdin", "first", "middle", "last");
        assertThat(read.findings()).isEmpty();
        assertThat(read.documents()).isEqualTo(5);
    }

    private static Pod pod(String name) {
        return Read.strict(POD.formatted(name)).of(Pod.class).getFirst();
    }

    @Test
    void whatIsNotThereIsSaidAndTheRestIsRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), POD.formatted("here"));

        Manifests read = readFiles(InputStream.nullInputStream(), "/no/such/file", folder.toString());

        assertThat(read.objects()).hasSize(1);
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly("/no/such/file: no such file or folder");
    }

    @Test
    void anErrorNamesFileDocumentLineObjectAndField(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pods.yaml");
        Files.writeString(
                file, POD.formatted("good") + "---\n" + POD.formatted("bad") + "    ports: [{containerPort: 0}]\n");

        Manifests read = readFiles(InputStream.nullInputStream(), file.toString());

        assertThat(read.objects()).extracting(KubeObject::name).containsExactly("good");
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(file
                        + ": document 2, line 18: Pod/bad: spec.containers[0].ports[0].containerPort: Required value");
    }

    @Test
    void unknownKindsAreCountedAndNeverFatal() {
        String ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {whatever: 1}\n---\n";

        Manifests read = Read.strict(ingress.repeat(3) + "apiVersion: v1\nkind: ConfigMap\n---\n" + POD.formatted("p"));

        assertThat(read.unknownKinds())
                .containsExactly(Map.entry("ConfigMap (v1)", 1), Map.entry("Ingress (networking.k8s.io/v1)", 3));
        assertThat(read.objects()).hasSize(1);
        assertThat(read.hasErrors()).isFalse();
    }

    @Test
    void theLaterOfTwoObjectsWithOneNameWinsWithAWarning() {
        Manifests read = Read.strict(POD.formatted("p") + "---\n" + POD.formatted("p") + "  nodeName: x\n");

        assertThat(read.of(Pod.class)).extracting(Pod::nodeName).containsExactly("x");
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.document()).isEqualTo(2);
        });
    }

    @Test
    void namespacesAreFilledInWhereTheKindHasThem() {
        Manifests read = Read.strict(POD.formatted("p")
                + "---\napiVersion: v1\nkind: Node\nmetadata: {name: x, namespace: odd}\n"
                + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n");

        assertThat(read.of(Pod.class)).extracting(KubeObject::qualifiedName).containsExactly("default/p");
        assertThat(read.of(Node.class)).extracting(KubeObject::qualifiedName).containsExactly("x");
        assertThat(read.of(Namespace.class)).hasSize(1);
        assertThat(read.findings()).extracting(Finding::path).containsExactly("metadata.namespace");
    }

    @Test
    void generatedNamesAreTheSameEveryTime() {
        String job = """
                apiVersion: v1
                kind: Pod
                metadata: {generateName: run-}
                spec: {containers: [{name: c, image: i}]}
                ---
                """;

        assertThat(Read.strict(job.repeat(2)).objects())
                .extracting(KubeObject::name)
                .containsExactly("run-00001", "run-00002");
    }

    @Test
    void liveObjectsWithStatusAndServerFieldsAreAccepted() {
        Manifests read = Read.strict("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  namespace: default
                  uid: 1b0f3ad9-0000-0000-0000-000000000000
                  resourceVersion: "12"
                  selfLink: /api/v1/namespaces/default/pods/p
                  creationTimestamp: "2026-01-31T10:00:00Z"
                  managedFields:
                  - manager: kubectl
                    operation: Update
                    apiVersion: v1
                    fieldsType: FieldsV1
                    fieldsV1: {"f:spec": {".": {}}}
                spec:
                  nodeName: x
                  containers: [{name: c, image: i}]
                  topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: zone
                    whenUnsatisfiable: DoNotSchedule
                    labelSelector: {matchLabels: {app: a, hash: h}}
                    matchLabelKeys: [hash]
                status:
                  phase: Running
                  podIP: 10.0.0.1
                  containerStatuses: [{name: c, ready: true}]
                """);

        assertThat(read.findings()).isEmpty();
        assertThat(Render.yaml(read.of(Pod.class).getFirst()))
                .contains("podIP: 10.0.0.1")
                .contains("manager: kubectl");
    }

    @Test
    void aDumpOfALiveClusterIsTakenAsItIs() {
        Manifests dump = readFiles(InputStream.nullInputStream(), "src/test/resources/live");

        assertThat(dump.findings()).isEmpty();
        assertThat(dump.objects())
                .extracting(KubeObject::name)
                .containsExactly("coredns-6799fbcd5-4wkr8", "ip-10-0-1-2.ec2.internal", "j", "s");
        assertThat(Read.strict(Render.yaml(dump.objects())).objects()).isEqualTo(dump.objects());
    }

    @Test
    void nullsCountAsAbsent() {
        Manifests read = Read.strict(POD.formatted("p") + "  nodeName: null\n  tolerations:\nstatus:\n");

        assertThat(read.findings()).isEmpty();
        assertThat(Render.yaml(read.objects().getFirst())).doesNotContain("null");
    }

    @Test
    void decisionsFindTheDefaultsThatTheServerFillsIn() {
        Manifests read = Read.strict("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d}
                spec:
                  selector: {matchLabels: {a: b}}
                  template:
                    metadata: {labels: {a: b}}
                    spec:
                      hostNetwork: true
                      containers:
                      - name: c
                        image: i
                        ports: [{containerPort: 80}]
                        resources: {requests: {cpu: 1}, limits: {cpu: 2, memory: 1Gi}}
                      topologySpreadConstraints:
                      - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: j}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: parallel}
                spec: {parallelism: 3, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
                """);

        assertThat(read.findings()).isEmpty();
        Deployment deployment = read.of(Deployment.class).getFirst();
        var spec = deployment.spec().template().spec();
        assertThat(deployment.spec().replicas()).isEqualTo(1);
        assertThat(spec.restartPolicy()).isEqualTo("Always");
        assertThat(spec.terminationGracePeriodSeconds()).isEqualTo(30);
        var container = spec.containers().getFirst();
        assertThat(container.ports().getFirst().hostPort()).isEqualTo(80);
        assertThat(container.ports().getFirst().protocol()).isEqualTo("TCP");
        assertThat(container.resources())
                .isNotNull()
                .satisfies(resources -> assertThat(resources.requests())
                        .isEqualTo(Map.of("cpu", Quantity.parse("1"), "memory", Quantity.parse("1Gi"))));
        assertThat(spec.topologySpreadConstraints().getFirst().nodeAffinityPolicy())
                .isEqualTo("Honor");
        assertThat(spec.topologySpreadConstraints().getFirst().nodeTaintsPolicy())
                .isEqualTo("Ignore");
        assertThat(read.of(Job.class))
                .extracting(job -> job.spec().parallelism())
                .containsExactly(1, 3);
        assertThat(read.of(Job.class))
                .extracting(job -> job.spec().completions())
                .containsExactly(1, null);
    }

    @Test
    void aStreamingReaderHandsOverEachObjectAtOnce() {
        var objects = new ArrayList<KubeObject>();
        var findings = new ArrayList<Finding>();
        var reader = new ManifestReader(Profile.STRICT, pattern -> List.of(), objects::add, findings::add);

        reader.read("one", Read.stream(POD.formatted("a")));
        assertThat(objects).hasSize(1);
        reader.read("two", Read.stream(POD.formatted("a") + "---\n{}\n---\nkind: X\n"));
        reader.finish();

        assertThat(objects).hasSize(2);
        assertThat(reader.documents()).isEqualTo(4);
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "two: document 3, line 12: X: apiVersion: missing: every Kubernetes object has an apiVersion and a kind");
    }

    @Test
    void whatWasReadReadsTheSameAfterRendering() {
        Manifests first = readFiles(InputStream.nullInputStream(), "src/test/resources/seeds");

        Manifests again = Read.strict(Render.yaml(first.objects()));

        assertThat(again.findings()).isEmpty();
        assertThat(again.objects()).isEqualTo(first.objects());
        assertThat(Read.strict(Render.json(first.objects())).objects()).isEqualTo(first.objects());
    }
}
