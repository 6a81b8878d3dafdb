package dev.wainwright.cli.plan;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The same pods planned in several ways.
 *
 * @param bound what no plan can cost less than that places as many pods as the cost-optimal one
 */
record Comparison(List<Contender> contenders, Optional<Bound> bound, List<Reason> notes) {
    Comparison {
        contenders = List.copyOf(contenders);
        notes = List.copyOf(notes);
    }

    static Comparison of(List<KubeObject> objects, Supply supply, PlanOptions options) {
        Planner.Prepared prepared = Planner.prepare(objects, supply, options);
        Plan cheapest = Planner.plan(objects, prepared, options.withPolicy(Policy.COST_OPTIMAL));
        var contenders = new ArrayList<Contender>();
        for (Policy policy : List.of(Policy.FIRST_FIT, Policy.COST_OPTIMAL, Policy.ONE_TYPE)) {
            Plan plan = policy == Policy.COST_OPTIMAL
                    ? cheapest
                    : Planner.plan(objects, prepared, options.withPolicy(policy));
            contenders.add(new Contender(policy.toString(), plan, gap(plan, cheapest), BlastRadius.of(plan, objects)));
        }
        return new Comparison(contenders, cheapest.bound(), List.of());
    }

    Comparison withNotes(List<Reason> newNotes) {
        return new Comparison(contenders, bound, newNotes);
    }

    private static OptionalDouble gap(Plan plan, Plan cheapest) {
        return plan.scheduled() == cheapest.scheduled() && cheapest.bound().isPresent()
                ? cheapest.bound().get().gap(plan.hourlyPrice())
                : OptionalDouble.empty();
    }

    OptionalDouble lowerBound() {
        return bound.isPresent() ? OptionalDouble.of(bound.get().hourlyPrice()) : OptionalDouble.empty();
    }

    /** The plan that would be carried out. */
    Plan cheapest() {
        return contenders.stream()
                .filter(contender -> contender.name().equals(Policy.COST_OPTIMAL.toString()))
                .findFirst()
                .orElseThrow()
                .plan();
    }

    boolean anyPriceModelled() {
        return contenders.stream().anyMatch(Contender::isPriceModelled);
    }
}
