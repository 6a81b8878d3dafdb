package dev.wainwright.solver.topology;

/**
 * What a pod class has to do with topology: the groups that bind it and the groups that count it.
 */
public final class Membership {
    /** A group that binds the class; {@code self} when the class is also counted by it. */
    record Binding(TopologyGroup group, boolean self) {}

    static final Binding[] NO_BINDINGS = {};

    /** Bindings over the host name. */
    final Binding[] hostBindings;
    /** Bindings over label keys, ordered by key. */
    final Binding[] keyBindings;
    /** Groups that count the class's pods wherever they go. */
    final TopologyGroup[] countedBy;
    /** Inverse groups that the class's own anti-affinity makes. */
    final TopologyGroup[] keepsAway;
    /** The domains that the class's own node terms allow, by key number. */
    final long[][] podDomains;
    /** Per key number the domains that all bindings leave open; filled by {@link Topology#prepare}. */
    final long[][] open;

    Membership(
            Binding[] hostBindings,
            Binding[] keyBindings,
            TopologyGroup[] countedBy,
            TopologyGroup[] keepsAway,
            long[][] podDomains) {
        this.hostBindings = hostBindings;
        this.keyBindings = keyBindings;
        this.countedBy = countedBy;
        this.keepsAway = keepsAway;
        this.podDomains = podDomains;
        this.open = new long[podDomains.length][];
    }

    /** Whether nothing but the pod itself decides where it may go. */
    public boolean isUnbound() {
        return hostBindings.length == 0 && keyBindings.length == 0;
    }

    /** Whether some rule speaks of zones, capacity types or other labels, so that a refusal may not be for ever. */
    public boolean isBoundByDomains() {
        return keyBindings.length > 0;
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
