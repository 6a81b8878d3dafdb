package dev.wainwright.solver.topology;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a pod class has to do with topology: the groups that bind it and the groups that count it.
 */
public final class Membership {
    /**
     * A group that binds the class.
     *
     * @param self whether the class is also counted by it
     * @param everyNode whether a spread is measured against every node, also those that the pod's node terms rule out
     */
    record Binding(TopologyGroup group, boolean self, boolean everyNode) {}

    /** Bindings over the host name. */
    final Binding[] hostBindings;
    /** Bindings over label keys, ordered by key. */
    final Binding[] keyBindings;
    /** Groups that count the class's pods wherever they go. */
    TopologyGroup[] countedBy;
    /** Inverse groups that the class's own anti-affinity makes. */
    final TopologyGroup[] keepsAway;
    /** The domains that the class's own node terms allow, by key number. */
    final long[][] podDomains;
    /** Per key number the domains that all bindings leave open, as worked out last. */
    final long[][] open;

    Membership(
            List<Binding> bindings, List<TopologyGroup> countedBy, List<TopologyGroup> keepsAway, long[][] podDomains) {
        hostBindings = bindings.stream()
                .filter(binding -> binding.group().isOverHosts())
                .toArray(Binding[]::new);
        keyBindings = bindings.stream()
                .filter(binding -> !binding.group().isOverHosts())
                .sorted(Comparator.comparingInt(
                        binding -> binding.group().identity.key()))
                .toArray(Binding[]::new);
        this.countedBy = countedBy.toArray(TopologyGroup[]::new);
        this.keepsAway = keepsAway.toArray(TopologyGroup[]::new);
        this.podDomains = podDomains;
        open = podDomains.clone();
    }

    void countAlso(TopologyGroup group) {
        countedBy = Arrays.copyOf(countedBy, countedBy.length + 1);
        countedBy[countedBy.length - 1] = group;
    }

    /** Whether some rule speaks of zones, capacity types or other labels, so that a refusal may not be for ever. */
    public boolean isBoundByDomains() {
        return keyBindings.length > 0;
    }

    /** Whether the class has to share a node with some other pods. */
    public boolean isTiedToNode() {
        return Arrays.stream(hostBindings)
                .anyMatch(binding -> binding.group().identity.kind() == TopologyGroup.Kind.AFFINITY);
    }

    /** Whether who else is on a node matters to the class, or the class to others. */
    public boolean hasNodeRules() {
        return hostBindings.length > 0
                || Stream.concat(Arrays.stream(countedBy), Arrays.stream(keepsAway))
                        .anyMatch(TopologyGroup::isOverHosts);
    }

    /** The numbers of the topology keys whose rules bind the class, ascending. */
    public int[] bindingKeys() {
        return Arrays.stream(keyBindings)
                .mapToInt(binding -> binding.group().identity.key())
                .distinct()
                .toArray();
    }

    /** The numbers of the topology keys over which somebody counts the class, ascending. */
    public int[] countingKeys() {
        return Stream.concat(Arrays.stream(countedBy), Arrays.stream(keepsAway))
                .filter(group -> !group.isOverHosts())
                .mapToInt(group -> group.identity.key())
                .distinct()
                .sorted()
                .toArray();
    }

    /** Changes when a group that binds the class has changed. */
    public long version() {
        long version = 0;
        for (Binding binding : hostBindings) {
            version += binding.group().version;
        }
        for (Binding binding : keyBindings) {
            version += binding.group().version;
        }
        return version;
    }
}
