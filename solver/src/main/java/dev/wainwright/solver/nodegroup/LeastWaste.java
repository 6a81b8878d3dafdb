package dev.wainwright.solver.nodegroup;

import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.firstfit.Directions;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scales up as Cluster Autoscaler does with its expander {@code least-waste} (around §k.3). Every type of every pool is a
 * node group; a pool that allows one type is what an Auto Scaling group is. For each group the pods that wait are packed
 * on machines of that group alone; the group that leaves least of its machines idle grows ({@link Expansion}), and so on
 * with the pods that are left, until no group helps any of them. Existing nodes are filled first, and so is what the
 * groups chosen before have left.
 *
 * <p>Cluster Autoscaler grows one group per loop, but begins the next loop at once after one that did something; so all
 * rounds are one plan here. Equal waste, which it leaves to chance, goes to the cheaper group, then by the names of pool
 * and type. Its estimator is first-fit over pods by size, as {@link FirstFit} is. A pool's minValues ask for several
 * types, so they are not insisted on.
 *
 * <p>Costs rounds × groups runs of first-fit: meant for pools of a few types each.
 */
public final class LeastWaste {
    private final Problem problem;

    private LeastWaste(Problem problem) {
        this.problem = problem;
    }

    /** The plan; the same problem always gets the same answer. */
    public static Solution solve(Problem problem) {
        return new LeastWaste(problem).grow();
    }

    private Solution grow() {
        Directions soFar = Directions.NOWHERE;
        Optional<Expansion> next = best(soFar);
        while (next.isPresent()) {
            soFar = Directions.of(next.get().solution());
            next = best(soFar);
        }
        return soFar.slots().isEmpty() ? FirstFit.solve(problem) : FirstFit.follow(problem, soFar);
    }

    private Optional<Expansion> best(Directions soFar) {
        return groups().stream()
                .map(group ->
                        Expansion.of(group, solve(group, soFar), soFar.slots().size()))
                .flatMap(Optional::stream)
                .min(Expansion.BEST_FIRST);
    }

    private List<NodeGroup> groups() {
        var groups = new ArrayList<NodeGroup>();
        List<CompiledPool> pools = problem.catalogue().pools();
        for (int number = 0; number < pools.size(); number++) {
            CompiledPool pool = pools.get(number);
            long[] candidates = pool.candidates();
            for (int i = Bits.next(candidates, 0); i >= 0; i = Bits.next(candidates, i + 1)) {
                groups.add(
                        new NodeGroup(number, pool.pool().name(), pool.table().type(i)));
            }
        }
        return groups;
    }

    private Solution solve(NodeGroup group, Directions soFar) {
        var only = new Problem(
                problem.catalogue().only(group.pool(), group.type().name()),
                problem.nodes(),
                problem.classes(),
                problem.queue(),
                problem.ignorePreferences(),
                true);
        return soFar.slots().isEmpty() ? FirstFit.solve(only) : FirstFit.follow(only, soFar);
    }
}
