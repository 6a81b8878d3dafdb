package dev.wainwright.solver.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;

/** A cluster written down in YAML, for tests: objects in, plan out. */
final class Cluster {
    static final String POOL = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata: {name: general}
            spec:
              template:
                spec:
                  nodeClassRef: {group: example.com, kind: Machine, name: default}
                  requirements: []
            """;

    private static final List<InstanceType> TYPES =
            List.of(type("small", 2, 4, 0.1), type("medium", 4, 8, 0.2), type("large", 16, 32, 0.8));

    private final List<KubeObject> objects = new ArrayList<>();
    private PlanOptions options = PlanOptions.DEFAULT.withPolicy(Policy.FIRST_FIT);

    private static InstanceType type(String name, int cpu, int gib, double price) {
        var offerings = new ArrayList<Offering>();
        for (String zone : List.of("a", "b", "c")) {
            offerings.add(new Offering(
                    Requirements.of(
                            Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                    price,
                    false,
                    true,
                    OptionalInt.empty()));
        }
        return new InstanceType(
                name,
                Requirements.of(
                        Requirement.in(Labels.INSTANCE_TYPE, name),
                        Requirement.in(Labels.ZONE, "a", "b", "c"),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", (long) gib << 30, "pods", 110L)),
                Resources.NONE);
    }

    /** A cluster with one pool that allows everything, and these documents. */
    static Cluster with(String... documents) {
        return new Cluster().and(POOL).and(documents);
    }

    static Cluster withoutPool(String... documents) {
        return new Cluster().and(documents);
    }

    Cluster and(String... documents) {
        for (String document : documents) {
            var in = new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
            var manifests = ManifestReader.read(List.of("-"), in, Profile.STRICT, pattern -> List.of());
            assertThat(manifests.findings()).isEmpty();
            objects.addAll(manifests.objects());
        }
        return this;
    }

    Cluster ignoringPreferences() {
        options = options.withPreferencesIgnored();
        return this;
    }

    /** Packs for price. */
    Cluster cheaply(Knobs knobs) {
        options = options.withPolicy(Policy.COST_OPTIMAL).withKnobs(knobs);
        return this;
    }

    Plan plan() {
        return Planner.plan(objects, pool -> TYPES, options);
    }

    Plan planShuffled(long seed) {
        var shuffled = new ArrayList<>(objects);
        Collections.shuffle(shuffled, new Random(seed));
        return Planner.plan(shuffled, pool -> TYPES, options);
    }

    /** A pod that asks for this much CPU, with more lines for its spec, indented by two. */
    static String pod(String name, String cpu, String... spec) {
        return podWith("name: " + name, "resources: {requests: {cpu: " + cpu + ", memory: 1Gi}}", spec);
    }

    static String podWith(String metadata, String container, String... spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {%s}
                spec:
                  containers:
                  - name: main
                    image: registry.example.com/main
                    %s
                %s
                """.formatted(metadata, container, indented(spec));
    }

    static String node(String name, String cpu, String... spec) {
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %s
                  labels: {kubernetes.io/hostname: %s, topology.kubernetes.io/zone: a}
                spec:
                  providerID: test:///%s
                %s
                status:
                  capacity: {cpu: "%s", memory: 32Gi, pods: "110"}
                  allocatable: {cpu: "%s", memory: 32Gi, pods: "110"}
                """.formatted(name, name, name, indented(spec), cpu, cpu);
    }

    private static String indented(String... lines) {
        return List.of(lines).stream()
                .flatMap(String::lines)
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    static String text(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason.text() + " " + text(reason.because()))
                .collect(Collectors.joining("\n"));
    }
}
