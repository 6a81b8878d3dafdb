package dev.wainwright.solver.problem;

/**
 * How many pods of one workload a node may have, so that losing the node does not take too many of them.
 *
 * @param workload names the workload; empty when nothing is capped
 * @param most at least 1
 * @param isDemanded whether every plan must keep it; otherwise only packing for price does, which would save money by
 *     crowding pods that first fit spreads out
 */
public record NodeCap(String workload, int most, boolean isDemanded) {
    public static final NodeCap NONE = new NodeCap("", Integer.MAX_VALUE, false);
}
