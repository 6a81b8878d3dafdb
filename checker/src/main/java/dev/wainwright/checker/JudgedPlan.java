package dev.wainwright.checker;

import java.util.List;
import java.util.Map;

/**
 * A plan as the judge sees it; readable from our own plans and from Karpenter's. Pods are {@code namespace/name}.
 *
 * @param unschedulable pods that the plan gives up on
 */
public record JudgedPlan(List<NewNode> nodes, List<ExistingNode> existing, List<String> unschedulable) {
    public JudgedPlan {
        nodes = List.copyOf(nodes);
        existing = List.copyOf(existing);
        unschedulable = List.copyOf(unschedulable);
    }

    /**
     * A machine to launch.
     *
     * @param price US dollars per hour of the offering named; NaN when the plan does not say
     * @param instanceTypeOptions every type that the plan holds possible
     * @param labels what the plan says of further labels; may be empty
     */
    public record NewNode(
            String name,
            String pool,
            String instanceType,
            String zone,
            String capacityType,
            double price,
            List<String> instanceTypeOptions,
            List<String> pods,
            Map<String, String> labels) {
        public NewNode {
            instanceTypeOptions = List.copyOf(instanceTypeOptions);
            pods = List.copyOf(pods);
            labels = Map.copyOf(labels);
        }
    }

    /** Pods that the plan puts on a node which is already there. */
    public record ExistingNode(String node, List<String> pods) {
        public ExistingNode {
            pods = List.copyOf(pods);
        }
    }
}
