package dev.wainwright.solver;

/** How pods are packed. */
public enum Policy {
    /** In Karpenter's order, each pod to the first place that takes it. */
    FIRST_FIT,
    /** As cheaply as can be found within the effort, never dearer than first fit. */
    COST_OPTIMAL,
    /** With first fit, but all new machines of the one type with which that is cheapest; for comparison. */
    ONE_TYPE
}
