package dev.wainwright.api.hash;

import static dev.wainwright.api.hash.StructureHash.Struct;

import dev.wainwright.api.aws.ImageFamily;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an EC2NodeClass, version v6 (karpenter-aws §1.7): a list of four things, so an xor of their hashes.
 * Selector terms, ipPrefixCount and the literal amiFamily do not count; the kubelet settings count as one text.
 */
final class Ec2NodeClassHash {
    private Ec2NodeClassHash() {}

    /** @param caBundle the cluster's CA in base64; empty where none is known */
    static long of(Tree.Mapping object, String caBundle) {
        Fields written = new Fields(object, "").struct("spec");
        Fields spec = written == null ? new Fields(new Tree.Mapping(Map.of(), 0), "spec") : written;
        Fields kubelet = spec.struct("kubelet");
        return StructureHash.list(List.of(
                spec(spec),
                StructureHash.text(family(spec)),
                StructureHash.text(caBundle),
                StructureHash.text(kubelet == null ? "null" : CanonicalJson.of(kubelet.mapping()))));
    }

    private static long spec(Fields spec) {
        return new Struct("EC2NodeClassSpec")
                .field("PlacementGroupSelector", placementGroup(spec.struct("placementGroupSelector")))
                .field("AssociatePublicIPAddress", spec.bool("associatePublicIPAddress"))
                .field("UserData", spec.text("userData"))
                .field("Role", spec.nonEmptyText("role"))
                .field("InstanceProfile", spec.text("instanceProfile"))
                .field("Tags", spec.texts("tags"))
                .field("BlockDeviceMappings", spec.list("blockDeviceMappings", Ec2NodeClassHash::blockDeviceMapping))
                .field("InstanceStorePolicy", spec.text("instanceStorePolicy"))
                .field("NetworkInterfaces", spec.list("networkInterfaces", Ec2NodeClassHash::networkInterface))
                .field("DetailedMonitoring", spec.bool("detailedMonitoring"))
                .field("MetadataOptions", metadataOptions(spec.struct("metadataOptions")))
                .field("ConnectionTracking", connectionTracking(spec.struct("connectionTracking")))
                .field("Context", spec.text("context"))
                .field("CPUOptions", cpuOptions(spec.struct("cpuOptions")))
                .hash();
    }

    private static @Nullable Long placementGroup(@Nullable Fields selector) {
        if (selector == null) {
            return null;
        }
        return new Struct("PlacementGroupSelector")
                .field("Name", selector.text("name"))
                .field("ID", selector.text("id"))
                .hash();
    }

    private static long blockDeviceMapping(Fields mapping) {
        return new Struct("BlockDeviceMapping")
                .field("DeviceName", mapping.text("deviceName"))
                .field("EBS", blockDevice(mapping.struct("ebs")))
                .field("RootVolume", mapping.whenTrue("rootVolume"))
                .hash();
    }

    private static @Nullable Long blockDevice(@Nullable Fields ebs) {
        if (ebs == null) {
            return null;
        }
        return new Struct("BlockDevice")
                .field("DeleteOnTermination", ebs.bool("deleteOnTermination"))
                .field("Encrypted", ebs.bool("encrypted"))
                .field("IOPS", ebs.int64("iops"))
                .field("KMSKeyID", ebs.text("kmsKeyID"))
                .field("SnapshotID", ebs.text("snapshotID"))
                .field("Throughput", ebs.int64("throughput"))
                .field("VolumeInitializationRate", ebs.int32("volumeInitializationRate"))
                .field("VolumeSize", ebs.quantity("volumeSize"))
                .field("VolumeType", ebs.text("volumeType"))
                .hash();
    }

    private static long networkInterface(Fields networkInterface) {
        return new Struct("NetworkInterface")
                .field("NetworkCardIndex", networkInterface.nonZeroInt32("networkCardIndex"))
                .field("DeviceIndex", networkInterface.nonZeroInt32("deviceIndex"))
                .field("InterfaceType", networkInterface.nonEmptyText("interfaceType"))
                .hash();
    }

    private static @Nullable Long metadataOptions(@Nullable Fields options) {
        if (options == null) {
            return null;
        }
        return new Struct("MetadataOptions")
                .field("HTTPEndpoint", options.text("httpEndpoint"))
                .field("HTTPProtocolIPv6", options.text("httpProtocolIPv6"))
                .field("HTTPPutResponseHopLimit", options.int64("httpPutResponseHopLimit"))
                .field("HTTPTokens", options.text("httpTokens"))
                .hash();
    }

    private static @Nullable Long connectionTracking(@Nullable Fields tracking) {
        if (tracking == null) {
            return null;
        }
        return new Struct("ConnectionTracking")
                .field("TCPEstablishedTimeout", tracking.int32("tcpEstablishedTimeout"))
                .field("UDPStreamTimeout", tracking.int32("udpStreamTimeout"))
                .field("UDPTimeout", tracking.int32("udpTimeout"))
                .hash();
    }

    private static @Nullable Long cpuOptions(@Nullable Fields options) {
        if (options == null) {
            return null;
        }
        return new Struct("CPUOptions")
                .field("NestedVirtualization", options.text("nestedVirtualization"))
                .hash();
    }

    /** The family in effect: the one written, else the first alias', else Custom. */
    private static String family(Fields spec) {
        String written = spec.string("amiFamily");
        if (written != null) {
            return written;
        }
        List<Fields> terms = Objects.requireNonNullElse(spec.items("amiSelectorTerms"), List.of());
        for (Fields term : terms) {
            String alias = term.string("alias");
            if (alias != null && !alias.isEmpty()) {
                return family(term, alias);
            }
        }
        return ImageFamily.CUSTOM;
    }

    private static String family(Fields term, String alias) {
        return ImageFamily.ofAlias(alias)
                .orElseThrow(() -> term.unhashable(
                        "alias",
                        "\"" + alias + "\" names no image family; it must be one of al2, al2023, bottlerocket,"
                                + " windows2019, windows2022 or windows2025, then @ and a version, such as"
                                + " al2023@latest"));
    }
}
