package dev.wainwright.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The endpoints that services get; what is recorded comes from a real control plane (record_endpoints.py). */
class EndpointsControllerTest {
    private static final Tree.Mapping RECORDED =
            (Tree.Mapping) Json.resource(EndpointsControllerTest.class, "recorded.json");
    private static final List<String> THE_SERVERS = List.of(
            "uid", "resourceVersion", "creationTimestamp", "generation", "annotations", "namespace", "managedFields");

    private final World world = new World(1).run(seen -> new EndpointsController());

    private void create(Class<? extends KubeObject> type, Tree document) {
        KubeObject object = Codec.read(Kinds.of(type), (Tree.Mapping) document, new Interner());
        world.write(new Write.Create(Kinds.of(type), object));
        if (object instanceof Pod) {
            Tree.Mapping status = new Fields()
                    .put("status", ((Tree.Mapping) document).mapping("status"))
                    .build();
            world.write(new Write.Patch(Kinds.of(type), ObjectKey.of(object), status, true, Write.Preconditions.NONE));
        }
    }

    private void recordedWorld() {
        world.apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: node, labels: {topology.kubernetes.io/zone: za}}
                """);
        RECORDED.items("services").forEach(service -> create(Service.class, service));
        RECORDED.items("pods").forEach(pod -> create(Pod.class, pod));
        world.store()
                .write(new Write.Delete(
                        Kinds.of(Pod.class),
                        new ObjectKey("default", "e-leaving"),
                        Write.Preconditions.NONE,
                        Propagation.BACKGROUND,
                        0L))
                .orThrow();
        world.passes(Duration.ofSeconds(5));
    }

    @Test
    void endpointsAreThoseOfARealControlPlane() {
        recordedWorld();

        assertThat(shown(EndpointsObject.KIND)).containsExactlyElementsOf(wanted("endpoints"));
    }

    @Test
    void slicesAreThoseOfARealControlPlane() {
        recordedWorld();

        assertThat(shown(Slices.KIND)).containsExactlyInAnyOrderElementsOf(wanted("slices"));
    }

    private static List<String> wanted(String name) {
        return RECORDED.items(name).stream()
                .map(each -> Json.pretty(sorted(each)))
                .toList();
    }

    private List<String> shown(Kind kind) {
        return world.store().list(ListRequest.all(kind)).orThrow().items().stream()
                .map(object -> Json.pretty(sorted(bare(Codec.write(object), kind))))
                .toList();
    }

    private static Tree.Mapping bare(Tree.Mapping document, Kind kind) {
        Tree.Mapping metadata = document.mapping("metadata");
        for (String name : THE_SERVERS) {
            metadata = metadata.without(name);
        }
        return document.with("metadata", kind.equals(Slices.KIND) ? metadata.without("name") : metadata);
    }

    /** With fields in order, and without what names an object of this very cluster. */
    private static Tree sorted(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var fields = new TreeMap<String, Tree>();
                mapping.fields().forEach((name, value) -> {
                    boolean empty = value instanceof Tree.Null
                            || (value instanceof Tree.Sequence list
                                    && list.items().isEmpty());
                    if (!empty && !name.equals("uid") && !name.equals("namespace")) {
                        fields.put(name, sorted(value));
                    }
                });
                yield new Tree.Mapping(new LinkedHashMap<>(fields), 0);
            }
            case Tree.Sequence list ->
                new Tree.Sequence(
                        list.items().stream()
                                .map(EndpointsControllerTest::sorted)
                                .toList(),
                        0);
            default -> tree;
        };
    }

    private static Tree pod(int number) {
        return Json.parse("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p%d", "namespace": "default", "labels": {"app": "web"}},
                 "spec": {"containers": [{"name": "c", "image": "i"}]},
                 "status": {"phase": "Running", "podIP": "10.0.%d.%d", "conditions": [{"type": "Ready", "status": "True"}]}}
                """.formatted(number, number / 100, number % 100));
    }

    @Test
    void slicesHoldAHundredAndPodsStayWhereTheyAre() {
        create(Service.class, Json.parse("""
                        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "default"},
                         "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}}"""));
        for (int i = 0; i < 150; i++) {
            create(Pod.class, pod(i));
        }
        world.passes(Duration.ofSeconds(3));
        assertThat(sizes()).containsExactlyInAnyOrder(100, 50);

        world.delete(Pod.class, "p0", Propagation.BACKGROUND).passes(Duration.ofSeconds(3));
        assertThat(sizes()).containsExactlyInAnyOrder(99, 50);
        create(Pod.class, pod(200));
        world.passes(Duration.ofSeconds(3));
        assertThat(sizes()).containsExactlyInAnyOrder(100, 50);

        for (int i = 1; i < 150; i++) {
            world.delete(Pod.class, "p" + i, Propagation.BACKGROUND);
        }
        world.delete(Pod.class, "p200", Propagation.BACKGROUND).passes(Duration.ofSeconds(3));
        assertThat(sizes()).containsExactly(0);
    }

    private List<Integer> sizes() {
        var sizes = new ArrayList<Integer>();
        world.store()
                .list(ListRequest.all(Slices.KIND))
                .orThrow()
                .items()
                .forEach(slice -> sizes.add(slice.rest().items("endpoints").size()));
        return sizes;
    }

    @Test
    void endpointsGoWithTheirService() {
        create(Service.class, Json.parse("""
                        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "default"},
                         "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}}"""));
        world.passes(Duration.ofSeconds(3));
        assertThat(shown(EndpointsObject.KIND)).hasSize(1);

        world.delete(Service.class, "web", Propagation.BACKGROUND).passes(Duration.ofSeconds(3));
        assertThat(shown(EndpointsObject.KIND)).isEmpty();
    }
}
