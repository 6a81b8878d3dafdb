package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a node class says that changes its instance types; equal settings have equal types, which is what the cache goes by.
 *
 * @param instanceStore whether local disks become the pods' storage
 * @param networkCards whether interfaces are spelled out; then only the {@code efa-only} ones among them count as EFA
 * @param connectionTracking needs the nitro hypervisor
 */
record NodeSettings(
        AmiFamily family,
        KubeletSettings kubelet,
        List<Ec2NodeClass.BlockDeviceMapping> disks,
        boolean instanceStore,
        List<Ec2NodeClass.NetworkInterface> networkCards,
        boolean connectionTracking,
        boolean nestedVirtualization,
        boolean checked,
        List<Ec2NodeClass.Subnet> subnets,
        List<Ec2NodeClass.CapacityReservation> reservations) {

    static final String EFA_ONLY = "efa-only";

    /** A node of the default family, no class asked. */
    static final NodeSettings DEFAULT = new NodeSettings(
            AmiFamily.DEFAULT,
            KubeletSettings.NONE,
            List.of(),
            false,
            List.of(),
            false,
            false,
            false,
            List.of(),
            List.of());

    static NodeSettings of(Ec2NodeClass nodeClass) {
        Ec2NodeClass.Spec spec = nodeClass.spec();
        Tree.Mapping cpuOptions = spec.cpuOptions();
        return new NodeSettings(
                AmiFamily.of(spec),
                KubeletSettings.of(spec.kubelet()),
                spec.blockDeviceMappings(),
                "RAID0".equals(spec.instanceStorePolicy()),
                spec.networkInterfaces(),
                spec.connectionTracking() != null,
                cpuOptions != null
                        && cpuOptions.text("nestedVirtualization", "").equals("enabled"),
                true,
                nodeClass.status().subnets(),
                nodeClass.status().capacityReservations());
    }

    /** How many {@code efa-only} interfaces take a place on the default card. */
    int efaOnlyOnDefaultCard() {
        return Math.toIntExact(networkCards.stream()
                .filter(card ->
                        card.networkCardIndex() == 0 && card.interfaceType().equals(EFA_ONLY))
                .count());
    }

    int efaOnly() {
        return Math.toIntExact(networkCards.stream()
                .filter(card -> card.interfaceType().equals(EFA_ONLY))
                .count());
    }

    /** The size of the disk that pods' ephemeral storage is on, in bytes. */
    long diskBytes() {
        for (Ec2NodeClass.BlockDeviceMapping disk : disks) {
            if (Boolean.TRUE.equals(disk.rootVolume()) && size(disk).isPresent()) {
                return size(disk).getAsLong();
            }
        }
        long otherwise = (long) family.defaultDiskGib << 30;
        if (family == AmiFamily.CUSTOM) {
            return disks.isEmpty() ? otherwise : size(disks.getLast()).orElse(otherwise);
        }
        for (Ec2NodeClass.BlockDeviceMapping disk : disks) {
            if (family.ephemeralDevice.equals(disk.deviceName())) {
                return size(disk).orElse(otherwise);
            }
        }
        return otherwise;
    }

    /** A disk made from a snapshot may name no size; how big it is, only EC2 knows. */
    private static OptionalLong size(Ec2NodeClass.BlockDeviceMapping disk) {
        Ec2NodeClass.@Nullable Ebs ebs = disk.ebs();
        String size = ebs == null ? null : ebs.volumeSize();
        try {
            return size == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Quantity.parse(size).units());
        } catch (IllegalArgumentException unreadable) {
            return OptionalLong.empty();
        }
    }
}
