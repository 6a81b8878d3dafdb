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
        int placed = plan.nodes().stream().mapToInt(node -> node.pods().size()).sum()
                + plan.existing().stream().mapToInt(node -> node.pods().size()).sum();
        double price =
                plan.nodes().stream().mapToDouble(JudgedPlan.NewNode::price).sum();
        return new Outcome(plan.nodes().size(), placed, price, question.broken(plan), seconds);
    }

    boolean isRight() {
        return broken.isEmpty();
    }
}
