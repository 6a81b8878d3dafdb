package dev.wainwright.api.aws;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What AWS needs to know to launch machines (kind {@code EC2NodeClass}, karpenter-aws §1). */
public record Ec2NodeClass(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for. {@code kubelet} is an open map that is checked by its own rules. */
    public record Spec(
            List<SubnetSelectorTerm> subnetSelectorTerms,
            List<SecurityGroupSelectorTerm> securityGroupSelectorTerms,
            List<CapacityReservationSelectorTerm> capacityReservationSelectorTerms,
            List<AmiSelectorTerm> amiSelectorTerms,
            @Nullable String amiFamily,
            @Nullable String userData,
            @Nullable String role,
            @Nullable String instanceProfile,
            Map<String, String> tags,
            Tree.@Nullable Mapping kubelet,
            List<BlockDeviceMapping> blockDeviceMappings,
            @Nullable String instanceStorePolicy,
            List<NetworkInterface> networkInterfaces,
            Tree.@Nullable Mapping connectionTracking,
            Tree.@Nullable Mapping placementGroupSelector,
            Tree.@Nullable Mapping cpuOptions) {
        public Spec {
            subnetSelectorTerms = List.copyOf(subnetSelectorTerms);
            securityGroupSelectorTerms = List.copyOf(securityGroupSelectorTerms);
            capacityReservationSelectorTerms = List.copyOf(capacityReservationSelectorTerms);
            amiSelectorTerms = List.copyOf(amiSelectorTerms);
            tags = Map.copyOf(tags);
            blockDeviceMappings = List.copyOf(blockDeviceMappings);
            networkInterfaces = List.copyOf(networkInterfaces);
        }
    }

    /** Subnets by tags or id. */
    public record SubnetSelectorTerm(
            Map<String, String> tags, @Nullable String id) {
        public SubnetSelectorTerm {
            tags = Map.copyOf(tags);
        }
    }

    /** Security groups by tags, id or name. */
    public record SecurityGroupSelectorTerm(
            Map<String, String> tags,
            @Nullable String id,
            @Nullable String name) {
        public SecurityGroupSelectorTerm {
            tags = Map.copyOf(tags);
        }
    }

    /** Capacity reservations by tags, id, owner or match criteria. */
    public record CapacityReservationSelectorTerm(
            Map<String, String> tags,
            @Nullable String id,
            @Nullable String ownerID,
            @Nullable String instanceMatchCriteria) {
        public CapacityReservationSelectorTerm {
            tags = Map.copyOf(tags);
        }
    }

    /** Images by alias, tags, id, name, owner or SSM parameter. */
    public record AmiSelectorTerm(
            @Nullable String alias,
            Map<String, String> tags,
            @Nullable String id,
            @Nullable String name,
            @Nullable String owner,
            @Nullable String ssmParameter) {
        public AmiSelectorTerm {
            tags = Map.copyOf(tags);
        }
    }

    /** A disk. */
    public record BlockDeviceMapping(
            @Nullable String deviceName,
            @Nullable Boolean rootVolume,
            @Nullable Ebs ebs) {}

    /** A disk's size and kind. */
    public record Ebs(@Nullable String volumeSize, @Nullable String volumeType) {}

    /** A network interface to attach at launch. */
    public record NetworkInterface(int networkCardIndex, int deviceIndex, String interfaceType) {}

    /** What was observed. */
    public record Status(
            List<Subnet> subnets,
            List<SecurityGroup> securityGroups,
            List<CapacityReservation> capacityReservations,
            List<Image> amis,
            String instanceProfile,
            @KeepEmpty("message") List<Condition> conditions) {
        public static final Status NONE = new Status(List.of(), List.of(), List.of(), List.of(), "", List.of());

        public Status {
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
            capacityReservations = List.copyOf(capacityReservations);
            amis = List.copyOf(amis);
            conditions = List.copyOf(conditions);
        }
    }

    /** A subnet found. */
    public record Subnet(String id, String zone, @Nullable String zoneID) {}

    /** A security group found. */
    public record SecurityGroup(String id, String name) {}

    /** An image found, with the labels of the machines that it runs on. */
    public record Image(String id, String name, @Nullable Boolean deprecated, List<ImageRequirement> requirements) {
        public Image {
            requirements = List.copyOf(requirements);
        }
    }

    /** A label of the machines that an image runs on. */
    public record ImageRequirement(String key, Operator operator, List<String> values) {
        public ImageRequirement {
            values = List.copyOf(values);
        }

        public Requirement toRequirement() {
            return Requirement.of(key, operator, values, 0);
        }
    }

    /** A capacity reservation found. */
    public record CapacityReservation(
            String id,
            String availabilityZone,
            String instanceType,
            String instanceMatchCriteria,
            String ownerID,
            @Nullable String reservationType,
            @Nullable Boolean interruptible,
            @Nullable Instant endTime,
            @Nullable String state) {}
}
