package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.taint.Toleration;
import java.util.List;

/**
 * What decides which machines an item may be on; many items share one.
 *
 * @param alternatives each a list of requirement sets, by number, all of which must hold; one alternative is enough
 * @param weight the least weight of the pools that will do, or {@link #ANY_WEIGHT}
 */
record Wish(List<List<Integer>> alternatives, List<Toleration> tolerations, List<HostPort> hostPorts, int weight) {
    static final int ANY_WEIGHT = -1;

    Wish {
        alternatives = List.copyOf(alternatives);
        tolerations = List.copyOf(tolerations);
        hostPorts = List.copyOf(hostPorts);
    }

    boolean accepts(int poolWeight) {
        return poolWeight >= weight;
    }
}
