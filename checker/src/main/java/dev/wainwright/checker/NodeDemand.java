package dev.wainwright.checker;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.requirement.Requirements;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alternatives of which a node must meet one; without alternatives no node will do. */
record NodeDemand(List<NodeTerm> alternatives) {
    NodeDemand {
        alternatives = List.copyOf(alternatives);
    }

    /** What the pod's node selector and required node affinity demand together. */
    static NodeDemand of(PodSpec spec) {
        NodeTerm selector = NodeTerm.ofSelector(spec.nodeSelector());
        Affinity.NodeSelector required = required(spec);
        if (required == null) {
            return new NodeDemand(List.of(selector));
        }
        return new NodeDemand(
                NodeTerm.alternatives(required).stream().map(selector::and).toList());
    }

    private static Affinity.@Nullable NodeSelector required(PodSpec spec) {
        Affinity affinity = spec.affinity();
        return affinity == null || affinity.nodeAffinity() == null
                ? null
                : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
    }

    boolean heldBy(Map<String, String> labels) {
        return alternatives.stream().anyMatch(term -> term.heldBy(labels));
    }

    boolean canBeMetBy(Requirements labels) {
        return alternatives.stream().anyMatch(term -> term.narrow(labels).isPresent());
    }

    /**
     * What remains open of a machine's labels when it must meet all demands at once; empty when no choice of
     * alternatives agrees. Tries the choices depth first; demands repeat in practice and most labels are decided, so few
     * choices are open.
     */
    static Optional<Requirements> narrowAll(Requirements labels, Set<NodeDemand> demands) {
        return narrow(labels, List.copyOf(new LinkedHashSet<>(demands)), 0);
    }

    private static Optional<Requirements> narrow(Requirements labels, List<NodeDemand> demands, int from) {
        if (from == demands.size()) {
            return Optional.of(labels);
        }
        for (NodeTerm term : demands.get(from).alternatives()) {
            Optional<Requirements> narrowed = term.narrow(labels).flatMap(open -> narrow(open, demands, from + 1));
            if (narrowed.isPresent()) {
                return narrowed;
            }
        }
        return Optional.empty();
    }
}
