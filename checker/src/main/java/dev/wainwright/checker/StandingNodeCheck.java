package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.model.resource.Resources;
import java.util.List;

/** Pods put on a node that is there: its labels are what they ask for, and what is left of it suffices. */
final class StandingNodeCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (Machine machine : state.machines()) {
            if (machine instanceof Machine.Standing standing
                    && !standing.placed().isEmpty()) {
                selection(state, standing, findings);
                resources(state, standing, findings);
            }
        }
    }

    private static void selection(FinalState state, Machine.Standing machine, Findings findings) {
        for (Pod pod : machine.placed()) {
            for (NodeDemand demand : state.demands(List.of(pod))) {
                if (!demand.heldBy(machine.labels())) {
                    findings.add(
                            Rule.NODE_SELECTION, pod, "node %s does not meet %s".formatted(machine.name(), demand));
                }
            }
        }
    }

    private static void resources(FinalState state, Machine.Standing machine, Findings findings) {
        Resources asked = total(machine.placed());
        Resources expected = state.daemons().requests(machine.node(), machine.labels());
        Resources running = total(machine.residents().stream()
                .filter(pod -> pod.isOwnedBy("DaemonSet"))
                .toList());
        Resources stillToCome = expected.minus(running).max(Resources.NONE);
        Resources left = Resources.ofQuantities(machine.node().status().allocatable())
                .minus(total(machine.residents()))
                .minus(stillToCome);
        for (int i = 0; i < asked.size(); i++) {
            String name = asked.name(i);
            if (asked.amountAt(i) > Math.max(0, left.get(name))) {
                findings.add(
                        Rule.RESOURCES,
                        machine.name(),
                        "%s: %s asked by new pods, %s left"
                                .formatted(
                                        name,
                                        Resources.quantity(name, asked.amountAt(i)),
                                        Resources.quantity(name, left.get(name))));
            }
        }
    }

    static Resources total(List<Pod> pods) {
        Resources total = Resources.NONE;
        for (Pod pod : pods) {
            total = total.plus(PodRequests.of(pod));
        }
        return total;
    }
}
