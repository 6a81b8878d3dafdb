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
import dev.wainwright.solver.packing.Relaxation;
import dev.wainwright.solver.packing.Relaxed;
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
        List<Pattern> incumbent = repacking.incumbent();
        long t0 = System.nanoTime();
        Relaxed relaxed = Relaxation.solve(packing, incumbent, new Steps(effort.steps() * 10));
        long t1 = System.nanoTime();
        List<Pattern> patterns = Repack.cheapest(packing, relaxed, incumbent, new Steps(effort.steps() * 10));
        long t2 = System.nanoTime();
        var question = new BoundQuestion(first);
        long t3 = System.nanoTime();
        Relaxed below = Relaxation.solve(question.packing(), List.of(), new Steps(effort.steps()));
        long t4 = System.nanoTime();
        if (Boolean.getBoolean("debug")) System.out.printf("items %d machines %d LP %.1f ms conv %s steps left %d; pack %.1f ms; question %.1f items %d machines %d; LP %.1f conv %s%n", packing.items().size(), packing.machines().size(), (t1-t0)/1e6, relaxed.converged(), steps.left(), (t2-t1)/1e6, (t3-t2)/1e6, question.packing().items().size(), question.packing().machines().size(), (t4-t3)/1e6, below.converged());
        var bound = new Bound(below.bound() / 1e9, question.ignores());
        Solution second = FirstFit.follow(problem, repacking.directions(patterns));
        return isBetter(second, first, knobs)
                ? new Outcome(second, first, Policy.COST_OPTIMAL, bound)
                : new Outcome(first, first, Policy.FIRST_FIT, bound);
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
