package dev.wainwright.checker;

import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import java.util.TreeSet;

/** A new node keeps as many types open as its pool wants distinct values of a label. */
final class MinValuesCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        if (state.world().options().bestEffortMinValues()) {
            return;
        }
        for (Machine machine : state.machines()) {
            if (machine instanceof Machine.Launched launched) {
                launched.pool()
                        .pool()
                        .spec()
                        .template()
                        .spec()
                        .requirements()
                        .forEach(requirement -> check(requirement, launched, findings));
            }
        }
    }

    private static void check(NodeRequirement requirement, Machine.Launched node, Findings findings) {
        Integer wanted = requirement.minValues();
        if (wanted == null) {
            return;
        }
        var values = new TreeSet<String>();
        for (InstanceType type : node.options()) {
            values.addAll(type.requirements()
                    .get(Labels.normalized(requirement.key()))
                    .values());
        }
        if (values.size() < wanted) {
            findings.add(
                    Rule.MIN_VALUES,
                    node.name(),
                    "%d values of %s are open, %d are wanted".formatted(values.size(), requirement.key(), wanted));
        }
    }
}
