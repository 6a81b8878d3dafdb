package dev.wainwright.solver.compile;

import dev.wainwright.api.core.Affinity.NodeAffinity;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.problem.PodDemand.PreferredTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a pod spec asks of node labels. */
final class NodeTerms {
    private NodeTerms() {}

    /** The required alternatives, each with the node selector in it; one without demands when there are none. */
    static List<Requirements> required(PodSpec spec) {
        Requirements selector = Requirements.of(spec.nodeSelector().entrySet().stream()
                .map(label -> Requirement.in(Labels.normalized(label.getKey()), label.getValue()))
                .toList());
        NodeAffinity affinity = affinity(spec);
        if (affinity == null || affinity.requiredDuringSchedulingIgnoredDuringExecution() == null) {
            return List.of(selector);
        }
        var terms = new ArrayList<Requirements>();
        for (NodeSelectorTerm term :
                affinity.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms()) {
            if (!isEmpty(term)) {
                terms.add(selector.and(requirements(term)));
            }
        }
        return List.copyOf(terms);
    }

    /** The preferred terms, heaviest first. */
    static List<PreferredTerm> preferred(PodSpec spec) {
        NodeAffinity affinity = affinity(spec);
        if (affinity == null) {
            return List.of();
        }
        return affinity.preferredDuringSchedulingIgnoredDuringExecution().stream()
                .filter(term -> !isEmpty(term.preference()))
                .map(term -> new PreferredTerm(term.weight(), requirements(term.preference())))
                .sorted(Comparator.comparingInt(PreferredTerm::weight).reversed())
                .toList();
    }

    static Requirements requirements(NodeSelectorTerm term) {
        return Requirements.of(
                term.matchExpressions().stream().map(NodeTerms::requirement).toList());
    }

    static Requirement requirement(NodeSelectorRequirement wanted) {
        return Requirement.of(Labels.normalized(wanted.key()), wanted.operator(), wanted.values(), 0);
    }

    /** Whether a node is asked for by a field instead of a label, which names one node and rules out new ones. */
    static boolean usesFields(PodSpec spec) {
        NodeAffinity affinity = affinity(spec);
        return affinity != null
                && affinity.requiredDuringSchedulingIgnoredDuringExecution() != null
                && affinity.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms().stream()
                        .anyMatch(term -> !term.matchFields().isEmpty());
    }

    private static boolean isEmpty(NodeSelectorTerm term) {
        return term.matchExpressions().isEmpty() && term.matchFields().isEmpty();
    }

    private static @Nullable NodeAffinity affinity(PodSpec spec) {
        return spec.affinity() == null ? null : spec.affinity().nodeAffinity();
    }
}
