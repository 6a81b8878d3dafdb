package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.LpSolver;
import dev.wainwright.solver.packing.Packer;
import dev.wainwright.solver.packing.Packer.Packed;
import dev.wainwright.solver.packing.Steps;
import java.util.Optional;

/**
 * Packs for price: begins with first fit's plan, looks for a cheaper one, and proves how cheap any could be.
 *
 * <h2>Method</h2>
 *
 * First fit decides what packing knows nothing of: which wishes are given up, who goes to existing nodes, which zone a
 * spread puts a pod in. The nodes that it would launch become a packing question in numbers ({@link Repacking}), which
 * {@link Packer} answers by column generation over pod classes × offerings (Gilmore and Gomory 1961), diving, and ruin and
 * recreate. The answer goes back as directions to first fit, which places every pod once more by its own rules; so a plan
 * cannot break a rule that first fit keeps, whatever the packing overlooked. Of the two plans the one that places more pods
 * is taken, and among equals the cheaper one.
 *
 * <h2>Bound</h2>
 *
 * The bound is proven from duals (Farley 1990), never taken from the LP solver. Where the packing question is one that every
 * plan answers, its own bound is the plan's ({@link Repacking#isWhole}). Otherwise {@link BoundQuestion} asks a looser one:
 * demands without wishes, existing nodes as free machines, zones only where they are forced; it begins with the values that
 * packing has found.
 *
 * <h2>Cost</h2>
 *
 * Two runs of first fit, and the work of the packer, which is counted in steps: the same question gets the same plan on
 * every machine. With K distinct demands, M machine types that nothing else can stand in for and N new nodes it is some 50
 * rounds of K × M for the LP, K² per pivot, and a few such rounds per eighth of N for the dive.
 */
public final class CostOptimal {
    private static final double NANO = 1e-9;
    /** The part of the work that goes into a bound of its own, where the packing's does not hold for every plan. */
    private static final double BOUND_SHARE = 0.25;

    private CostOptimal() {}

    /**
     * What was decided.
     *
     * @param solution the best there is, which may be first fit's
     * @param policy whose it is
     */
    public record Outcome(Solution solution, Solution firstFit, Policy policy, Bound bound) {}

    /** The best plan that was found; never dearer than first fit's, and never placing fewer pods. */
    public static Outcome solve(Problem problem, Effort effort, Knobs knobs) {
        return solve(problem, effort, knobs, LpSolver.OWN);
    }

    /** As above, with another solver of linear programs. */
    public static Outcome solve(Problem problem, Effort effort, Knobs knobs, LpSolver solver) {
        var steps = new Steps(effort.steps());
        Solution first = FirstFit.solve(problem);
        var repacking = new Repacking(first);
        Steps forBound = repacking.isWhole() ? new Steps(0) : steps.share(BOUND_SHARE);
        Packed packed = Packer.pack(repacking.packing(), repacking.incumbent(), solver, steps);
        Solution second = FirstFit.follow(problem, repacking.directions(packed.patterns()));
        boolean better = isBetter(second, first, knobs);
        Solution best = better ? second : first;
        return new Outcome(
                best,
                first,
                better ? Policy.COST_OPTIMAL : Policy.FIRST_FIT,
                bound(
                        first,
                        repacking,
                        packed,
                        new PoolWeights(best).areKept(new PoolWeights(first)),
                        solver,
                        forBound));
    }

    private static Bound bound(
            Solution first, Repacking repacking, Packed packed, boolean weightsAreKept, LpSolver solver, Steps steps) {
        var question =
                new BoundQuestion(first, weightsAreKept ? Optional.of(new PoolWeights(first)) : Optional.empty());
        long bound = repacking.isWhole() && weightsAreKept
                ? packed.bound()
                : Packer.bound(question.packing(), question.suggestion(repacking, packed.values()), solver, steps);
        return new Bound(bound * NANO, question.ignores());
    }

    private static boolean isBetter(Solution candidate, Solution incumbent, Knobs knobs) {
        return candidate.unplaced() != incumbent.unplaced()
                ? candidate.unplaced() < incumbent.unplaced()
                : candidate.hourlyPrice() < incumbent.hourlyPrice()
                        && candidate.hourlyPrice() <= incumbent.hourlyPrice() * (1 - Math.max(0, knobs.minSaving()));
    }
}
