package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.kubelet.Kubelets;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.simulation.SimulationFailed;
import dev.wainwright.simulation.replay.ArrivalTrace;
import dev.wainwright.simulation.replay.ArrivalTrace.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the pods of a trace, each row at its time. */
final class Replay {
    private final SimulatedWorld world;
    private final ArrivalTrace trace;
    private final Instant begin;

    Replay(SimulatedWorld world, ArrivalTrace trace) {
        this.world = world;
        this.trace = trace;
        this.begin = world.driver.now();
    }

    void begin() {
        Optional<Arrival> next = trace.next();
        if (next.isEmpty()) {
            trace.close();
        } else {
            Instant due = begin.plusNanos(Math.round(next.get().at() * 1e9));
            world.driver.after(Duration.between(world.driver.now(), due), () -> {
                arrive(next.get());
                begin();
            });
        }
    }

    void close() {
        trace.close();
    }

    private void arrive(Arrival row) {
        Pod template = Codec.read(Kinds.of(Pod.class), document(row), new Interner()) instanceof Pod pod ? pod : null;
        if (template == null) {
            throw new SimulationFailed("row " + row.number() + " makes no pod");
        }
        Namespaces.ensure(world.store, row.namespace());
        for (int i = 0; i < row.count(); i++) {
            ObjectMeta metadata = template.metadata().withName(row.name() + "-" + row.number() + "-" + i);
            var pod = new Pod(metadata, "", template.volumes(), template.spec(), Pod.Status.NONE, template.rest());
            if (world.store.write(Write.create(pod)) instanceof Result.Refused<?> refused) {
                throw new SimulationFailed("row " + row.number() + " of the trace: "
                        + refused.why().message());
            }
        }
    }

    private static Tree.Mapping document(Arrival row) {
        var requests = new LinkedHashMap<String, Tree>();
        requests.put("cpu", Tree.text(row.cpu()));
        requests.put("memory", Tree.text(row.memory()));
        var resources = new LinkedHashMap<String, Tree>();
        if (!row.gpu().isEmpty()) {
            requests.put("nvidia.com/gpu", Tree.text(row.gpu()));
            resources.put("limits", mapping(Map.of("nvidia.com/gpu", Tree.text(row.gpu()))));
        }
        resources.put("requests", mapping(requests));
        var container = new LinkedHashMap<String, Tree>();
        container.put("name", Tree.text("main"));
        container.put("image", Tree.text("replayed"));
        container.put("resources", mapping(resources));
        var spec = new LinkedHashMap<String, Tree>();
        spec.put("containers", new Tree.Sequence(List.of(mapping(container)), 0));
        if (row.duration().isPresent()) {
            spec.put("restartPolicy", Tree.text("Never"));
        }
        row.priority().ifPresent(priority -> spec.put("priority", Tree.number(priority)));
        if (!row.selector().isEmpty()) {
            spec.put("nodeSelector", texts(row.selector()));
        }
        var metadata = new LinkedHashMap<String, Tree>();
        metadata.put("name", Tree.text(row.name()));
        metadata.put("namespace", Tree.text(row.namespace()));
        metadata.put("labels", texts(row.labels()));
        row.duration()
                .ifPresent(seconds -> metadata.put(
                        "annotations", texts(Map.of(Kubelets.DURATION, String.format(Locale.ROOT, "%.3fs", seconds)))));
        var pod = new LinkedHashMap<String, Tree>();
        pod.put("apiVersion", Tree.text("v1"));
        pod.put("kind", Tree.text("Pod"));
        pod.put("metadata", mapping(metadata));
        pod.put("spec", mapping(spec));
        return Kinds.of(Pod.class).defaults().apply(mapping(pod));
    }

    private static Tree.Mapping texts(Map<String, String> values) {
        var fields = new HashMap<String, Tree>();
        values.forEach((key, value) -> fields.put(key, Tree.text(value)));
        return mapping(fields);
    }

    private static Tree.Mapping mapping(Map<String, Tree> fields) {
        return new Tree.Mapping(fields, 0);
    }
}
