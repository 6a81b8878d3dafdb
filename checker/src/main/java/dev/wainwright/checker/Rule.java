package dev.wainwright.checker;

/** What a plan can break. */
public enum Rule {
    /** The plan names a pod, node, pool or type that does not exist. */
    NAMES,
    /** Every waiting pod is placed exactly once or said to be unschedulable. */
    ASSIGNMENT,
    /** Only pods that wait for a place are placed: none that is bound, gated, finished or a daemon's. */
    ELIGIBILITY,
    /** Every type that a new node may become is allowed by its pool and can be bought. */
    OFFERING,
    /** Node selectors and required node affinity. */
    NODE_SELECTION,
    /** Taints of effect NoSchedule and NoExecute. */
    TAINTS,
    /** Pods and daemons fit the node, whichever of its types it becomes. */
    RESOURCES,
    /** Spread constraints of kind DoNotSchedule. */
    TOPOLOGY_SPREAD,
    /** Required pod affinity. */
    POD_AFFINITY,
    /** Required pod anti-affinity, in both directions. */
    POD_ANTI_AFFINITY,
    /** No port of a host is used twice. */
    HOST_PORTS,
    /** Volumes exist and can be reached from the node. */
    VOLUMES,
    /** How many volumes a driver can attach to an existing node. */
    VOLUME_LIMITS,
    /** A pool's limits, whichever of its types each node becomes. */
    POOL_LIMITS,
    /** How many distinct values a pool wants to keep open. */
    MIN_VALUES,
    /** No reservation is used more often than it has machines. */
    RESERVATIONS,
    /** The price stated is the price of the offering stated. */
    PRICE,
    /** Something a pod prefers and did not get; the only rule that is not a break. */
    PREFERENCE;

    /** Whether a plan that does this is wrong, and not merely less pleasant. */
    public boolean isHard() {
        return this != PREFERENCE;
    }
}
