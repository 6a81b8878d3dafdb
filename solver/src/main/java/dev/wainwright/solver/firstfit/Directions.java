package dev.wainwright.solver.firstfit;

import dev.wainwright.model.requirement.Requirements;
import java.util.List;

/**
 * Where pods are to go, as somebody has worked out who saw all of them at once.
 *
 * @param order the pods that are directed, by their place in the queue, in the order in which they are to be placed
 * @param hosts per pod of the queue: the number of an existing node, or the number of nodes plus that of a slot
 * @param wishesGivenUp per pod of the queue, how many times it is to be relaxed first
 * @param slots the nodes to be launched
 */
public record Directions(int[] order, int[] hosts, int[] wishesGivenUp, List<Slot> slots) {
    /** For nobody. */
    public static final Directions NOWHERE = new Directions(new int[0], new int[0], new int[0], List.of());

    public Directions {
        slots = List.copyOf(slots);
    }

    /** Where a decision put everybody whom it found a place for, each new node with the types that it can still be. */
    public static Directions of(Solution solution) {
        int pods = solution.problem().queue().length;
        var hosts = new int[pods];
        var wishes = new int[pods];
        int[] order = solution.sequence();
        for (int pod : order) {
            int host = solution.host(pod);
            hosts[pod] = host < solution.nodeCount() ? host : solution.nodeCount() + host - solution.firstClaim();
            wishes[pod] = solution.wishesGivenUp(pod);
        }
        return new Directions(
                order,
                hosts,
                wishes,
                solution.claims().stream()
                        .map(claim -> new Slot(claim.poolNumber(), Requirements.NONE, claim.types()))
                        .toList());
    }

    /**
     * A node to be launched.
     *
     * @param pool its pool's number
     * @param pin what to insist on beyond what pool and pods do, such as a zone
     * @param types what it may be at most, as a bit set over the numbers of the pool's types; not to be changed
     */
    public record Slot(int pool, Requirements pin, long[] types) {}
}
