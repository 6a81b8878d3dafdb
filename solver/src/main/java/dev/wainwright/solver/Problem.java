package dev.wainwright.solver;

import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import java.util.List;

/**
 * A complete question.
 *
 * @param catalogue the pools, compiled
 * @param nodes in any order
 * @param classes the distinct demands
 * @param queue the class of each waiting pod, in the order in which pods are served
 */
public record Problem(
        Catalogue catalogue,
        List<ExistingNode> nodes,
        List<PodDemand> classes,
        int[] queue,
        boolean ignorePreferences,
        boolean bestEffortMinValues) {
    public Problem {
        nodes = List.copyOf(nodes);
        classes = List.copyOf(classes);
    }
}
