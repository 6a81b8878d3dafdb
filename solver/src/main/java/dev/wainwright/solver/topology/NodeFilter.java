package dev.wainwright.solver.topology;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Toleration;
import java.util.List;

/**
 * Which nodes a spread takes into account: those that the pod's own node terms allow, those whose taints it tolerates, or
 * all.
 *
 * @param terms alternatives; empty when node affinity is not honoured
 * @param tolerations what counts when {@code honorTaints}
 */
record NodeFilter(List<Requirements> terms, boolean honorTaints, List<Toleration> tolerations) {
    static final NodeFilter EVERY_NODE = new NodeFilter(List.of(), false, List.of());
}
