package dev.wainwright.solver.nodegroup;

import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.Solution;
import java.util.Comparator;
import java.util.Optional;

/**
 * What growing one group would do.
 *
 * @param waste of CPU and memory together, the shares of the new machines' capacity that nobody asked for: from 0 to 2
 */
record Expansion(NodeGroup group, Solution solution, double waste, double hourlyPrice) {
    static final Comparator<Expansion> BEST_FIRST = Comparator.comparingDouble(Expansion::waste)
            .thenComparingDouble(Expansion::hourlyPrice)
            .thenComparing(expansion -> expansion.group().name());

    /** Empty when the group has no machine for any pod; {@code before} is how many new machines there were already. */
    static Optional<Expansion> of(NodeGroup group, Solution solution, int before) {
        int machines = solution.claims().size() - before;
        if (machines == 0) {
            return Optional.empty();
        }
        Resources asked = asked(solution, solution.firstClaim() + before);
        double waste = idle(group, machines, asked, Resources.CPU) + idle(group, machines, asked, Resources.MEMORY);
        return Optional.of(new Expansion(group, solution, waste, solution.hourlyPrice()));
    }

    /** By the machines' whole capacity, as Cluster Autoscaler does it, though pods may not use all of it. */
    private static double idle(NodeGroup group, int machines, Resources asked, String resource) {
        double capacity = (double) machines * group.type().capacity().get(resource);
        return capacity == 0 ? 0 : (capacity - asked.get(resource)) / capacity;
    }

    private static Resources asked(Solution solution, int firstHost) {
        Problem problem = solution.problem();
        Resources sum = Resources.NONE;
        for (int pod = 0; pod < problem.queue().length; pod++) {
            if (solution.host(pod) >= firstHost) {
                sum = sum.plus(problem.classes().get(problem.queue()[pod]).requests());
            }
        }
        return sum;
    }
}
