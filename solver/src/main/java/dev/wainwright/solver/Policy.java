package dev.wainwright.solver;

/** How pods are packed. */
public enum Policy {
    /** In Karpenter's order, each pod to the first place that takes it. */
    FIRST_FIT,
    /** As cheaply as can be found within the effort, never dearer than first fit. */
    COST_OPTIMAL
}
