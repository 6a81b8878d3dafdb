package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.Packer;
import dev.wainwright.solver.packing.Packer.Packed;
import dev.wainwright.solver.packing.Steps;

/** Packs for price. */
public final class CostOptimal {
    private static final double NANO = 1e-9;
    /** The part of the work that goes into a bound of its own, where the packing's does not hold for every plan. */
    private static final double BOUND_SHARE = 0.15;

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
        var steps = new Steps(effort.steps());
        Solution first = FirstFit.solve(problem);
        var repacking = new Repacking(first, knobs);
        var question = new BoundQuestion(first);
        Steps forBound = repacking.isWhole() ? new Steps(0) : steps.share(BOUND_SHARE);
        Packed packed = Packer.pack(repacking.packing(), repacking.incumbent(), steps);
        Solution second = FirstFit.follow(problem, repacking.directions(packed.patterns()));
        long bound = repacking.isWhole()
                ? packed.bound()
                : Packer.bound(question.packing(), question.suggestion(repacking, packed.values()), forBound);
        boolean better = isBetter(second, first, knobs);
        return new Outcome(
                better ? second : first,
                first,
                better ? Policy.COST_OPTIMAL : Policy.FIRST_FIT,
                new Bound(bound * NANO, question.ignores()));
    }

    private static boolean isBetter(Solution candidate, Solution incumbent, Knobs knobs) {
        return candidate.unplaced() != incumbent.unplaced()
                ? candidate.unplaced() < incumbent.unplaced()
                : candidate.hourlyPrice() < incumbent.hourlyPrice()
                        && candidate.hourlyPrice() <= incumbent.hourlyPrice() * (1 - knobs.minSaving());
    }
}
