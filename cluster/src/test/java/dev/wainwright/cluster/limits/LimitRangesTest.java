package dev.wainwright.cluster.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.Yaml;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words are those of a real API server with the same LimitRange. */
class LimitRangesTest {
    private final LimitRanges ranges = new LimitRanges();
    private final ClusterStore store =
            new ClusterStore(() -> Instant.parse("2026-11-23T12:00:00Z"), 1, ClusterStore.STANDARD_WINDOW, ranges);

    LimitRangesTest() {
        ranges.look(store);
        Tree spec = Json.parse("""
                {"limits": [
                  {"type": "Container", "default": {"cpu": "500m", "memory": "1Gi"},
                   "defaultRequest": {"cpu": "250m", "memory": "1Gi"}, "min": {"cpu": "100m", "memory": "10Mi"},
                   "max": {"cpu": "1", "memory": "1Gi"}, "maxLimitRequestRatio": {"cpu": "2"}},
                  {"type": "Pod", "min": {"cpu": "200m"}, "max": {"cpu": "2", "memory": "1Gi"},
                   "maxLimitRequestRatio": {"memory": "4"}},
                  {"type": "PersistentVolumeClaim", "min": {"storage": "1Gi"}, "max": {"storage": "5Gi"}}]}""");
        Kind kind = TreeKinds.builtIn("LimitRange");
        var rest = new Tree.Mapping(Map.of("spec", spec), 0);
        store.write(new Write.Create(kind, new TreeObject("v1", kind.kind(), ObjectMeta.named("default", "lr"), rest)))
                .orThrow();
    }

    private Result<Written> create(String yaml) {
        KubeObject object = Yaml.objects(yaml).getFirst();
        return store.write(Write.create(object));
    }

    private String refusal(String name, String containers) {
        Result<Written> result = create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: default}
                spec: {containers: [%s]}
                """.formatted(name, containers));
        return result instanceof Result.Refused<Written> refused ? refused.why().message() : "";
    }

    @Test
    void whoSaysNothingIsGivenTheDefaultsAndANoteOfIt() {
        assertThat(refusal("plain", "{name: a, image: i}")).isEmpty();

        KubeObject pod = store.get(Kinds.of(Pod.class), new ObjectKey("default", "plain"))
                .orThrow();
        assertThat(pod.metadata().annotations())
                .containsEntry(
                        "kubernetes.io/limit-ranger",
                        "LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a");
        Tree.Mapping container = (Tree.Mapping)
                Codec.write(pod).mapping("spec").items("containers").getFirst();
        assertThat(container.mapping("resources").mapping("requests").text("cpu", ""))
                .isEqualTo("250m");
        assertThat(container.mapping("resources").mapping("limits").text("memory", ""))
                .isEqualTo("1Gi");
    }

    @Test
    void boundsOfContainersAndOfPodsAreToldTogether() {
        assertThat(refusal("big", "{name: a, image: i, resources: {limits: {cpu: 3, memory: 20Mi}}}"))
                .isEqualTo("pods \"big\" is forbidden: [maximum cpu usage per Container is 1, but limit is 3,"
                        + " maximum cpu usage per Pod is 2, but limit is 3]");
        assertThat(refusal(
                        "small",
                        "{name: a, image: i, resources: {requests: {cpu: 50m, memory: 1Mi},"
                                + " limits: {cpu: 70m, memory: 2Mi}}}"))
                .isEqualTo("pods \"small\" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m,"
                        + " minimum memory usage per Container is 10Mi, but request is 1Mi,"
                        + " minimum cpu usage per Pod is 200m, but request is 50m]");
        assertThat(refusal("two", "{name: a, image: i}, {name: b, image: i}"))
                .isEqualTo("pods \"two\" is forbidden: maximum memory usage per Pod is 1Gi, but limit is 2Gi");
    }

    @Test
    void limitsMayBeSoManyTimesTheRequests() {
        assertThat(refusal(
                        "ratio",
                        "{name: a, image: i, resources: {requests: {cpu: 300m, memory: 20Mi},"
                                + " limits: {cpu: 1, memory: 200Mi}}}"))
                .isEqualTo(
                        "pods \"ratio\" is forbidden: [cpu max limit to request ratio per Container is 2, but provided"
                                + " ratio is 3.333333, memory max limit to request ratio per Pod is 4, but provided ratio is"
                                + " 10.000000]");
    }

    @Test
    void claimsHaveBoundsToo() {
        assertThat(claim("500Mi"))
                .isEqualTo("minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi");
        assertThat(claim("6Gi"))
                .isEqualTo("maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 6Gi");
        assertThat(claim("2Gi")).isEmpty();
    }

    private String claim(String storage) {
        Result<Written> result = create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: c, namespace: default}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}}
                """.formatted(storage));
        return result instanceof Result.Refused<Written> refused
                ? refused.why().message().replace("persistentvolumeclaims \"c\" is forbidden: ", "")
                : "";
    }
}
