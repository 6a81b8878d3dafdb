package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every waiting pod has exactly one fate, and no other pod is touched (karpenter-core §3.2). */
final class AssignmentCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        Map<String, Integer> fates = new HashMap<>();
        Stream.of(
                        plan.nodes().stream().flatMap(node -> node.pods().stream()),
                        plan.existing().stream().flatMap(node -> node.pods().stream()),
                        plan.unschedulable().stream())
                .flatMap(names -> names)
                .forEach(name -> fates.merge(name, 1, Integer::sum));
        for (Pod pod : state.world().pods().values()) {
            int times = fates.getOrDefault(pod.qualifiedName(), 0);
            Optional<String> exempt = reasonToIgnore(pod);
            if (exempt.isEmpty() && times == 0) {
                findings.add(Rule.ASSIGNMENT, pod, "waits for a place, and the plan says nothing of it");
            } else if (times > 1) {
                findings.add(Rule.ASSIGNMENT, pod, "is in the plan " + times + " times");
            }
        }
        for (Machine machine : state.machines()) {
            for (Pod pod : machine.placed()) {
                reasonToIgnore(pod)
                        .ifPresent(reason -> findings.add(Rule.ELIGIBILITY, pod, "is placed, but " + reason));
            }
        }
    }

    private static Optional<String> reasonToIgnore(Pod pod) {
        if (pod.isBound()) {
            return Optional.of("is bound to " + pod.nodeName());
        }
        if (pod.isTerminal() || pod.isTerminating()) {
            return Optional.of("is at its end");
        }
        if (!pod.spec().schedulingGates().isEmpty()) {
            return Optional.of("is gated");
        }
        if (!pod.status().nominatedNodeName().isEmpty()) {
            return Optional.of("is nominated for " + pod.status().nominatedNodeName());
        }
        if (pod.isOwnedBy("DaemonSet") || pod.isOwnedBy("Node")) {
            return Optional.of("belongs to its node");
        }
        return Optional.empty();
    }
}
