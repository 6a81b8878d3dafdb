package dev.wainwright.simulation.report;

import dev.wainwright.solver.Plan;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan in two sentences. */
final class PlanWords {
    private static final int MOST_TYPES = 4;

    private PlanWords() {}

    static String what(Plan plan) {
        Map<String, Integer> types = new TreeMap<>();
        plan.newNodes().forEach(node -> types.merge(node.instanceType() + " " + node.capacityType(), 1, Integer::sum));
        String list = types.entrySet().stream()
                .limit(MOST_TYPES)
                .map(each -> each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
        String more = types.size() > MOST_TYPES ? " and " + (types.size() - MOST_TYPES) + " further types" : "";
        return types.isEmpty() ? "plan: nothing to launch" : "plan: launch " + list + more;
    }

    static String why(Plan plan) {
        long onNew =
                plan.newNodes().stream().mapToLong(node -> node.pods().size()).sum();
        long onOld =
                plan.existing().stream().mapToLong(node -> node.pods().size()).sum();
        var text = new StringBuilder();
        text.append(plan.pods()).append(plan.pods() == 1 ? " pod waits: " : " pods wait: ");
        text.append(onNew).append(" go to new nodes, ").append(onOld).append(" fit on what is there or on its way");
        if (!plan.unschedulable().isEmpty()) {
            Plan.Unschedulable first = plan.unschedulable().getFirst();
            text.append(", ")
                    .append(plan.unschedulable().size())
                    .append(" fit nowhere (")
                    .append(first.pod());
            if (!first.reasons().isEmpty()) {
                text.append(": ").append(first.reasons().getFirst().text());
            }
            text.append(')');
        }
        if (!plan.newNodes().isEmpty()) {
            text.append(String.format(Locale.ROOT, "; $%.4f/h", plan.hourlyPrice()));
            plan.bound()
                    .ifPresent(bound -> text.append(String.format(
                            Locale.ROOT, ", and no plan can cost less than $%.4f/h", bound.hourlyPrice())));
        }
        return text.toString();
    }
}
