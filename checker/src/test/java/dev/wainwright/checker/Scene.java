package dev.wainwright.checker;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A cluster and a plan for tests. Every pool may launch {@code small} (2 CPU) and {@code big} (8 CPU) in the zones a, b
 * and c, on demand for 1 $ per CPU or as spot for half of it.
 */
final class Scene {
    static final List<String> ZONES = List.of("a", "b", "c");

    private final List<KubeObject> objects = new ArrayList<>();
    private final List<InstanceType> types = new ArrayList<>(List.of(type("small", 2), type("big", 8)));
    private final List<JudgedPlan.NewNode> launched = new ArrayList<>();
    private final List<JudgedPlan.ExistingNode> existing = new ArrayList<>();
    private final List<String> unschedulable = new ArrayList<>();
    private CheckOptions options = CheckOptions.DEFAULT;

    static Scene withPool() {
        return new Scene().pool("pool");
    }

    @CanIgnoreReturnValue
    Scene given(KubeObject... more) {
        objects.addAll(Arrays.asList(more));
        return this;
    }

    @CanIgnoreReturnValue
    Scene given(PodBuilder... pods) {
        Arrays.stream(pods).map(PodBuilder::build).forEach(objects::add);
        return this;
    }

    Scene type(InstanceType type) {
        types.add(type);
        return this;
    }

    Scene options(CheckOptions newOptions) {
        options = newOptions;
        return this;
    }

    Scene pool(String name, NodeRequirement... requirements) {
        return given(pool(name, Map.of(), List.of(), Map.of(), requirements));
    }

    static NodePool pool(
            String name,
            Map<String, String> labels,
            List<Taint> taints,
            Map<String, String> limits,
            NodeRequirement... requirements) {
        var spec = new NodePool.TemplateSpec(
                new NodeClassReference("karpenter.kwok.sh", "KWOKNodeClass", "default"),
                List.of(requirements),
                taints,
                List.of(),
                null,
                null);
        return new NodePool(
                ObjectMeta.named("", name),
                new NodePool.Spec(
                        new NodePool.Template(new NodePool.TemplateMeta(labels, Map.of()), spec),
                        null,
                        PodBuilder.quantities(limits),
                        null,
                        null),
                new NodePool.Status(Map.of(), null, List.of()),
                Tree.Mapping.EMPTY);
    }

    static Node node(String name, String zone, String cpu, Map<String, String> labels, Taint... taints) {
        var all = new TreeMap<>(labels);
        all.put(Labels.ZONE, zone);
        all.put(Labels.HOSTNAME, name);
        var amounts = PodBuilder.quantities(Map.of("cpu", cpu, "memory", "64Gi", "pods", "110"));
        return new Node(
                ObjectMeta.named("", name).withLabels(all),
                new Node.Spec("", null, List.of(taints)),
                new Node.Status(amounts, amounts, List.of()),
                Tree.Mapping.EMPTY);
    }

    static DaemonSet daemon(String name, PodBuilder pod) {
        return new DaemonSet(
                ObjectMeta.named("kube-system", name),
                new DaemonSet.Spec(null, new PodTemplateSpec(ObjectMeta.named("", ""), List.of(), pod.spec())),
                new DaemonSet.Status(null),
                Tree.Mapping.EMPTY);
    }

    static InstanceType type(String name, int cpu, Offering... more) {
        var offerings = new ArrayList<>(List.of(more));
        for (String zone : ZONES) {
            offerings.add(offering(zone, Labels.ON_DEMAND, cpu, true));
            offerings.add(offering(zone, Labels.SPOT, cpu / 2.0, true));
        }
        return new InstanceType(
                name,
                Requirements.of(
                        Requirement.in(Labels.INSTANCE_TYPE, name),
                        Requirement.in(Labels.ARCH, "amd64"),
                        Requirement.in(Labels.OS, "linux"),
                        Requirement.in(Labels.ZONE, "a", "b", "c"),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND, Labels.SPOT, Labels.RESERVED)),
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", 16L << 30, "pods", 110L)),
                Resources.of("cpu", 100L));
    }

    static Offering offering(String zone, String capacityType, double price, boolean available) {
        return new Offering(
                Requirements.of(Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, capacityType)),
                price,
                false,
                available,
                OptionalInt.empty());
    }

    /** Launches an on-demand node of the pool {@code pool} with one option. */
    @CanIgnoreReturnValue
    Scene launch(String name, String type, String zone, String... pods) {
        return launch("pool", name, List.of(type), zone, pods);
    }

    @CanIgnoreReturnValue
    Scene launch(String pool, String name, List<String> options, String zone, String... pods) {
        return launch(new JudgedPlan.NewNode(
                name,
                pool,
                options.getFirst(),
                zone,
                Labels.ON_DEMAND,
                Double.NaN,
                options,
                qualified(pods),
                Map.of()));
    }

    @CanIgnoreReturnValue
    Scene launch(JudgedPlan.NewNode node) {
        launched.add(node);
        return this;
    }

    Scene put(String node, String... pods) {
        existing.add(new JudgedPlan.ExistingNode(node, qualified(pods)));
        return this;
    }

    Scene refuse(String... pods) {
        unschedulable.addAll(qualified(pods));
        return this;
    }

    /** Pods are of the default namespace unless they name another. */
    private static List<String> qualified(String... pods) {
        return Arrays.stream(pods)
                .map(pod -> pod.contains("/") ? pod : "default/" + pod)
                .toList();
    }

    List<Violation> judge() {
        return Checker.check(objects, pool -> types, new JudgedPlan(launched, existing, unschedulable), options);
    }

    /** The rules broken or missed, each as often as it was found. */
    List<Rule> rules() {
        return judge().stream().map(Violation::rule).toList();
    }
}
