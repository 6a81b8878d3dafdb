package dev.wainwright.bench.cases;

/** What a case is about. Every kind comes with one to three pools and either catalogue. */
public enum CaseKind {
    /** Nothing but requests. */
    PLAIN,
    /** Sidecars, init containers, overhead, resources for the whole pod. */
    REQUESTS,
    /** Node selectors and required node affinity with alternatives and every operator. */
    SELECTORS,
    /** Spreading over zones, hosts and capacity types, with minDomains, matchLabelKeys and both policies. */
    SPREAD,
    /** Pods that want to be with their own, with others, in other namespaces. */
    AFFINITY,
    /** Pods that want to be away from their own and from others. */
    ANTI_AFFINITY,
    /** Pools with taints of every effect, and pods that tolerate some. */
    TAINTS,
    /** Daemons, on all nodes and on some. */
    DAEMONS,
    /** Nodes that are there, partly filled. */
    EXISTING,
    /** Soft rules of all sorts. */
    PREFERENCES,
    /** Ports of the host. */
    HOST_PORTS,
    /** Pools with limits. */
    LIMITS,
    /** Pools that want to keep types open. */
    MIN_VALUES,
    /** Pods that fit nowhere, among others that do. */
    INFEASIBLE,
    /** Claims, bound and unbound, and how many a node attaches. */
    VOLUMES,
    /** Everything at once. */
    MIXED;

    /** The case of this kind and seed; always the same. */
    public Case make(long seed) {
        var draft = new Draft(new Dice(31 * seed + name().hashCode()));
        fill(draft);
        return draft.finish(this, seed);
    }

    private void fill(Draft draft) {
        switch (this) {
            case PLAIN -> PlacementCases.plain(draft);
            case REQUESTS -> CapacityCases.requests(draft);
            case SELECTORS -> PlacementCases.selectors(draft);
            case SPREAD -> TopologyCases.spread(draft);
            case AFFINITY -> TopologyCases.affinity(draft);
            case ANTI_AFFINITY -> TopologyCases.antiAffinity(draft);
            case TAINTS -> PlacementCases.taints(draft);
            case DAEMONS -> CapacityCases.daemons(draft);
            case EXISTING -> ExistingCases.existing(draft);
            case PREFERENCES -> TopologyCases.preferences(draft);
            case HOST_PORTS -> CapacityCases.hostPorts(draft);
            case LIMITS -> CapacityCases.limits(draft);
            case MIN_VALUES -> CapacityCases.minValues(draft);
            case INFEASIBLE -> PlacementCases.infeasible(draft);
            case VOLUMES -> ExistingCases.volumes(draft);
            case MIXED -> ExistingCases.mixed(draft);
        }
    }
}
