package dev.wainwright.cloud.simulated;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What node a machine becomes: the labels that kubelet, cloud controller and bootstrap give it, the taints that keep pods
 * away until Karpenter has seen it, and what it really carries.
 */
final class Shapes {

    private final Catalog catalog;
    private final CatalogOptions real;
    private final Map<Ec2NodeClass.Spec, Map<String, InstanceType>> known = new HashMap<>();

    Shapes(Catalog catalog, double memoryOverhead) {
        this.catalog = catalog;
        this.real = new CatalogOptions(CatalogOptions.DEFAULT.capacityTypes(), 0, memoryOverhead, new TreeMap<>(), 0);
    }

    Node node(Machine machine) {
        InstanceType type =
                known.computeIfAbsent(machine.template().setup(), this::types).get(machine.instanceType());
        if (type == null) {
            throw new IllegalStateException("no machine can be a " + machine.instanceType());
        }
        var metadata = ObjectMeta.named("", machine.nodeName()).withLabels(labels(machine, type));
        return new Node(
                metadata,
                new Node.Spec(
                        machine.providerId(), null, taints(machine.template().taints())),
                new Node.Status(present(type.capacity()), present(type.allocatable()), List.of()),
                addressed(machine.nodeName()));
    }

    /** The node's name has its address in it. */
    private static Tree.Mapping addressed(String nodeName) {
        String address =
                nodeName.replaceFirst("^ip-", "").replaceFirst("\\..*$", "").replace('-', '.');
        List<Tree> addresses = List.of(address("InternalIP", address), address("Hostname", nodeName));
        Map<String, Tree> status = Map.of("addresses", new Tree.Sequence(addresses, 0));
        return new Tree.Mapping(Map.of("status", new Tree.Mapping(status, 0)), 0);
    }

    private static Tree address(String type, String address) {
        return new Tree.Mapping(Map.of("type", Tree.text(type), "address", Tree.text(address)), 0);
    }

    private Map<String, InstanceType> types(Ec2NodeClass.Spec setup) {
        var nodeClass = new Ec2NodeClass(ObjectMeta.named("", ""), setup, Ec2NodeClass.Status.NONE, Tree.Mapping.EMPTY);
        var byName = new HashMap<String, InstanceType>();
        catalog.instanceTypes(nodeClass, real).forEach(type -> byName.put(type.name(), type));
        return byName;
    }

    private SortedMap<String, String> labels(Machine machine, InstanceType type) {
        var labels = new TreeMap<>(machine.template().labels());
        labels.put(Labels.INSTANCE_TYPE, machine.instanceType());
        labels.put(Labels.ZONE, machine.zone());
        labels.put(Labels.ZONE_ID, SimulatedRegion.zoneId(machine.zone()));
        labels.put(Labels.REGION, catalog.region());
        labels.put(Labels.HOSTNAME, machine.nodeName());
        labels.put(Labels.CAPACITY_TYPE, machine.capacityType());
        labels.put(Labels.ARCH, only(type, Labels.ARCH));
        labels.put(Labels.OS, only(type, Labels.OS));
        return labels;
    }

    private static String only(InstanceType type, String key) {
        Requirement requirement = type.requirements().get(key);
        return requirement.values().isEmpty() ? "" : requirement.values().getFirst();
    }

    private static List<Taint> taints(List<Taint> asked) {
        var taints = new ArrayList<>(asked);
        if (taints.stream().noneMatch(taint -> taint.key().equals(Taint.UNREGISTERED.key()))) {
            taints.add(Taint.UNREGISTERED);
        }
        return taints;
    }

    private static SortedMap<String, Quantity> present(Resources resources) {
        var quantities = new TreeMap<String, Quantity>();
        resources.toQuantities().forEach((name, quantity) -> {
            if (resources.get(name) > 0) {
                quantities.put(name, quantity);
            }
        });
        return quantities;
    }
}
