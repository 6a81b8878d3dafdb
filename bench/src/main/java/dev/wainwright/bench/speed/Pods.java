package dev.wainwright.bench.speed;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes pods for benchmarks. Equal specs and labels are one instance, as they are when the reader made them (see {@code
 * Interner}); with {@code shared} off every pod has its own.
 */
final class Pods {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final boolean shared;
    private final Map<Object, Object> known = new HashMap<>();
    private final List<KubeObject> made = new ArrayList<>();

    Pods(boolean shared) {
        this.shared = shared;
    }

    List<KubeObject> made() {
        return List.copyOf(made);
    }

    void add(
            Map<String, String> labels,
            String cpu,
            String memory,
            List<TopologySpreadConstraint> spreads,
            @Nullable Affinity affinity) {
        String name = "pod-%06d".formatted(made.size());
        var metadata = new ObjectMeta(
                name, "", "default", name, "", null, CREATED, null, null, one(labels), Map.of(), List.of(), List.of());
        made.add(new Pod(
                metadata,
                "",
                List.of(),
                one(spec(cpu, memory, spreads, affinity)),
                Pod.Status.NONE,
                Tree.Mapping.EMPTY));
    }

    @SuppressWarnings("unchecked")
    private <T> T one(T value) {
        return shared ? (T) known.computeIfAbsent(value, key -> key) : value;
    }

    private static PodSpec spec(
            String cpu, String memory, List<TopologySpreadConstraint> spreads, @Nullable Affinity affinity) {
        var resources = new ResourceRequirements(
                Map.of("cpu", Quantity.parse(cpu), "memory", Quantity.parse(memory)), Map.of());
        return new PodSpec(
                List.of(),
                List.of(new Container("main", resources, List.of(), "")),
                Map.of(),
                null,
                Map.of(),
                affinity,
                List.of(),
                spreads,
                List.of(),
                List.of(),
                null,
                null,
                "",
                "",
                "Always",
                null,
                "default-scheduler",
                "");
    }
}
