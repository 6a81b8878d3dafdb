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
    public Directions {
        slots = List.copyOf(slots);
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
