package dev.wainwright.solver;

import java.util.Arrays;
import java.util.Optional;

/** How pods are packed. */
public enum Policy {
    /** In Karpenter's order, each pod to the first place that takes it. */
    FIRST_FIT("first-fit"),
    /** As cheaply as can be found within the effort, never dearer than first fit. */
    COST_OPTIMAL("cost-optimal"),
    /** As Cluster Autoscaler with the expander of that name: node groups of one type, the least wasteful grows. */
    LEAST_WASTE("least-waste"),
    /** With first fit, but all new machines of the one type with which that is cheapest; for comparison. */
    ONE_TYPE("one-type");

    private final String text;

    Policy(String text) {
        this.text = text;
    }

    /** The policy that users call so. */
    public static Optional<Policy> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    /** As users write it. */
    @Override
    public String toString() {
        return text;
    }
}
