package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.aws.Ec2NodeClass.BlockDeviceMapping;
import dev.wainwright.api.aws.Ec2NodeClass.CapacityReservation;
import dev.wainwright.api.aws.Ec2NodeClass.Ebs;
import dev.wainwright.api.aws.Ec2NodeClass.NetworkInterface;
import dev.wainwright.api.aws.Ec2NodeClass.Subnet;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds node classes for tests: a family and whatever else matters. */
final class NodeClasses {
    private final String family;
    private Tree.@Nullable Mapping kubelet;
    private List<BlockDeviceMapping> disks = List.of();
    private @Nullable String instanceStorePolicy;
    private List<NetworkInterface> interfaces = List.of();
    private Tree.@Nullable Mapping connectionTracking;
    private Tree.@Nullable Mapping cpuOptions;
    private List<Subnet> subnets = List.of();
    private List<CapacityReservation> reservations = List.of();

    private NodeClasses(String family) {
        this.family = family;
    }

    static NodeClasses of(String family) {
        return new NodeClasses(family);
    }

    /** Values that are maps become mappings, numbers numerals, everything else text. */
    NodeClasses kubelet(Map<String, ?> settings) {
        kubelet = (Tree.Mapping) tree(settings);
        return this;
    }

    NodeClasses disk(String device, boolean root, String size) {
        disks = List.of(new BlockDeviceMapping(device, root, new Ebs(size, "gp3")));
        return this;
    }

    NodeClasses raid0() {
        instanceStorePolicy = "RAID0";
        return this;
    }

    NodeClasses interfaces(NetworkInterface... wanted) {
        interfaces = List.of(wanted);
        return this;
    }

    NodeClasses connectionTracking() {
        connectionTracking = Tree.Mapping.EMPTY.with("udpTimeout", Tree.number(30));
        return this;
    }

    NodeClasses nestedVirtualization() {
        cpuOptions = Tree.Mapping.EMPTY.with("nestedVirtualization", Tree.text("enabled"));
        return this;
    }

    NodeClasses subnets(Subnet... found) {
        subnets = List.of(found);
        return this;
    }

    NodeClasses reservations(CapacityReservation... found) {
        reservations = List.of(found);
        return this;
    }

    // NullAway does not see @Nullable on nested types of a compiled record's constructor.
    @SuppressWarnings("NullAway")
    Ec2NodeClass build() {
        var spec = new Ec2NodeClass.Spec(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Ec2NodeClass.AmiSelectorTerm(family + "@latest", Map.of(), null, null, null, null)),
                null,
                null,
                null,
                null,
                Map.of(),
                kubelet,
                disks,
                instanceStorePolicy,
                interfaces,
                connectionTracking,
                null,
                cpuOptions);
        return new Ec2NodeClass(
                ObjectMeta.named("", "default"),
                spec,
                new Ec2NodeClass.Status(subnets, List.of(), reservations, List.of(), "", List.of()),
                Tree.Mapping.EMPTY);
    }

    private static Tree tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, Tree>();
                map.forEach((name, inner) -> fields.put(name.toString(), tree(inner)));
                yield new Tree.Mapping(fields, 0);
            }
            case Integer number -> Tree.number(number);
            default -> Tree.text(value.toString());
        };
    }
}
