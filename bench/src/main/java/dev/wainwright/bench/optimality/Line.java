package dev.wainwright.bench.optimality;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything about one question.
 *
 * @param bound what no plan for the pods that cost-optimal places can cost less than; empty when there is none
 * @param ignored the rules that the bound leaves out of account
 * @param karpenter empty when it was not asked or did not finish
 */
record Line(
        Spec spec,
        Outcome firstFit,
        Outcome costOptimal,
        Optional<Outcome> karpenter,
        OptionalDouble bound,
        List<String> ignored) {
    /** Prices nearer to each other than this, relatively, are the same price. */
    private static final double SAME = 1e-9;

    Line {
        ignored = List.copyOf(ignored);
    }

    /** A plan's price over the bound, 1 at best; empty when it is wrong, places fewer pods, or nothing has to be bought. */
    OptionalDouble overBound(Outcome outcome) {
        boolean holds = bound.isPresent() && outcome.isRight() && outcome.placed() == costOptimal.placed();
        if (!holds || bound.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(outcome.price() / bound.getAsDouble());
    }

    /** Whether the plan costs no more than the bound. */
    boolean isProven() {
        return bound.isPresent()
                && costOptimal.isRight()
                && costOptimal.price() <= bound.getAsDouble() * (1 + 1e-6) + SAME;
    }

    /** Cheaper than {@code other} or with more pods: above 0; dearer or with fewer pods: below 0. */
    int against(Outcome other) {
        if (costOptimal.placed() != other.placed()) {
            return Integer.compare(costOptimal.placed(), other.placed());
        }
        double saved = other.price() - costOptimal.price();
        return Math.abs(saved) <= SAME * Math.max(1, other.price()) ? 0 : saved > 0 ? 1 : -1;
    }

    /** A plan's price over ours; empty when it is wrong or places another number of pods. */
    OptionalDouble overOurs(Outcome other) {
        boolean holds = other.isRight() && other.placed() == costOptimal.placed() && costOptimal.price() > 0;
        return holds ? OptionalDouble.of(other.price() / costOptimal.price()) : OptionalDouble.empty();
    }
}
