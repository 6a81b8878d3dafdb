package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import java.util.Locale;

/**
 * What an image family means for the capacity of its nodes (karpenter-aws §3.1).
 *
 * <p>{@code densityOverhead}: kube-reserved memory is computed from the pods that the network interfaces allow, not from the
 * node's own pod capacity. {@code podsPerCore}: the setting is honoured. {@code densityByInterfaces}: without a setting
 * the interfaces decide how many pods fit, otherwise 110 do.
 */
enum AmiFamily {
    AL2(true, true, true, "/dev/xvda", 20, ""),
    AL2023(true, true, true, "/dev/xvda", 20, ""),
    BOTTLEROCKET(false, false, true, "/dev/xvdb", 20, ""),
    WINDOWS2019(false, true, false, "/dev/sda1", 50, "10.0.17763"),
    WINDOWS2022(false, true, false, "/dev/sda1", 50, "10.0.20348"),
    WINDOWS2025(false, true, false, "/dev/sda1", 50, "10.0.26100"),
    CUSTOM(true, true, true, "", 20, "");

    /** What a node class that names no family gets; Karpenter refuses such a class, so it only serves lists. */
    static final AmiFamily DEFAULT = AL2023;

    final boolean densityOverhead;
    final boolean podsPerCore;
    final boolean densityByInterfaces;
    /** The disk that pods' ephemeral storage is on. */
    final String ephemeralDevice;

    final int defaultDiskGib;
    /** Value of the windows-build label; empty for Linux. */
    final String windowsBuild;

    AmiFamily(
            boolean densityOverhead,
            boolean podsPerCore,
            boolean densityByInterfaces,
            String ephemeralDevice,
            int defaultDiskGib,
            String windowsBuild) {
        this.densityOverhead = densityOverhead;
        this.podsPerCore = podsPerCore;
        this.densityByInterfaces = densityByInterfaces;
        this.ephemeralDevice = ephemeralDevice;
        this.defaultDiskGib = defaultDiskGib;
        this.windowsBuild = windowsBuild;
    }

    boolean isWindows() {
        return !windowsBuild.isEmpty();
    }

    /** The family a node class asks for: its own, or that of its image alias. */
    static AmiFamily of(Ec2NodeClass.Spec spec) {
        String own = spec.amiFamily();
        if (own != null) {
            return named(own);
        }
        for (Ec2NodeClass.AmiSelectorTerm term : spec.amiSelectorTerms()) {
            String alias = term.alias();
            if (alias != null) {
                int at = alias.indexOf('@');
                return named(at < 0 ? alias : alias.substring(0, at));
            }
        }
        return DEFAULT;
    }

    private static AmiFamily named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (AmiFamily family : values()) {
            if (family.name().equals(upper)) {
                return family;
            }
        }
        return DEFAULT;
    }
}
