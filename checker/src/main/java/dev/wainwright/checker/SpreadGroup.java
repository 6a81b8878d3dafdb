package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Toleration;
import java.util.List;

/**
 * Spread constraints that mean the same: they count the same pods on the same nodes and allow the same skew. Unlike
 * Karpenter's groups they differ when only minDomains does (karpenter-core §3.8 BUG).
 *
 * @param demand what the pods ask of their node; which nodes count depends on it
 * @param tolerations what the pods tolerate
 * @param minDomains 0 when the constraint has none
 */
record SpreadGroup(
        String namespace,
        String key,
        LabelSelector selector,
        int maxSkew,
        int minDomains,
        boolean honorsAffinity,
        boolean honorsTaints,
        NodeDemand demand,
        List<Toleration> tolerations) {

    static SpreadGroup of(Pod pod, TopologySpreadConstraint constraint) {
        Integer minDomains = constraint.minDomains();
        return new SpreadGroup(
                pod.metadata().namespace(),
                Labels.normalized(constraint.topologyKey()),
                Selectors.withKeys(constraint.labelSelector(), pod, constraint.matchLabelKeys(), List.of()),
                constraint.maxSkew(),
                minDomains == null ? 0 : minDomains,
                !constraint.nodeAffinityPolicy().equals("Ignore"),
                constraint.nodeTaintsPolicy().equals("Honor"),
                NodeDemand.of(pod.spec()),
                List.copyOf(pod.spec().tolerations()));
    }

    boolean counts(Pod pod) {
        return pod.metadata().namespace().equals(namespace)
                && !pod.isTerminating()
                && selector.matches(pod.metadata().labels());
    }

    /** Whether pods on the machine are counted. */
    boolean counts(Machine machine) {
        return toleratesIfHonored(machine)
                && (!honorsAffinity || demand.alternatives().stream().anyMatch(term -> holds(term, machine)));
    }

    boolean counts(Machine machine, NodeTerm alternative) {
        return toleratesIfHonored(machine) && (!honorsAffinity || holds(alternative, machine));
    }

    private boolean toleratesIfHonored(Machine machine) {
        return !honorsTaints || Taints.repelling(machine.taints(), tolerations).isEmpty();
    }

    private static boolean holds(NodeTerm term, Machine machine) {
        return switch (machine) {
            case Machine.Standing standing -> term.heldBy(standing.labels());
            case Machine.Launched launched ->
                term.narrow(Requirements.ofLabels(launched.labels())).isPresent();
        };
    }
}
