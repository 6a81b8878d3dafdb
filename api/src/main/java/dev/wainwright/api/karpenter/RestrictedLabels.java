package dev.wainwright.api.karpenter;

import dev.wainwright.model.instance.Labels;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels that pools may not set or ask for: those of Karpenter's own domains, but for the ones that machines are
 * chosen by, and the host name. Published twice: once as rules of the CRDs, which look only at how the domain ends, and
 * once as the controller's own check, which knows subdomains and more keys (karpenter-core §1.2, karpenter-aws §2).
 */
public final class RestrictedLabels {
    static final String CORE_DOMAIN = "karpenter.sh";
    static final String AWS_DOMAIN = "karpenter.k8s.aws";

    /** The keys of {@link #CORE_DOMAIN} that its rule lets through. */
    static final List<String> CORE_KEYS = List.of(Labels.CAPACITY_TYPE, Labels.NODE_POOL);

    /** The keys of {@link #AWS_DOMAIN} that overlays may ask for. */
    static final List<String> AWS_OVERLAY_KEYS = Stream.of(
                    "ec2nodeclass",
                    "instance-encryption-in-transit-supported",
                    "instance-category",
                    "instance-hypervisor",
                    "instance-family",
                    "instance-generation",
                    "instance-local-nvme",
                    "instance-size",
                    "instance-cpu",
                    "instance-cpu-manufacturer",
                    "instance-cpu-sustained-clock-speed-mhz",
                    "instance-memory",
                    "instance-ebs-bandwidth",
                    "instance-network-bandwidth",
                    "instance-gpu-name",
                    "instance-gpu-manufacturer",
                    "instance-gpu-count",
                    "instance-gpu-memory",
                    "instance-accelerator-name",
                    "instance-accelerator-manufacturer",
                    "instance-accelerator-count",
                    "instance-capability-flex",
                    "nitro-sandbox")
            .map(Labels.AWS::concat)
            .toList();

    /** The keys of {@link #AWS_DOMAIN} that pools and claims may ask for. */
    static final List<String> AWS_KEYS = Stream.of(
                    Stream.of(
                            Labels.AWS + "instance-tenancy",
                            Labels.RESERVATION_TYPE,
                            Labels.RESERVATION_ID,
                            Labels.RESERVATION_INTERRUPTIBLE),
                    AWS_OVERLAY_KEYS.stream(),
                    Stream.of(Labels.AWS + "placement-group-id", Labels.AWS + "placement-group-partition"))
            .flatMap(keys -> keys)
            .toList();

    private RestrictedLabels() {}

    /** Whether a key passes the published rule of a domain: it is listed, or its domain ends otherwise. */
    static boolean passes(String key, String domain, List<String> allowed) {
        return allowed.contains(key) || !domainOf(key).endsWith(domain);
    }

    /** Whether the controller refuses the key although it is none that machines are chosen by. */
    public static boolean isRestricted(String key) {
        if (Labels.isWellKnown(key)) {
            return false;
        }
        String domain = key.contains("/") ? domainOf(key) : "";
        return key.equals(Labels.HOSTNAME) || isIn(domain, CORE_DOMAIN) || isIn(domain, AWS_DOMAIN);
    }

    /** What stands before the first slash; the whole key where there is none. */
    private static String domainOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    private static boolean isIn(String domain, String restricted) {
        return domain.equals(restricted) || domain.endsWith("." + restricted);
    }

    /** The keys as a list in CEL. */
    static String cel(List<String> keys) {
        return keys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
