package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.Resource;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The group metrics.k8s.io, which {@code kubectl top} reads. No process runs in a simulated container; one that runs uses
 * between half and all of what it asks for, always the same share for the same pod, and a little when it asks for nothing.
 */
final class Usage {
    static final String GROUP = "metrics.k8s.io";

    private static final String WINDOW = "15s";
    private static final long MIB = 1024 * 1024;
    private static final long LEAST_MILLI = 1;
    private static final long LEAST_BYTES = 8 * MIB;
    private static final List<String> VERBS = List.of("get", "list");

    private final ClusterStore store;

    Usage(ClusterStore store) {
        this.store = store;
    }

    /** What the group has: it is served, but nothing of it is stored. */
    static List<Served> served() {
        return List.of(served("NodeMetrics", "nodes", false), served("PodMetrics", "pods", true));
    }

    private static Served served(String name, String plural, boolean namespaced) {
        Kind kind = Kind.of(
                GROUP + "/v1beta1", name, plural, List.of(), namespaced, TreeObject.class, () -> Schema.ANYTHING);
        return new Served(new Resource(kind, VERBS, List.of(), List.of()), Optional.empty());
    }

    private record Amount(long milli, long bytes) {
        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(milli + other.milli, bytes + other.bytes);
        }

        Tree.Mapping document() {
            return new Fields()
                    .put("cpu", milli + "m")
                    .put("memory", bytes / 1024 + "Ki")
                    .build();
        }
    }

    Answer answer(Call call, Instant now) {
        boolean ofPods = call.kind().plural().equals("pods");
        Kind subject = ofPods ? Kinds.of(Pod.class) : Kinds.of(Node.class);
        Result<List<Tree.Mapping>> found = Selectors.of(call.kind(), call.query())
                .then(selector -> objects(call, subject, selector))
                .then(objects -> Result.ok(ofPods ? pods(objects, now) : nodes(objects, now)));
        return call.answer(found, all -> shown(call, all));
    }

    private static Answer shown(Call call, List<Tree.Mapping> all) {
        if (!call.target().name().isEmpty()) {
            return all.isEmpty()
                    ? call.refused(new Refusal.NotFound(
                            call.kind().groupResource() + " \"" + call.target().name() + "\" not found"))
                    : Answer.ok(named(call, all.getFirst()));
        }
        return Answer.ok(new Fields()
                .put("kind", call.kind().kind() + "List")
                .put("apiVersion", call.kind().apiVersion())
                .put("metadata", Tree.Mapping.EMPTY)
                .put("items", all)
                .build());
    }

    private static Tree.Mapping named(Call call, Tree.Mapping metrics) {
        return metrics.with("kind", Tree.text(call.kind().kind()))
                .with("apiVersion", Tree.text(call.kind().apiVersion()));
    }

    private Result<List<KubeObject>> objects(Call call, Kind subject, Selector selector) {
        String name = call.target().name();
        var request = new ListRequest(subject, call.target().namespace(), selector, 0, "");
        return store.list(request)
                .then(page -> Result.ok(page.items().stream()
                        .filter(object -> name.isEmpty() || object.name().equals(name))
                        .toList()));
    }

    private static List<Tree.Mapping> pods(List<KubeObject> pods, Instant now) {
        return pods.stream()
                .map(Pod.class::cast)
                .filter(Usage::isRunning)
                .map(pod -> head(pod, now)
                        .put(
                                "containers",
                                pod.spec().containers().stream()
                                        .map(container -> new Fields()
                                                .put("name", container.name())
                                                .put("usage", of(pod, container).document())
                                                .build())
                                        .toList())
                        .build())
                .toList();
    }

    private List<Tree.Mapping> nodes(List<KubeObject> nodes, Instant now) {
        Map<String, Amount> used = new TreeMap<>();
        store.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items().stream()
                .map(Pod.class::cast)
                .filter(Usage::isRunning)
                .forEach(pod -> pod.spec()
                        .containers()
                        .forEach(container -> used.merge(pod.nodeName(), of(pod, container), Amount::plus)));
        return nodes.stream()
                .map(node -> head(node, now)
                        .put(
                                "usage",
                                used.getOrDefault(node.name(), Amount.NONE).document())
                        .build())
                .toList();
    }

    private static Fields head(KubeObject object, Instant now) {
        var metadata = new Fields()
                .put("name", object.name())
                .putIfAny("namespace", object.metadata().namespace());
        if (!object.metadata().labels().isEmpty()) {
            var labels = new Fields();
            new TreeMap<>(object.metadata().labels()).forEach(labels::put);
            metadata.put("labels", labels.build());
        }
        return new Fields()
                .put("metadata", metadata.build())
                .put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("window", WINDOW);
    }

    private static boolean isRunning(Pod pod) {
        return pod.status().phase().equals("Running");
    }

    private static Amount of(Pod pod, PodSpec.Container container) {
        Map<String, Quantity> asked =
                container.resources() == null ? Map.of() : container.resources().requests();
        Quantity cpu = asked.getOrDefault("cpu", Quantity.ZERO);
        Quantity memory = asked.getOrDefault("memory", Quantity.ZERO);
        double share = 0.5 + Math.floorMod(pod.metadata().uid().hashCode(), 500) / 1000.0;
        return new Amount(Math.max(LEAST_MILLI, (long) (cpu.milli() * share)), Math.max(LEAST_BYTES, (long)
                (memory.units() * share)));
    }
}
