package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.Namespaces;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.PodDemand.PreferredTerm;
import dev.wainwright.solver.problem.Pool;
import dev.wainwright.solver.problem.SpotChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A small language for tests: says what there is, and reads what was decided. */
public final class Situation {
    public static final List<String> ZONES = List.of("a", "b", "c");

    private final Map<String, InstanceType> types = new LinkedHashMap<>();
    private final List<PoolBuilder> pools = new ArrayList<>();
    private final List<ExistingNode> nodes = new ArrayList<>();
    private final List<Daemon> daemons = new ArrayList<>();
    private final List<PodDemand> queue = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean ignorePreferences;
    private boolean bestEffortMinValues;

    /** A pool that is described further by its own methods. */
    public static final class PoolBuilder {
        private final String name;
        private final List<Requirement> requirements = new ArrayList<>();
        private final List<Taint> taints = new ArrayList<>();
        private final Map<String, Long> limits = new HashMap<>();
        private int weight;
        private SpotChoice spot = SpotChoice.ANY;

        private PoolBuilder(String name) {
            this.name = name;
            requirements.add(Requirement.in(Labels.NODE_POOL, name));
        }

        public PoolBuilder where(Requirement requirement) {
            requirements.add(requirement);
            return this;
        }

        public PoolBuilder weight(int newWeight) {
            weight = newWeight;
            return this;
        }

        public PoolBuilder taint(String key, Effect effect) {
            taints.add(new Taint(key, "", effect));
            return this;
        }

        public PoolBuilder limit(String resource, String amount) {
            limits.put(resource, Resources.amount(resource, Quantity.parse(amount)));
            return this;
        }

        public PoolBuilder spot(int types, double within) {
            spot = new SpotChoice(types, within);
            return this;
        }

        private Pool build(List<InstanceType> types) {
            return new Pool(
                    name,
                    weight,
                    Requirements.of(requirements),
                    taints,
                    limits.isEmpty() ? null : Resources.of(limits),
                    types,
                    0,
                    spot);
        }
    }

    public static Resources resources(String cpu, String memory) {
        return Resources.of(
                Resources.CPU,
                Quantity.parse(cpu).milli(),
                Resources.MEMORY,
                Quantity.parse(memory).units());
    }

    /** A type sold on demand in every zone, and as spot for 40 % of that, with room for 110 pods. */
    public Situation type(String name, String cpu, String memory, double price) {
        return type(name, cpu, memory, price, Map.of());
    }

    public Situation type(String name, String cpu, String memory, double price, Map<String, Long> more) {
        var offerings = new ArrayList<Offering>();
        for (String zone : ZONES) {
            offerings.add(offering(zone, Labels.ON_DEMAND, price));
            offerings.add(offering(zone, Labels.SPOT, price * 0.4));
        }
        return type(name, cpu, memory, more, offerings);
    }

    public Situation type(String name, String cpu, String memory, Map<String, Long> more, List<Offering> offerings) {
        Resources capacity =
                resources(cpu, memory).plus(Resources.of(Resources.PODS, 110)).plus(Resources.of(more));
        var zones = offerings.stream().map(Offering::zone).distinct().toArray(String[]::new);
        var capacityTypes =
                offerings.stream().map(Offering::capacityType).distinct().toArray(String[]::new);
        types.put(
                name,
                new InstanceType(
                        name,
                        Requirements.of(
                                Requirement.in(Labels.INSTANCE_TYPE, name),
                                Requirement.in(Labels.ARCH, name.endsWith("g") ? "arm64" : "amd64"),
                                Requirement.in(Labels.ZONE, zones),
                                Requirement.in(Labels.CAPACITY_TYPE, capacityTypes)),
                        offerings,
                        capacity,
                        Resources.NONE));
        return this;
    }

    public static Offering offering(String zone, String capacityType, double price) {
        return new Offering(
                Requirements.of(Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, capacityType)),
                price,
                false,
                true,
                OptionalInt.empty());
    }

    public static Offering reserved(String zone, String id, int left) {
        return new Offering(
                Requirements.of(
                        Requirement.in(Labels.ZONE, zone),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.RESERVED),
                        Requirement.in(Labels.RESERVATION_ID, id)),
                1e-8,
                false,
                left > 0,
                OptionalInt.of(left));
    }

    /** The usual three sizes, 1 CPU to 2 GiB to 5 cents. */
    public Situation usualTypes() {
        return type("small", "2", "4Gi", 0.1).type("medium", "4", "8Gi", 0.2).type("large", "16", "32Gi", 0.8);
    }

    public PoolBuilder pool(String name) {
        var pool = new PoolBuilder(name);
        pools.add(pool);
        return pool;
    }

    public Situation onDemandPool(String name) {
        pool(name).where(Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND));
        return this;
    }

    public Situation node(ExistingNode node) {
        nodes.add(node);
        return this;
    }

    /** A node in a zone with room, and pods with the given app labels on it. */
    public Situation node(String name, String zone, Resources available, String... apps) {
        var pods = List.of(apps).stream()
                .map(app -> new ExistingNode.BoundPod("default", Map.of("app", app), List.of()))
                .toList();
        return node(new ExistingNode(
                name,
                true,
                Map.of(Labels.ZONE, zone, Labels.HOSTNAME, name, Labels.ARCH, "amd64"),
                List.of(),
                available.plus(Resources.of(Resources.PODS, 50)),
                List.of(),
                Map.of(),
                List.of(),
                pods));
    }

    public Situation daemon(String cpu, String memory) {
        daemons.add(new Daemon(
                "daemon-" + daemons.size(),
                resources(cpu, memory).plus(Resources.of(Resources.PODS, 1)),
                List.of(),
                List.of(Requirements.NONE),
                List.of()));
        return this;
    }

    public Situation ignoringPreferences() {
        ignorePreferences = true;
        return this;
    }

    public Situation bestEffortMinValues() {
        bestEffortMinValues = true;
        return this;
    }

    /** Pods of an app, which is also their label {@code app}. */
    public Situation pods(int count, String app, String cpu, String memory) {
        return pods(count, app, cpu, memory, pod -> pod);
    }

    public Situation pods(int count, String app, String cpu, String memory, UnaryOperator<PodDemand> wishes) {
        PodDemand pod = wishes.apply(PodDemand.plain(
                "default", Map.of("app", app), resources(cpu, memory).plus(Resources.of(Resources.PODS, 1))));
        for (int i = 0; i < count; i++) {
            queue.add(pod);
            names.add(app + "-" + i);
        }
        return this;
    }

    public Decision decide() {
        return new Decision(FirstFit.solve(problem()), names);
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    public Problem problem() {
        var shared = List.copyOf(types.values());
        var catalogue =
                Catalogue.compile(pools.stream().map(pool -> pool.build(shared)).toList(), daemons);
        var classes = queue.stream().distinct().toList();
        int[] numbers = queue.stream().mapToInt(classes::indexOf).toArray();
        return new Problem(catalogue, nodes, classes, numbers, ignorePreferences, bestEffortMinValues);
    }

    /** What was decided, as tests ask about it. */
    public record Decision(Solution solution, List<String> names) {
        /** Chosen type, zone and capacity type of each new node. */
        public List<String> launches() {
            return solution.claims().stream()
                    .map(claim -> solution.options(claim).getFirst())
                    .map(option -> option.type() + " " + option.capacityType())
                    .toList();
        }

        public List<String> pools() {
            return solution.claims().stream()
                    .map(claim -> claim.pool().pool().name())
                    .toList();
        }

        public List<String> zones() {
            return solution.claims().stream()
                    .map(claim -> solution.options(claim).getFirst().zone())
                    .toList();
        }

        public List<String> unplaced() {
            return names.stream().filter(name -> host(name) == Solution.NOWHERE).toList();
        }

        public int host(String pod) {
            return solution.host(names.indexOf(pod));
        }

        /** The existing node that a pod goes to; empty when it goes elsewhere. */
        public String node(String pod) {
            int host = host(pod);
            return host >= 0 && host < solution.nodeCount() ? solution.nodeName(host) : "";
        }

        public List<Integer> podsPerLaunch() {
            return solution.claims().stream().map(claim -> claim.pods).toList();
        }

        /** The reasons of a pod that fits nowhere, one line each, with what they rest on. */
        public String reasons(String pod) {
            return solution.whyNowhere(names.indexOf(pod)).stream()
                    .map(Decision::text)
                    .collect(Collectors.joining("\n"));
        }

        private static String text(Reason reason) {
            return reason.text()
                    + reason.because().stream()
                            .map(because -> "; " + text(because))
                            .collect(Collectors.joining());
        }
    }

    // ---- wishes ----

    public static UnaryOperator<PodDemand> selecting(Requirement... requirements) {
        return pod -> pod.withNodeTerms(
                List.of(pod.strictRequirements().and(Requirements.of(requirements))), pod.preferredTerms());
    }

    public static UnaryOperator<PodDemand> oneOf(Requirements... alternatives) {
        return pod -> pod.withNodeTerms(List.of(alternatives), pod.preferredTerms());
    }

    public static UnaryOperator<PodDemand> preferring(int weight, Requirement requirement) {
        return pod -> {
            var terms = new ArrayList<>(pod.preferredTerms());
            terms.add(new PreferredTerm(weight, Requirements.of(requirement)));
            return pod.withNodeTerms(pod.requiredTerms(), terms);
        };
    }

    public static UnaryOperator<PodDemand> tolerating(String key) {
        return pod -> pod.withTolerations(List.of(new Toleration(key, Toleration.Kind.EXISTS, "", null, null)));
    }

    public static UnaryOperator<PodDemand> with(TopologyTerm term) {
        return pod -> {
            var terms = new ArrayList<>(pod.topologyTerms());
            terms.add(term);
            return pod.withTopologyTerms(terms);
        };
    }

    public static UnaryOperator<PodDemand> spread(String key, String app, int maxSkew) {
        return with(TopologyTerm.spread(key, LabelSelector.matching("app", app), "default", maxSkew, 0));
    }

    public static UnaryOperator<PodDemand> near(String key, String app) {
        return with(affinity(Kind.AFFINITY, 0, key, app));
    }

    public static UnaryOperator<PodDemand> awayFrom(String key, String app) {
        return with(affinity(Kind.ANTI_AFFINITY, 0, key, app));
    }

    static TopologyTerm affinity(Kind kind, int weight, String key, String app) {
        return TopologyTerm.affinity(kind, weight, key, LabelSelector.matching("app", app), Namespaces.of("default"));
    }

    public static UnaryOperator<PodDemand> hostPort(int port) {
        return pod -> new PodDemand(
                pod.namespace(),
                pod.labels(),
                pod.requests(),
                pod.tolerations(),
                pod.requiredTerms(),
                pod.preferredTerms(),
                pod.topologyTerms(),
                List.of(new HostPort("", port, "TCP")),
                pod.volumeAlternatives(),
                pod.volumes(),
                pod.nodeCap(),
                pod.impossible());
    }

    public static UnaryOperator<PodDemand> volumeIn(String... zones) {
        return pod -> new PodDemand(
                pod.namespace(),
                pod.labels(),
                pod.requests(),
                pod.tolerations(),
                pod.requiredTerms(),
                pod.preferredTerms(),
                pod.topologyTerms(),
                pod.hostPorts(),
                List.of(zones).stream()
                        .map(zone -> Requirements.of(Requirement.in(Labels.ZONE, zone)))
                        .toList(),
                pod.volumes(),
                pod.nodeCap(),
                pod.impossible());
    }

    public static UnaryOperator<PodDemand> asking(String resource, long amount) {
        return pod -> new PodDemand(
                pod.namespace(),
                pod.labels(),
                pod.requests().with(resource, amount),
                pod.tolerations(),
                pod.requiredTerms(),
                pod.preferredTerms(),
                pod.topologyTerms(),
                pod.hostPorts(),
                pod.volumeAlternatives(),
                pod.volumes(),
                pod.nodeCap(),
                pod.impossible());
    }

    @SafeVarargs
    public static UnaryOperator<PodDemand> all(UnaryOperator<PodDemand>... wishes) {
        return pod -> {
            PodDemand wished = pod;
            for (UnaryOperator<PodDemand> wish : wishes) {
                wished = wish.apply(wished);
            }
            return wished;
        };
    }
}
