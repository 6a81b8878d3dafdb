package dev.wainwright.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.scheduler.PlacementCheck;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a plan puts somewhere, the scheduler would let be there: both read the same rules. */
class SchedulerAgreesTest {
    private static final int SEEDS = 25;
    private static final int APPS = 6;
    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final String POOL = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata: {name: pool}
            spec:
              template:
                spec:
                  requirements: []
                  nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
            ---
            """;

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"FIRST_FIT", "COST_OPTIMAL"})
    void theSchedulerAcceptsEveryPlacementOfAPlan(Policy policy) {
        int placed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<KubeObject> objects = objects(new SplittableRandom(seed));
            Plan plan = Planner.plan(objects, pool -> types(), PlanOptions.DEFAULT.withPolicy(policy));
            var whole = new ArrayList<>(objects);
            plan.newNodes().forEach(node -> whole.add(asNode(node)));
            var check = new PlacementCheck(whole);
            Map<String, Pod> pods = pods(objects);
            plan.existing().forEach(node -> node.pods().forEach(pod -> check.place(pod(pods, pod), node.node())));
            plan.newNodes().forEach(node -> node.pods().forEach(pod -> check.place(pod(pods, pod), node.name())));
            var objections = new ArrayList<String>();
            for (String name : planned(plan)) {
                check.objection(pod(pods, name)).ifPresent(why -> objections.add(name + ": " + why));
                placed++;
            }
            assertThat(objections).as("seed %d", seed).isEmpty();
        }
        assertThat(placed).as("the generator makes pods that can be placed").isGreaterThan(SEEDS * 10);
    }

    private static Pod pod(Map<String, Pod> pods, String name) {
        return Objects.requireNonNull(pods.get(name), name);
    }

    private static Map<String, Pod> pods(List<KubeObject> objects) {
        return objects.stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .collect(Collectors.toMap(Pod::qualifiedName, pod -> pod));
    }

    private static List<String> planned(Plan plan) {
        var names = new ArrayList<String>();
        plan.existing().forEach(node -> names.addAll(node.pods()));
        plan.newNodes().forEach(node -> names.addAll(node.pods()));
        return names;
    }

    private static Node asNode(Plan.NewNode planned) {
        var labels = new HashMap<>(planned.labels());
        labels.put(Labels.HOSTNAME, planned.name());
        labels.put(Labels.ZONE, planned.zone());
        var amounts = planned.allocatable().toQuantities();
        return new Node(
                ObjectMeta.named("", planned.name()).withLabels(labels),
                new Node.Spec("", null, List.of()),
                new Node.Status(amounts, amounts, List.of()),
                Tree.Mapping.EMPTY);
    }

    private static List<InstanceType> types() {
        return List.of(type("small", 4, 0.2), type("large", 16, 0.7));
    }

    private static InstanceType type(String name, int cpu, double price) {
        var offerings = new ArrayList<Offering>();
        for (String zone : ZONES) {
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
                        Requirement.in(Labels.ARCH, "amd64"),
                        Requirement.in(Labels.OS, "linux"),
                        Requirement.in(Labels.ZONE, "a", "b", "c"),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", (long) cpu << 32, "pods", 110L)),
                Resources.of("cpu", 100L));
    }

    /**
     * Some nodes with some pods on them, and pods with all kinds of wishes. The pods of an app wish the same, for who comes
     * later and does not care may rightly upset the spread of those who do.
     */
    private static List<KubeObject> objects(SplittableRandom random) {
        var text = new StringBuilder(POOL);
        int nodes = random.nextInt(6);
        for (int i = 0; i < nodes; i++) {
            text.append(node(random, i));
            for (int j = random.nextInt(3); j > 0; j--) {
                text.append(pod(random, "bound-" + i + "-" + j, random.nextInt(APPS), "nodeName: n" + i));
            }
        }
        for (int app = 0; app < APPS; app++) {
            String wish = wish(random, app);
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(pod(random, "pod-" + app + "-" + i, app, wish));
            }
        }
        Manifests read = ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                Profile.STRICT,
                pattern -> List.of());
        assertThat(read.findings()).isEmpty();
        return read.objects();
    }

    private static String node(SplittableRandom random, int number) {
        String taints = random.nextInt(3) == 0 ? "[{key: dedicated, value: team, effect: NoSchedule}]" : "[]";
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: n%d
                  labels: {kubernetes.io/hostname: n%d, topology.kubernetes.io/zone: %s, generation: "%d"}
                spec: {taints: %s}
                status: {allocatable: {cpu: "%d", memory: 64Gi, pods: "20"}}
                ---
                """.formatted(
                        number, number, ZONES.get(random.nextInt(3)), random.nextInt(8), taints, 6 + random.nextInt(8));
    }

    private static String pod(SplittableRandom random, String name, int app, String wish) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: app-%d}}
                spec:
                  containers: [{name: main, image: app, resources: {requests: {cpu: %dm, memory: %dMi}}}]
                %s
                ---
                """.formatted(name, app, 100 + random.nextInt(1500), 64 + random.nextInt(2000), wish.indent(2));
    }

    private static String wish(SplittableRandom random, int app) {
        int other = random.nextBoolean() ? app : random.nextInt(APPS);
        return switch (random.nextInt(9)) {
            case 0 -> "nodeSelector: {topology.kubernetes.io/zone: %s}".formatted(ZONES.get(random.nextInt(3)));
            case 1 -> "tolerations: [{key: dedicated, operator: Exists}]";
            case 2 -> spread("topology.kubernetes.io/zone", 1 + random.nextInt(2), app);
            case 3 -> spread("kubernetes.io/hostname", 1 + random.nextInt(3), app);
            case 4 -> others("podAntiAffinity", "kubernetes.io/hostname", other);
            case 5 -> others("podAffinity", "topology.kubernetes.io/zone", other);
            case 6 -> "hostNetwork: false";
            case 7 -> """
                    affinity:
                      nodeAffinity:
                        requiredDuringSchedulingIgnoredDuringExecution:
                          nodeSelectorTerms:
                            - matchExpressions: [{key: generation, operator: Gt, values: ["%d"]}]
                            - matchExpressions: [{key: topology.kubernetes.io/zone, operator: NotIn, values: [b]}]
                    """.formatted(random.nextInt(8));
            default -> "";
        };
    }

    private static String spread(String key, int maxSkew, int app) {
        return """
                topologySpreadConstraints:
                  - {maxSkew: %d, topologyKey: %s, whenUnsatisfiable: DoNotSchedule,
                     labelSelector: {matchLabels: {app: app-%d}}}
                """.formatted(maxSkew, key, app);
    }

    private static String others(String how, String key, int app) {
        return """
                affinity:
                  %s:
                    requiredDuringSchedulingIgnoredDuringExecution:
                      - {topologyKey: %s, labelSelector: {matchLabels: {app: app-%d}}}
                """.formatted(how, key, app);
    }
}
