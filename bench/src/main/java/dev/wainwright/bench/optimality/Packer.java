package dev.wainwright.bench.optimality;

import dev.wainwright.solver.Plan;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;

/** Our packers, asked with everything compiled that is the same from plan to plan. */
enum Packer {
    FIRST_FIT,
    COST_OPTIMAL;

    Plan plan(Question question, Planner.Prepared prepared, String effort) {
        return Planner.plan(question.objects(), prepared, options(effort));
    }

    private PlanOptions options(String effort) {
        return PlanOptions.DEFAULT;
    }
}
