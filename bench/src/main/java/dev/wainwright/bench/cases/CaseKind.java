package dev.wainwright.bench.cases;

import java.util.function.Consumer;

/** What a case is about. Every kind comes with one to three pools and either catalogue. */
public enum CaseKind {
    /** Nothing but requests. */
    PLAIN(PlacementCases::plain),
    /** Sidecars, init containers, overhead, resources for the whole pod. */
    REQUESTS(CapacityCases::requests),
    /** Node selectors and required node affinity with alternatives and every operator. */
    SELECTORS(PlacementCases::selectors),
    /** Spreading over zones, hosts and capacity types, with minDomains, matchLabelKeys and both policies. */
    SPREAD(TopologyCases::spread),
    /** Pods that want to be with their own, with others, in other namespaces. */
    AFFINITY(TopologyCases::affinity),
    /** Pods that want to be away from their own and from others. */
    ANTI_AFFINITY(TopologyCases::antiAffinity),
    /** Pools with taints of every effect, and pods that tolerate some. */
    TAINTS(PlacementCases::taints),
    /** Daemons, on all nodes and on some. */
    DAEMONS(CapacityCases::daemons),
    /** Nodes that are there, partly filled. */
    EXISTING(ExistingCases::existing),
    /** Soft rules of all sorts. */
    PREFERENCES(TopologyCases::preferences),
    /** Ports of the host. */
    HOST_PORTS(CapacityCases::hostPorts),
    /** Pools with limits. */
    LIMITS(CapacityCases::limits),
    /** Pools that want to keep types open. */
    MIN_VALUES(CapacityCases::minValues),
    /** Pods that fit nowhere, among others that do. */
    INFEASIBLE(PlacementCases::infeasible),
    /** Claims, bound and unbound, and how many a node attaches. */
    VOLUMES(ExistingCases::volumes),
    /** Everything at once. */
    MIXED(ExistingCases::mixed);

    private final Consumer<Draft> filling;

    CaseKind(Consumer<Draft> filling) {
        this.filling = filling;
    }

    /** The case of this kind and seed; always the same. */
    public Case make(long seed) {
        var draft = new Draft(new Dice(seed * 31 + ordinal()));
        filling.accept(draft);
        return draft.finish(this, seed);
    }
}
