package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.cloud.catalog.InstanceFacts.Network;

/**
 * Whether an instance type can run what a node class asks for (karpenter-aws §3.3). One that cannot is listed all the same,
 * with offerings that are not available.
 *
 * <p>The strategy of a placement group is not checked: a node class names only the group, and only EC2 knows its strategy.
 */
final class Compatibility {
    private Compatibility() {}

    static boolean of(InstanceFacts facts, NodeSettings settings) {
        if (!settings.checked()) {
            return true;
        }
        boolean a1OnAl2023 =
                settings.family() == AmiFamily.AL2023 && facts.family().equals("a1");
        boolean lacksNesting =
                settings.nestedVirtualization() && !facts.processor().features().contains("nested-virtualization");
        boolean lacksTracking =
                settings.connectionTracking() && !facts.hypervisor().equals("nitro");
        return !a1OnAl2023 && !lacksNesting && !lacksTracking && holdsInterfaces(facts.network(), settings);
    }

    private static boolean holdsInterfaces(Network network, NodeSettings settings) {
        if (settings.networkCards().isEmpty()) {
            return true;
        }
        for (Ec2NodeClass.NetworkInterface wanted : settings.networkCards()) {
            if (wanted.networkCardIndex() >= network.cards().size()
                    || wanted.deviceIndex()
                            >= network.cards().get(wanted.networkCardIndex()).interfaces()) {
                return false;
            }
        }
        return !network.ena().equals("unsupported") && settings.efaOnly() <= network.efa();
    }
}
