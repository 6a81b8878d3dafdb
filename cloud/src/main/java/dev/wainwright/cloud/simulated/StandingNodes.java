package dev.wainwright.cloud.simulated;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.taint.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes as a managed node group brings them into a cluster: there before any autoscaler, and none of its business. Their
 * machines are nowhere in the simulated EC2.
 */
public final class StandingNodes {
    private static final String GROUP = "eks.amazonaws.com/nodegroup";
    private static final String CAPACITY_TYPE = "eks.amazonaws.com/capacityType";

    private StandingNodes() {}

    /**
     * As many nodes of each type as {@code wanted} says, over the zones in turn that have it. Types must be in the catalogue.
     *
     * @param group the name of the node group
     * @param setup how their machines are set up
     */
    public static List<Node> of(
            Catalog catalog,
            String group,
            Ec2NodeClass.Spec setup,
            Map<String, Integer> wanted,
            double memoryOverhead) {
        var shapes = new Shapes(catalog, memoryOverhead);
        var labels = new TreeMap<>(Map.of(GROUP, group, CAPACITY_TYPE, "ON_DEMAND"));
        var template = new LaunchTemplate("", "", "", List.of(), setup, labels, List.of(), "");
        var nodes = new ArrayList<Node>();
        wanted.forEach((type, count) -> {
            List<String> zones = zones(catalog, type);
            for (int i = 0; i < count; i++) {
                int number = nodes.size();
                var machine = new Machine(
                        "i-%017x".formatted(number + 1),
                        type,
                        zones.get(number % zones.size()),
                        "on-demand",
                        "ip-10-1-%d-%d.ec2.internal".formatted(number / 250, number % 250 + 1),
                        Instant.EPOCH,
                        template);
                nodes.add(standing(shapes.node(machine)));
            }
        });
        return nodes;
    }

    private static List<String> zones(Catalog catalog, String type) {
        return List.copyOf(catalog.instanceTypes(CatalogOptions.DEFAULT).stream()
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no instance type " + type))
                .requirements()
                .get(Labels.ZONE)
                .values());
    }

    /** Without what only a node has that Karpenter awaits. */
    private static Node standing(Node node) {
        var labels = new TreeMap<>(node.metadata().labels());
        labels.remove(Labels.CAPACITY_TYPE);
        ObjectMeta metadata = node.metadata().withLabels(labels);
        List<Taint> taints = node.spec().taints().stream()
                .filter(taint -> !taint.equals(Taint.UNREGISTERED))
                .toList();
        return new Node(
                metadata,
                new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), taints),
                node.status(),
                node.rest());
    }
}
