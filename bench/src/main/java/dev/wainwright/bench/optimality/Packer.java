package dev.wainwright.bench.optimality;

import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;

/** One of our packers, asked with everything compiled that is the same from plan to plan. */
record Packer(Policy policy, Effort effort) {
    Plan plan(Question question, Planner.Prepared prepared) {
        return Planner.plan(
                question.objects(),
                prepared,
                PlanOptions.DEFAULT.withPolicy(policy).withEffort(effort));
    }
}
