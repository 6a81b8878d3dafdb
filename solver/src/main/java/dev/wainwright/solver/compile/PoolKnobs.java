package dev.wainwright.solver.compile;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.karpenter.PoolAnnotations;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.problem.SpotChoice;

/**
 * What holds of what was asked for on the way and of what pools ask for in their annotations: the former goes first.
 * Sizes and spot choice hold for the pool that asks. A workload's pods may be on nodes of several pools, and there is one
 * plan for all: so of shares the smallest holds for every pool, and of savings the largest.
 */
final class PoolKnobs {
    private final Knobs asked;
    private Knobs forAll;

    PoolKnobs(Knobs asked) {
        this.asked = asked;
        forAll = asked;
    }

    /** What holds for a pool; remembers what it says about the whole plan. */
    Knobs of(NodePool pool) {
        PoolAnnotations says = PoolAnnotations.of(pool);
        if (asked.maxShare() == 0 && says.maxShare().isPresent()) {
            double share = says.maxShare().getAsDouble();
            forAll = forAll.withMaxShare(forAll.maxShare() == 0 ? share : Math.min(forAll.maxShare(), share));
        }
        if (asked.minSaving() < 0 && says.minSaving().isPresent()) {
            forAll = forAll.withMinSaving(
                    Math.max(forAll.minSaving(), says.minSaving().getAsDouble()));
        }
        return new Knobs(
                asked.maxShare(),
                either(asked.minNode(), says.minNode()),
                either(asked.maxNode(), says.maxNode()),
                asked.minSaving(),
                asked.spotTypes() >= 0 ? asked.spotTypes() : says.spotTypes().orElse(SpotChoice.ANY.types()),
                asked.spotWithin() >= 0 ? asked.spotWithin() : says.spotWithin().orElse(SpotChoice.ANY.within()));
    }

    private static Resources either(Resources first, Resources second) {
        return first.size() > 0 ? first : second;
    }

    static SpotChoice spot(Knobs ofPool) {
        return new SpotChoice(ofPool.spotTypes(), ofPool.spotWithin());
    }

    /** What holds for the whole plan, as far as pools have been asked. */
    Knobs forAll() {
        return forAll;
    }
}
