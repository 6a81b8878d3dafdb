package dev.wainwright.model.instance;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The label keys that instance types, nodes and pools are described with (karpenter-core §1.7, karpenter-aws §2). */
public final class Labels {
    public static final String NODE_POOL = "karpenter.sh/nodepool";
    public static final String CAPACITY_TYPE = "karpenter.sh/capacity-type";
    public static final String REGISTERED = "karpenter.sh/registered";
    public static final String INITIALIZED = "karpenter.sh/initialized";
    public static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    public static final String WINDOWS_BUILD = "node.kubernetes.io/windows-build";
    public static final String ARCH = "kubernetes.io/arch";
    public static final String OS = "kubernetes.io/os";
    public static final String HOSTNAME = "kubernetes.io/hostname";
    public static final String ZONE = "topology.kubernetes.io/zone";
    public static final String REGION = "topology.kubernetes.io/region";
    public static final String ZONE_ID = "topology.k8s.aws/zone-id";

    /** The prefix of the AWS provider's own keys. */
    public static final String AWS = "karpenter.k8s.aws/";

    public static final String RESERVATION_ID = AWS + "capacity-reservation-id";
    public static final String RESERVATION_TYPE = AWS + "capacity-reservation-type";
    public static final String RESERVATION_INTERRUPTIBLE = AWS + "capacity-reservation-interruptible";

    public static final String ON_DEMAND = "on-demand";
    public static final String SPOT = "spot";
    public static final String RESERVED = "reserved";

    private static final Set<String> CORE =
            Set.of(NODE_POOL, ZONE, REGION, INSTANCE_TYPE, ARCH, OS, CAPACITY_TYPE, WINDOWS_BUILD);

    private static final Set<String> AWS_KEYS = Set.of(
            ZONE_ID,
            AWS + "instance-hypervisor",
            AWS + "instance-encryption-in-transit-supported",
            AWS + "instance-category",
            AWS + "instance-family",
            AWS + "instance-generation",
            AWS + "instance-size",
            AWS + "instance-cpu",
            AWS + "instance-cpu-manufacturer",
            AWS + "instance-cpu-sustained-clock-speed-mhz",
            AWS + "instance-memory",
            AWS + "instance-ebs-bandwidth",
            AWS + "instance-network-bandwidth",
            AWS + "instance-local-nvme",
            AWS + "instance-gpu-name",
            AWS + "instance-gpu-manufacturer",
            AWS + "instance-gpu-count",
            AWS + "instance-gpu-memory",
            AWS + "instance-accelerator-name",
            AWS + "instance-accelerator-manufacturer",
            AWS + "instance-accelerator-count",
            AWS + "instance-capability-flex",
            AWS + "instance-tenancy",
            AWS + "nitro-sandbox",
            RESERVATION_ID,
            RESERVATION_TYPE,
            RESERVATION_INTERRUPTIBLE,
            AWS + "placement-group-id",
            AWS + "placement-group-partition",
            "karpenter.kwok.sh/instance-family",
            "karpenter.kwok.sh/instance-size",
            "karpenter.kwok.sh/instance-cpu",
            "karpenter.kwok.sh/instance-memory");

    private static final Map<String, String> ALIASES = Map.of(
            "failure-domain.beta.kubernetes.io/zone", ZONE,
            "failure-domain.beta.kubernetes.io/region", REGION,
            "beta.kubernetes.io/arch", ARCH,
            "beta.kubernetes.io/os", OS,
            "beta.kubernetes.io/instance-type", INSTANCE_TYPE,
            "topology.ebs.csi.aws.com/zone", ZONE);

    private Labels() {}

    /** Whether a demand on the key is met by machines that do not say anything about it yet. */
    public static boolean isWellKnown(String key) {
        return CORE.contains(key) || AWS_KEYS.contains(key);
    }

    /** All keys of which {@link #isWellKnown} is true. */
    public static SortedSet<String> wellKnown() {
        var all = new TreeSet<>(CORE);
        all.addAll(AWS_KEYS);
        return all;
    }

    /** The stable key for an old or foreign one. */
    public static String normalized(String key) {
        return ALIASES.getOrDefault(key, key);
    }

    /** The labels under their stable keys; where an old and a stable key disagree, the stable one holds. */
    public static SortedMap<String, String> normalized(Map<String, String> labels) {
        var stable = new TreeMap<String, String>();
        labels.forEach((key, value) -> stable.putIfAbsent(normalized(key), value));
        labels.forEach((key, value) -> {
            if (normalized(key).equals(key)) {
                stable.put(key, value);
            }
        });
        return stable;
    }
}
