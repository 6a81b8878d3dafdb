package dev.wainwright.checker;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.NodeAffinity;
import dev.wainwright.api.core.Affinity.NodeSelector;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Affinity.PodAffinity;
import dev.wainwright.api.core.Affinity.PodAffinityTerm;
import dev.wainwright.api.core.Affinity.PreferredTerm;
import dev.wainwright.api.core.Affinity.WeightedPodAffinityTerm;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ContainerPort;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.api.core.PodSpec.SchedulingGate;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes pods for tests; every method adds one thing. */
final class PodBuilder {
    private final String name;
    private String namespace = "default";
    private String node = "";
    private String nominated = "";
    private String phase = "Pending";
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> selector = new TreeMap<>();
    private final List<OwnerReference> owners = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();
    private final List<Container> initContainers = new ArrayList<>();
    private final List<Toleration> tolerations = new ArrayList<>();
    private final List<TopologySpreadConstraint> spreads = new ArrayList<>();
    private final List<SchedulingGate> gates = new ArrayList<>();
    private final List<NodeSelectorTerm> terms = new ArrayList<>();
    private final List<PreferredTerm> preferredTerms = new ArrayList<>();
    private final List<PodAffinityTerm> affinity = new ArrayList<>();
    private final List<PodAffinityTerm> antiAffinity = new ArrayList<>();
    private final List<WeightedPodAffinityTerm> preferredAntiAffinity = new ArrayList<>();
    private final Map<String, Quantity> overhead = new TreeMap<>();
    private ResourceRequirements wholePod = new ResourceRequirements(Map.of(), Map.of());

    private PodBuilder(String name) {
        this.name = name;
    }

    static PodBuilder pod(String name) {
        return new PodBuilder(name);
    }

    PodBuilder in(String newNamespace) {
        namespace = newNamespace;
        return this;
    }

    PodBuilder on(String newNode) {
        node = newNode;
        phase = "Running";
        return this;
    }

    PodBuilder nominatedFor(String newNode) {
        nominated = newNode;
        return this;
    }

    PodBuilder phase(String newPhase) {
        phase = newPhase;
        return this;
    }

    PodBuilder ownedBy(String kind, String owner) {
        owners.add(new OwnerReference("apps/v1", kind, owner, "", true, null));
        return this;
    }

    PodBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    PodBuilder select(String key, String value) {
        selector.put(key, value);
        return this;
    }

    PodBuilder require(NodeSelectorRequirement... expressions) {
        terms.add(new NodeSelectorTerm(List.of(expressions), List.of()));
        return this;
    }

    PodBuilder prefer(int weight, NodeSelectorRequirement... expressions) {
        preferredTerms.add(new PreferredTerm(weight, new NodeSelectorTerm(List.of(expressions), List.of())));
        return this;
    }

    static NodeSelectorRequirement expression(String key, Operator operator, String... values) {
        return new NodeSelectorRequirement(key, operator, List.of(values));
    }

    PodBuilder tolerate(Toleration toleration) {
        tolerations.add(toleration);
        return this;
    }

    PodBuilder gated() {
        gates.add(new SchedulingGate("wait"));
        return this;
    }

    @CanIgnoreReturnValue
    PodBuilder cpu(String amount) {
        return container(Map.of("cpu", amount), Map.of());
    }

    @CanIgnoreReturnValue
    PodBuilder container(Map<String, String> requests, Map<String, String> limits) {
        containers.add(new Container("c" + containers.size(), resources(requests, limits), List.of(), ""));
        return this;
    }

    PodBuilder init(String restartPolicy, String cpu) {
        initContainers.add(new Container(
                "i" + initContainers.size(), resources(Map.of("cpu", cpu), Map.of()), List.of(), restartPolicy));
        return this;
    }

    PodBuilder overhead(String resource, String amount) {
        overhead.put(resource, Quantity.parse(amount));
        return this;
    }

    PodBuilder wholePod(Map<String, String> requests, Map<String, String> limits) {
        wholePod = resources(requests, limits);
        return this;
    }

    PodBuilder hostPort(int port, String address) {
        containers.add(port(port, address, ""));
        return this;
    }

    PodBuilder sidecarPort(int port) {
        initContainers.add(port(port, "", "Always"));
        return this;
    }

    private Container port(int port, String address, String restartPolicy) {
        var ports = List.of(new ContainerPort(80, port, address, "TCP"));
        return new Container("p" + port, resources(Map.of(), Map.of()), ports, restartPolicy);
    }

    PodBuilder claim(String claim) {
        volumes.add(new Volume(claim, new Volume.ClaimSource(claim), null));
        return this;
    }

    PodBuilder spread(String key, int maxSkew, LabelSelector selectorOfPods) {
        return spread(
                new TopologySpreadConstraint(maxSkew, key, "DoNotSchedule", selectorOfPods, null, "", "", List.of()));
    }

    PodBuilder spread(TopologySpreadConstraint constraint) {
        spreads.add(constraint);
        return this;
    }

    PodBuilder near(String key, LabelSelector selectorOfPods) {
        return near(new PodAffinityTerm(selectorOfPods, List.of(), null, key, List.of(), List.of()));
    }

    PodBuilder near(PodAffinityTerm term) {
        affinity.add(term);
        return this;
    }

    PodBuilder away(String key, LabelSelector selectorOfPods) {
        return away(new PodAffinityTerm(selectorOfPods, List.of(), null, key, List.of(), List.of()));
    }

    PodBuilder away(PodAffinityTerm term) {
        antiAffinity.add(term);
        return this;
    }

    PodBuilder ratherAway(String key, LabelSelector selectorOfPods) {
        preferredAntiAffinity.add(new WeightedPodAffinityTerm(
                1, new PodAffinityTerm(selectorOfPods, List.of(), null, key, List.of(), List.of())));
        return this;
    }

    Pod build() {
        ObjectMeta named = ObjectMeta.named(namespace, name).withLabels(labels);
        var metadata = new ObjectMeta(
                name, "", namespace, "", "", null, null, null, null, named.labels(), Map.of(), owners, List.of());
        return new Pod(
                metadata,
                node,
                volumes,
                spec(),
                new Pod.Status(phase, "", nominated, null, List.of()),
                Tree.Mapping.EMPTY);
    }

    PodSpec spec() {
        if (containers.isEmpty()) {
            cpu("1");
        }
        return new PodSpec(
                initContainers,
                containers,
                overhead,
                wholePod,
                selector,
                affinity(),
                tolerations,
                spreads,
                gates,
                List.of(),
                null,
                null,
                "",
                "",
                "Always",
                null,
                "",
                "");
    }

    private Affinity affinity() {
        return new Affinity(
                new NodeAffinity(terms.isEmpty() ? null : new NodeSelector(terms), preferredTerms),
                new PodAffinity(affinity, List.of()),
                new PodAffinity(antiAffinity, preferredAntiAffinity));
    }

    private static ResourceRequirements resources(Map<String, String> requests, Map<String, String> limits) {
        return new ResourceRequirements(quantities(requests), quantities(limits));
    }

    static Map<String, Quantity> quantities(Map<String, String> amounts) {
        var quantities = new TreeMap<String, Quantity>();
        amounts.forEach((name, amount) -> quantities.put(name, Quantity.parse(amount)));
        return quantities;
    }
}
