package dev.wainwright.bench.compare;

import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.checker.Violation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A plan and what the judge says of it.
 *
 * @param broken what is wrong with it
 * @param missed how many wishes were not met
 */
record Answer(JudgedPlan plan, List<Violation> broken, int missed, double seconds) {
    Answer {
        broken = List.copyOf(broken);
    }

    double price() {
        return plan.nodes().stream().mapToDouble(JudgedPlan.NewNode::price).sum();
    }

    SortedSet<String> placed() {
        return new TreeSet<>(Stream.concat(
                        plan.nodes().stream().flatMap(node -> node.pods().stream()),
                        plan.existing().stream().flatMap(node -> node.pods().stream()))
                .toList());
    }
}
