package dev.wainwright.bench.optimality;

import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.checker.Violation;
import java.util.List;

/**
 * A plan, judged.
 *
 * @param price of the new nodes, US dollars per hour
 * @param seconds that planning took, by the measure of the one who planned
 */
record Outcome(int nodes, int placed, double price, List<Violation> broken, double seconds) {
    Outcome {
        broken = List.copyOf(broken);
    }

    static Outcome of(JudgedPlan plan, Question question, double seconds) {
        return of(plan, question.broken(plan), seconds);
    }

    /** Taken to be right, because judging a large plan takes longer than making it. */
    static Outcome unjudged(JudgedPlan plan, double seconds) {
        return of(plan, List.of(), seconds);
    }

    private static Outcome of(JudgedPlan plan, List<Violation> broken, double seconds) {
        int placed = plan.nodes().stream().mapToInt(node -> node.pods().size()).sum()
                + plan.existing().stream().mapToInt(node -> node.pods().size()).sum();
        double price =
                plan.nodes().stream().mapToDouble(JudgedPlan.NewNode::price).sum();
        return new Outcome(plan.nodes().size(), placed, price, broken, seconds);
    }

    boolean isRight() {
        return broken.isEmpty();
    }
}
