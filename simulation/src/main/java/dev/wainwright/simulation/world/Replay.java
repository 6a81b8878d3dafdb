package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodAnnotations;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.simulation.SimulationFailed;
import dev.wainwright.simulation.replay.ArrivalTrace;
import dev.wainwright.simulation.replay.ArrivalTrace.Arrival;
import java.time.Duration;
import java.time.Instant;
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
        var requests = new Fields().put("cpu", row.cpu()).put("memory", row.memory());
        var resources = new Fields();
        if (!row.gpu().isEmpty()) {
            requests.put("nvidia.com/gpu", row.gpu());
            resources.put("limits", Fields.texts(Map.of("nvidia.com/gpu", row.gpu())));
        }
        Tree.Mapping container = new Fields()
                .put("name", "main")
                .put("image", "replayed")
                .put("resources", resources.put("requests", requests.build()).build())
                .build();
        var spec = new Fields().put("containers", List.of(container));
        if (row.duration().isPresent()) {
            spec.put("restartPolicy", "Never");
        }
        row.priority().ifPresent(priority -> spec.put("priority", priority));
        if (!row.selector().isEmpty()) {
            spec.put("nodeSelector", Fields.texts(row.selector()));
        }
        var metadata = new Fields()
                .put("name", row.name())
                .put("namespace", row.namespace())
                .put("labels", Fields.texts(row.labels()));
        row.duration()
                .ifPresent(seconds -> metadata.put(
                        "annotations",
                        Fields.texts(Map.of(PodAnnotations.DURATION, String.format(Locale.ROOT, "%.3fs", seconds)))));
        return Kinds.of(Pod.class)
                .defaults()
                .apply(new Fields()
                        .put("apiVersion", "v1")
                        .put("kind", "Pod")
                        .put("metadata", metadata.build())
                        .put("spec", spec.build())
                        .build());
    }
}
