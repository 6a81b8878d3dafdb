package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wainwright.api.read.RawDocument;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with strict types, such as Python's, refuse whole lists because of one field that Kubernetes always writes and we do not. */
class RequiredFieldsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Kubernetes leaves it out of events written in the older form, too. */
    private static final Set<String> ABSENT_IN_KUBERNETES = Set.of("io.k8s.api.events.v1.Event: eventTime");

    private RunningCluster cluster;
    private Https server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Path manifest = Files.writeString(folder.resolve("all.yaml"), """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: default}, spec: {replicas: 2,
                  selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
                    spec: {containers: [{name: web, image: nginx, resources: {requests: {cpu: 500m}}}]}}}}
                ---
                {apiVersion: batch/v1, kind: Job, metadata: {name: once, namespace: default}, spec: {template: {spec: {
                  restartPolicy: Never, initContainers: [{name: first, image: a}], containers: [{name: a, image: a}]}}}}
                ---
                {apiVersion: batch/v1, kind: CronJob, metadata: {name: often, namespace: default}, spec: {schedule: '* * * * *',
                  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}}}}
                ---
                {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: kept, namespace: default}, spec: {serviceName: kept,
                  selector: {matchLabels: {app: kept}}, template: {metadata: {labels: {app: kept}},
                    spec: {containers: [{name: web, image: nginx}]}}, volumeClaimTemplates: [{metadata: {name: data},
                    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}}
                ---
                {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent, namespace: default}, spec: {
                  selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}},
                    spec: {containers: [{name: web, image: nginx}]}}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {selector: {app: web},
                  ports: [{port: 80}]}}
                ---
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web, namespace: default}, spec: {minAvailable: 1,
                  selector: {matchLabels: {app: web}}}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: bare}}
                """);
        List<RawDocument> objects =
                RawDocument.read(List.of(manifest.toString()), InputStream.nullInputStream(), finding -> {});
        cluster = RunningCluster.start(
                new RunningCluster.Plan(0, kubeconfig, 1, 1, "none", true, false, Optional.empty(), Optional.empty()),
                new RunningCluster.Contents(objects, List.of()));
        server = new Https(kubeconfig);
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void everyObjectOfARunningClusterHasTheFieldsThatKubernetesSchemaRequires() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> server.get("/apis/apps/v1/namespaces/default/deployments/web")
                                .body()
                                .mapping("status")
                                .get("readyReplicas")
                        != null);
        var required = new RequiredFields(server.get("/openapi/v2").body());
        var missing = new TreeSet<String>();
        for (String list : lists()) {
            Tree.Mapping found = server.get(list).body();
            String kind = found.text("kind", "").replaceFirst("List$", "");
            found.items("items")
                    .forEach(each -> required.missing(found.text("apiVersion", ""), kind, each, missing::add));
        }

        assertThat(missing).isSubsetOf(ABSENT_IN_KUBERNETES);
        assertThat(required.looked()).as("objects looked at").isGreaterThan(30);
    }

    /** The paths of everything that can be listed, but for usage, which has no schema. */
    private Set<String> lists() throws IOException, InterruptedException {
        var groups = new TreeSet<>(Set.of("/api/v1"));
        for (Tree group : server.get("/apis").body().items("groups")) {
            for (Tree version : ((Tree.Mapping) group).items("versions")) {
                groups.add("/apis/" + ((Tree.Mapping) version).text("groupVersion", ""));
            }
        }
        groups.removeIf(path -> path.contains("metrics.k8s.io"));
        var lists = new TreeSet<String>();
        for (String group : groups) {
            for (Tree each : server.get(group).body().items("resources")) {
                var resource = (Tree.Mapping) each;
                if (resource.items("verbs").contains(Tree.text("list"))) {
                    lists.add(group + "/" + resource.text("name", ""));
                }
            }
        }
        return lists;
    }
}
