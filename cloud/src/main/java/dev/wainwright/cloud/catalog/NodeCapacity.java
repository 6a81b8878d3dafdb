package dev.wainwright.cloud.catalog;

import dev.wainwright.cloud.catalog.InstanceFacts.Device;
import dev.wainwright.cloud.catalog.InstanceFacts.Network;
import dev.wainwright.cloud.catalog.InstanceFacts.Neuron;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node of an instance type can carry, and what of it the node keeps for itself (karpenter-aws §3.1–3.2).
 *
 * <p>The memory is an estimate made before any node has run: the hypervisor's share is a percentage of the whole. Resources
 * of amount 0 are left out. {@code vpc.amazonaws.com/pod-eni} is never there: AWS publishes it in a table apart.
 */
final class NodeCapacity {
    static final String NVIDIA_GPU = "nvidia.com/gpu";
    static final String AMD_GPU = "amd.com/gpu";
    static final String GAUDI = "habana.ai/gaudi";
    static final String NEURON = "aws.amazon.com/neuron";
    static final String NEURON_CORE = "aws.amazon.com/neuroncore";
    static final String EFA = "vpc.amazonaws.com/efa";
    static final String PRIVATE_IPV4 = "vpc.amazonaws.com/PrivateIPv4Address";

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long GB = 1_000_000_000L;
    /** What an arm64 kernel sets aside for contiguous allocation. */
    private static final int ARM_RESERVED_MIB = 64;

    private static final int PODS_WITHOUT_DENSITY = 110;
    private static final int EVICTION_MIB = 100;
    /** Of the disk, one part in so many is kept free. */
    private static final int DISK_PARTS = 10;

    private final InstanceFacts facts;
    private final NodeSettings settings;
    private final CatalogOptions options;
    private final long memory;
    private final long disk;
    private final long pods;

    NodeCapacity(InstanceFacts facts, NodeSettings settings, CatalogOptions options) {
        this.facts = facts;
        this.settings = settings;
        this.options = options;
        this.memory = memoryMib() * MIB;
        this.disk = settings.instanceStore() && facts.storage().localGb() > 0
                ? facts.storage().localGb() * GB
                : settings.diskBytes();
        this.pods = pods();
    }

    Resources capacity() {
        var amounts = new TreeMap<String, Long>();
        amounts.put(Resources.CPU, facts.processor().vcpus() * 1000L);
        amounts.put(Resources.MEMORY, memory);
        amounts.put(Resources.EPHEMERAL_STORAGE, disk);
        amounts.put(Resources.PODS, pods);
        gpus(amounts);
        neurons(amounts);
        putIfAny(
                amounts,
                EFA,
                settings.networkCards().isEmpty() ? facts.network().efa() : settings.efaOnly());
        if (settings.family().isWindows()) {
            putIfAny(amounts, PRIVATE_IPV4, facts.network().ipv4PerInterface() - 1);
        }
        return Resources.of(amounts);
    }

    /** Kube-reserved, system-reserved and the hard eviction thresholds together. */
    Resources overhead() {
        KubeletSettings kubelet = settings.kubelet();
        var reserved = new TreeMap<String, Long>();
        reserved.put(Resources.CPU, reservedMilliCpu(facts.processor().vcpus() * 1000L));
        reserved.put(Resources.MEMORY, reservedMemoryMib() * MIB);
        reserved.put(Resources.EPHEMERAL_STORAGE, GIB);
        reserved.putAll(amounts(kubelet.kubeReserved()));
        amounts(kubelet.systemReserved()).forEach((name, amount) -> reserved.merge(name, amount, Long::sum));
        reserved.merge(Resources.MEMORY, evictionOf("memory.available", memory, EVICTION_MIB * MIB), Long::sum);
        long diskThreshold = Math.ceilDiv(disk, DISK_PARTS);
        reserved.merge(Resources.EPHEMERAL_STORAGE, evictionOf("nodefs.available", disk, diskThreshold), Long::sum);
        // Process ids can be reserved but are no capacity, so there is nothing to take them from.
        reserved.remove("pid");
        return Resources.of(reserved);
    }

    private long memoryMib() {
        long mib = facts.memoryMib();
        if (facts.processor().architectures().getFirst().equals("arm64")) {
            mib -= ARM_RESERVED_MIB;
        }
        // In floating point and rounded up, as Karpenter does: a rounding error must fall the same way.
        return mib - (long) Math.ceil(mib * options.vmMemoryOverhead());
    }

    private long pods() {
        KubeletSettings kubelet = settings.kubelet();
        AmiFamily family = settings.family();
        long most = kubelet.maxPods() >= 0
                ? kubelet.maxPods()
                : family.densityByInterfaces ? podsByInterfaces(options.reservedEnis()) : PODS_WITHOUT_DENSITY;
        return kubelet.podsPerCore() > 0 && family.podsPerCore
                ? Math.min(most, kubelet.podsPerCore() * facts.processor().vcpus())
                : most;
    }

    /** One address of each interface is the interface's own; two pods use the host's network. */
    private long podsByInterfaces(int reservedEnis) {
        Network network = facts.network();
        int interfaces = network.defaultCardInterfaces() - reservedEnis - settings.efaOnlyOnDefaultCard();
        return interfaces <= 0 ? 0 : interfaces * (network.ipv4PerInterface() - 1L) + 2;
    }

    private long reservedMemoryMib() {
        return 11 * (settings.family().densityOverhead ? podsByInterfaces(0) : pods) + 255;
    }

    /** 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest; each rounded down. */
    static long reservedMilliCpu(long milli) {
        return band(milli, 0, 1000, 600)
                + band(milli, 1000, 2000, 100)
                + band(milli, 2000, 4000, 50)
                + band(milli, 4000, Long.MAX_VALUE, 25);
    }

    private static long band(long milli, long from, long to, long perTenThousand) {
        return milli <= from ? 0 : (Math.min(milli, to) - from) * perTenThousand / 10_000;
    }

    private long evictionOf(String signal, long capacity, long otherwise) {
        String threshold = settings.kubelet().evictionHard().get(signal);
        if (threshold == null) {
            return otherwise;
        }
        try {
            if (!threshold.endsWith("%")) {
                return Quantity.parse(threshold).units();
            }
            var percent = new BigDecimal(threshold.substring(0, threshold.length() - 1));
            // The kubelet's way of saying "never evict for this".
            return percent.compareTo(BigDecimal.valueOf(100)) == 0 ? 0 : percentOf(capacity, percent);
        } catch (IllegalArgumentException unreadable) {
            return otherwise;
        }
    }

    private static long percentOf(long amount, BigDecimal percent) {
        return BigDecimal.valueOf(amount)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    private static Map<String, Long> amounts(Map<String, Quantity> quantities) {
        var amounts = new TreeMap<String, Long>();
        quantities.forEach((name, quantity) -> amounts.put(name, Resources.amount(name, quantity)));
        return amounts;
    }

    private void gpus(Map<String, Long> amounts) {
        for (Device gpu : facts.devices().gpus()) {
            switch (gpu.manufacturer()) {
                case "NVIDIA" -> putIfAny(amounts, NVIDIA_GPU, gpu.count());
                case "AMD" -> putIfAny(amounts, AMD_GPU, gpu.count());
                case "Habana" -> putIfAny(amounts, GAUDI, gpu.count());
                default -> {
                    // No device plugin names a resource for it.
                }
            }
        }
    }

    private void neurons(Map<String, Long> amounts) {
        for (Neuron neuron : facts.devices().neurons()) {
            putIfAny(amounts, NEURON, neuron.count());
        }
        if (!facts.devices().neurons().isEmpty()) {
            Neuron first = facts.devices().neurons().getFirst();
            putIfAny(amounts, NEURON_CORE, (long) first.count() * first.cores());
        }
    }

    private static void putIfAny(Map<String, Long> amounts, String name, long amount) {
        if (amount > 0) {
            amounts.merge(name, amount, Long::sum);
        }
    }
}
