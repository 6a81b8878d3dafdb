package dev.wainwright.cli.plan;

import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.List;
import java.util.Map;

/**
 * All that {@code wain plan} has to say, before it is put into a shape.
 *
 * @param workloads the controller of each pod that has one, such as {@code Deployment web}, by the pod's qualified name
 * @param cluster what the nodes in the input cost
 * @param notes what the reader should know about the plan as a whole
 * @param explanations the answers to {@code --explain}, in the order they were asked for
 */
record Answer(
        Plan plan,
        Map<String, String> workloads,
        ClusterPrice cluster,
        List<Reason> notes,
        List<Explained> explanations) {
    Answer {
        notes = List.copyOf(notes);
        explanations = List.copyOf(explanations);
    }

    /** Why something is as it is; {@code subject} is {@code pod/NAMESPACE/NAME} or {@code node/NAME}. */
    record Explained(String subject, Reason reason) {}

    boolean anyPriceModelled() {
        return cluster.modelled() || plan.newNodes().stream().anyMatch(Plan.NewNode::priceModelled);
    }
}
