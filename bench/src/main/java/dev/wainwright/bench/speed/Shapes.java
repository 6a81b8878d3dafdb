package dev.wainwright.bench.speed;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.NodeAffinity;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Affinity.PodAffinity;
import dev.wainwright.api.core.Affinity.PodAffinityTerm;
import dev.wainwright.api.core.Affinity.PreferredTerm;
import dev.wainwright.api.core.Affinity.WeightedPodAffinityTerm;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.bench.cases.Dice;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Operator;
import java.util.List;
import java.util.Map;

/** The pods of Karpenter's scheduling benchmark (karpenter-core §8.5), and plain pods for the catalogue of EC2. */
final class Shapes {
    private static final long SEED = 42;
    private static final String[] CPUS = {"100m", "250m", "500m", "1", "1500m"};
    private static final String[] MEMORIES = {"100Mi", "256Mi", "512Mi", "1Gi", "2Gi", "4Gi"};
    private static final String[] VALUES = {"a", "b", "c", "d", "e", "f", "g"};

    private final Dice dice = new Dice(SEED);
    private final Pods pods;

    private Shapes(boolean shared) {
        pods = new Pods(shared);
    }

    /**
     * Fifths: plain, spread over zones, spread over hosts, near their like in a zone, away from each other on hosts; what is
     * over is plain.
     */
    static List<KubeObject> diverse(int count, boolean shared) {
        var shapes = new Shapes(shared);
        for (int i = 0; i < count / 5; i++) {
            shapes.plain();
            shapes.spread(Labels.ZONE);
            shapes.spread(Labels.HOSTNAME);
            shapes.together();
            shapes.apart();
        }
        for (int i = 0; i < count % 5; i++) {
            shapes.plain();
        }
        return shapes.pods.made();
    }

    /** Pods, all alike, that would like a zone, to be alone in it, which cannot be, and to be alone on their host. */
    static List<KubeObject> preferring(int count, boolean shared) {
        var shapes = new Shapes(shared);
        String cpu = shapes.dice.pick(CPUS);
        String memory = shapes.dice.pick(MEMORIES);
        for (int i = 0; i < count; i++) {
            shapes.preferring(cpu, memory);
        }
        return shapes.pods.made();
    }

    /** Plain pods of so many different sizes, up to 7 CPUs and 8 GiB per CPU. */
    static List<KubeObject> plain(int count, int sizes, boolean shared) {
        var shapes = new Shapes(shared);
        for (int i = 0; i < count; i++) {
            int size = i % sizes;
            int cpu = 100 * (1 + 7 * (size % 11));
            int memory = cpu * (1 + size / 11 % 12) * 7 / 10;
            String workload = "workload-" + size;
            shapes.pods.add(Map.of("app", workload), cpu + "m", memory + size / 132 * 8 + "Mi", List.of(), null);
        }
        return shapes.pods.made();
    }

    private void plain() {
        pods.add(label("my-label"), cpu(), memory(), List.of(), null);
    }

    private void spread(String key) {
        var constraint = new TopologySpreadConstraint(
                1, key, "DoNotSchedule", matching(label("my-label")), null, "", "", List.of());
        pods.add(label("my-label"), cpu(), memory(), List.of(constraint), null);
    }

    private void together() {
        Map<String, String> labels = label("my-affinity");
        var near = new PodAffinity(List.of(term(labels, Labels.ZONE)), List.of());
        pods.add(labels, cpu(), memory(), List.of(), new Affinity(null, near, null));
    }

    private void apart() {
        Map<String, String> labels = Map.of("app", "nginx");
        var away = new PodAffinity(List.of(term(labels, Labels.HOSTNAME)), List.of());
        pods.add(labels, cpu(), memory(), List.of(), new Affinity(null, null, away));
    }

    private void preferring(String cpu, String memory) {
        Map<String, String> labels = Map.of("app", "nginx");
        var inZone = new NodeSelectorTerm(
                List.of(new NodeSelectorRequirement(Labels.ZONE, Operator.IN, List.of(FakeTypes.ZONES.getFirst()))),
                List.of());
        var affinity = new Affinity(
                new NodeAffinity(null, List.of(new PreferredTerm(1, inZone))),
                null,
                new PodAffinity(
                        List.of(),
                        List.of(
                                new WeightedPodAffinityTerm(10, term(labels, Labels.ZONE)),
                                new WeightedPodAffinityTerm(1, term(labels, Labels.HOSTNAME)))));
        pods.add(labels, cpu, memory, List.of(), affinity);
    }

    private static PodAffinityTerm term(Map<String, String> labels, String key) {
        return new PodAffinityTerm(matching(labels), List.of(), null, key, List.of(), List.of());
    }

    private static LabelSelector matching(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }

    private Map<String, String> label(String key) {
        return Map.of(key, dice.pick(VALUES));
    }

    private String cpu() {
        return dice.pick(CPUS);
    }

    private String memory() {
        return dice.pick(MEMORIES);
    }
}
