package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.Packing;
import dev.wainwright.solver.packing.Pattern;
import dev.wainwright.solver.packing.Repack;
import dev.wainwright.solver.packing.Steps;
import java.util.List;

/** Packs for price. */
public final class CostOptimal {
    private CostOptimal() {}

    /** The best plan that was found; never dearer than first fit's, and never placing fewer pods. */
    public static Outcome solve(Problem problem, Effort effort, Knobs knobs) {
        var steps = new Steps(effort.steps());
        Solution first = FirstFit.solve(problem);
        Repacking repacking = new Repacking(first, knobs);
        Packing packing = repacking.packing();
        List<Pattern> patterns = Repack.cheapest(packing, repacking.incumbent(), steps);
        Solution second = FirstFit.follow(problem, repacking.directions(patterns));
        return isBetter(second, first, knobs)
                ? new Outcome(second, first, Policy.COST_OPTIMAL, new Bound(0, List.of()))
                : new Outcome(first, first, Policy.FIRST_FIT, new Bound(0, List.of()));
    }

    /** The solution chosen, whose it is, and the bound. */
    public record Outcome(Solution solution, Solution firstFit, Policy policy, Bound bound) {}

    private static boolean isBetter(Solution candidate, Solution incumbent, Knobs knobs) {
        return candidate.unplaced() != incumbent.unplaced()
                ? candidate.unplaced() < incumbent.unplaced()
                : candidate.hourlyPrice() < incumbent.hourlyPrice()
                        && candidate.hourlyPrice() <= incumbent.hourlyPrice() * (1 - knobs.minSaving());
    }
}
