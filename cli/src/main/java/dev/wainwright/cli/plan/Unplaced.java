package dev.wainwright.cli.plan;

import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods of one workload that fit nowhere for the same reasons; said once.
 *
 * @param pods their qualified names, in counting order
 */
record Unplaced(List<String> pods, List<Reason> reasons) {
    /** In the order in which the plan names the first pod of each. */
    static List<Unplaced> grouped(Answer answer) {
        var groups = new LinkedHashMap<Object, List<Plan.Unschedulable>>();
        for (Plan.Unschedulable pod : answer.plan().unschedulable()) {
            String workload = answer.workloads().getOrDefault(pod.pod(), pod.pod());
            groups.computeIfAbsent(Map.entry(workload, pod.reasons()), any -> new ArrayList<>())
                    .add(pod);
        }
        return groups.values().stream()
                .map(group -> new Unplaced(
                        group.stream()
                                .map(Plan.Unschedulable::pod)
                                .sorted(PodNames.ORDER)
                                .toList(),
                        group.getFirst().reasons()))
                .toList();
    }

    /** {@code shop/web-0 … web-9 (10 pods)}. */
    String title(boolean unicode) {
        if (pods.size() == 1) {
            return pods.getFirst();
        }
        String last = pods.getLast().substring(pods.getLast().indexOf('/') + 1);
        return pods.getFirst() + (unicode ? " … " : " .. ") + last + " (" + pods.size() + " pods)";
    }
}
