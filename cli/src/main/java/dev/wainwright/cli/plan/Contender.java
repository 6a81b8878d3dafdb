package dev.wainwright.cli.plan;

import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One of the plans that are compared.
 *
 * @param name {@code first-fit}, {@code cost-optimal} or {@code one-type}
 * @param gap price / lower bound − 1; empty when there is no bound, when it is 0, or when the plan places fewer pods than
 *     the bound is for
 */
record Contender(String name, Plan plan, OptionalDouble gap, Optional<BlastRadius> blastRadius) {
    /** What is asked of the new nodes by what they can give, from 0 to 1; empty without new nodes. */
    OptionalDouble utilisation(String resource) {
        double requested = 0;
        double allocatable = 0;
        for (Plan.NewNode node : plan.newNodes()) {
            requested += node.requests().get(resource);
            allocatable += node.allocatable().get(resource);
        }
        return allocatable > 0 ? OptionalDouble.of(requested / allocatable) : OptionalDouble.empty();
    }

    OptionalDouble cpu() {
        return utilisation(Resources.CPU);
    }

    OptionalDouble memory() {
        return utilisation(Resources.MEMORY);
    }

    boolean isPriceModelled() {
        return plan.newNodes().stream().anyMatch(Plan.NewNode::priceModelled);
    }

    /** How many machines of which types, by name. */
    Map<String, Integer> instanceTypes() {
        var counts = new TreeMap<String, Integer>();
        plan.newNodes().forEach(node -> counts.merge(node.instanceType(), 1, Integer::sum));
        return counts;
    }
}
