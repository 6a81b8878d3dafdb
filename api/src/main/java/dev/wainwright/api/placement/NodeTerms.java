package dev.wainwright.api.placement;

import dev.wainwright.api.core.Affinity.NodeAffinity;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a pod spec asks of node labels. */
public final class NodeTerms {
    private NodeTerms() {}

    /** Demands on a node that are preferred with a weight of 1 to 100. */
    public record Preference(int weight, Requirements requirements) {}

    /** The field that names a node, as a key beside labels. */
    public static final String NAME = "metadata.name";

    /** What a node says of itself, in the terms of {@link #requiredWithFields}. */
    public static Requirements asSeen(Node node) {
        var labels = Labels.normalized(node.metadata().labels());
        labels.put(NAME, node.name());
        return Requirements.ofLabels(labels);
    }

    /** As {@link #required}, with demands on the node's name among those on its labels. */
    public static List<Requirements> requiredWithFields(PodSpec spec) {
        return required(spec, true);
    }

    /** The required alternatives, each with the node selector in it; one without demands when there are none. */
    public static List<Requirements> required(PodSpec spec) {
        return required(spec, false);
    }

    private static List<Requirements> required(PodSpec spec, boolean withFields) {
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
                Requirements fields = withFields
                        ? Requirements.of(term.matchFields().stream()
                                .map(NodeTerms::requirement)
                                .toList())
                        : Requirements.NONE;
                terms.add(selector.and(requirements(term)).and(fields));
            }
        }
        return List.copyOf(terms);
    }

    /** The preferred terms, heaviest first. */
    public static List<Preference> preferred(PodSpec spec) {
        NodeAffinity affinity = affinity(spec);
        if (affinity == null) {
            return List.of();
        }
        return affinity.preferredDuringSchedulingIgnoredDuringExecution().stream()
                .filter(term -> !isEmpty(term.preference()))
                .map(term -> new Preference(term.weight(), requirements(term.preference())))
                .sorted(Comparator.comparingInt(Preference::weight).reversed())
                .toList();
    }

    public static Requirements requirements(NodeSelectorTerm term) {
        return Requirements.of(
                term.matchExpressions().stream().map(NodeTerms::requirement).toList());
    }

    public static Requirement requirement(NodeSelectorRequirement wanted) {
        return Requirement.of(Labels.normalized(wanted.key()), wanted.operator(), wanted.values(), 0);
    }

    /** Whether a node is asked for by a field instead of a label, which names one node and rules out new ones. */
    public static boolean usesFields(PodSpec spec) {
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
