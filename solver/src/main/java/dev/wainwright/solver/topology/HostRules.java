package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.topology.Membership.Binding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rules over the host name: every node is a domain of its own, and a new node is always empty. */
final class HostRules {
    private HostRules() {}

    /** Whether the host-name rules allow one more pod of the class on the node. */
    static boolean allowsHost(Membership member, int host) {
        for (Binding binding : member.hostBindings) {
            if (!allowsHost(binding, host)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The nodes that the host-name rules close, as one bit set per rule, for word-wise scans; a set may be shorter than the
     * number of nodes. Affinities need the opposite and are asked with {@link #allowsHost}.
     */
    static long[][] closedHosts(Membership member) {
        int count = 0;
        long[][] closed = new long[member.hostBindings.length][];
        for (Binding binding : member.hostBindings) {
            TopologyGroup group = binding.group();
            switch (group.identity.kind()) {
                case SPREAD -> closed[count++] = binding.self() ? group.full : group.over;
                case ANTI_AFFINITY, INVERSE -> closed[count++] = group.taken;
                case AFFINITY -> {}
            }
        }
        return count == closed.length ? closed : Arrays.copyOf(closed, count);
    }

    /** The only nodes that host-name affinities leave; empty when they leave all. */
    static long @Nullable [] onlyHosts(Membership member) {
        long[] only = null;
        for (Binding binding : member.hostBindings) {
            TopologyGroup group = binding.group();
            if (group.identity.kind() == TopologyGroup.Kind.AFFINITY && !(binding.self() && group.total == 0)) {
                if (only == null) {
                    only = group.taken.clone();
                } else {
                    int words = Math.min(only.length, group.taken.length);
                    only = Arrays.copyOf(only, words);
                    Bits.and(only, Arrays.copyOf(group.taken, words));
                }
            }
        }
        return only;
    }

    private static boolean allowsHost(Binding binding, int host) {
        TopologyGroup group = binding.group();
        return switch (group.identity.kind()) {
            case SPREAD -> group.hostCount(host) + (binding.self() ? 1 : 0) <= group.identity.maxSkew();
            case ANTI_AFFINITY, INVERSE -> group.hostCount(host) == 0;
            case AFFINITY -> group.hostCount(host) > 0 || (binding.self() && group.total == 0);
        };
    }

    static boolean choosesHost(Membership member) {
        for (Binding binding : member.hostBindings) {
            TopologyGroup group = binding.group();
            if (group.identity.kind() == TopologyGroup.Kind.AFFINITY && binding.self() && group.total == 0) {
                return true;
            }
        }
        return false;
    }
}
