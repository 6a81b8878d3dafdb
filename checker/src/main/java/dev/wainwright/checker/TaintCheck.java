package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;

/** Pods tolerate the hard taints of their node; startup taints of new nodes are gone before pods come. */
final class TaintCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (Machine machine : state.machines()) {
            for (Pod pod : machine.placed()) {
                Taints.repelling(machine.taints(), pod.spec().tolerations())
                        .ifPresent(taint -> findings.add(
                                Rule.TAINTS, pod, "does not tolerate %s of %s".formatted(taint, machine.name())));
            }
        }
    }
}
