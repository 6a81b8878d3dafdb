package dev.wainwright.solver;

import dev.wainwright.model.resource.Resources;

/**
 * What users may ask of a plan, for all pools; what nobody said here, the annotations of pools may say
 * ({@link dev.wainwright.api.karpenter.PoolAnnotations}), each for itself where that makes sense.
 *
 * @param maxShare the largest share of a workload's pods on one new node, above 0 and at most 1; 0 when nobody said:
 *     then packing for price keeps workloads of three or more pods that ask for spreading on at least three nodes
 * @param minNode machines must have at least this capacity
 * @param maxNode machines must have at most this capacity; resources that are not named are not limited
 * @param minSaving keep the first-fit plan unless another is cheaper by this part of its price; {@link #UNSAID} for none
 * @param spotTypes for how many further types, at prices of at most {@code 1 + spotWithin} times its own, a spot machine
 *     chosen for its price must leave room, so that a request stays diversified; {@link #UNSAID} when nobody said
 * @param spotWithin {@link #UNSAID} when nobody said
 */
public record Knobs(
        double maxShare, Resources minNode, Resources maxNode, double minSaving, int spotTypes, double spotWithin) {
    /** Nobody said; any number below 0. */
    public static final int UNSAID = -1;

    public static final Knobs DEFAULT = new Knobs(0, Resources.NONE, Resources.NONE, UNSAID, UNSAID, UNSAID);

    public boolean limitsNodes() {
        return minNode.size() > 0 || maxNode.size() > 0;
    }

    /** What is said here, and about the whole plan what others say when nothing is said here. */
    public Knobs or(Knobs others) {
        return new Knobs(
                maxShare == 0 ? others.maxShare : maxShare,
                minNode,
                maxNode,
                minSaving < 0 ? others.minSaving : minSaving,
                spotTypes,
                spotWithin);
    }

    public Knobs withMaxShare(double share) {
        return new Knobs(share, minNode, maxNode, minSaving, spotTypes, spotWithin);
    }

    public Knobs withMinSaving(double saving) {
        return new Knobs(maxShare, minNode, maxNode, saving, spotTypes, spotWithin);
    }

    /** Whether a machine with this capacity is of a size that may be launched. */
    public boolean allowsNode(Resources capacity) {
        for (int i = 0; i < minNode.size(); i++) {
            if (capacity.get(minNode.name(i)) < minNode.amountAt(i)) {
                return false;
            }
        }
        for (int i = 0; i < maxNode.size(); i++) {
            if (capacity.get(maxNode.name(i)) > maxNode.amountAt(i)) {
                return false;
            }
        }
        return true;
    }
}
