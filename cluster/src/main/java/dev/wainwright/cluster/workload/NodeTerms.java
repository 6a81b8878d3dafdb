package dev.wainwright.cluster.workload;

import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PodSpec;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a node is one that a pod asks for by name and labels. */
final class NodeTerms {
    private static final String NAME = "metadata.name";

    private NodeTerms() {}

    /** By node selector and required node affinity. */
    static boolean match(PodSpec spec, Node node) {
        var labels = node.metadata().labels();
        if (!labels.entrySet().containsAll(spec.nodeSelector().entrySet())) {
            return false;
        }
        var affinity = spec.affinity() == null ? null : spec.affinity().nodeAffinity();
        var required = affinity == null ? null : affinity.requiredDuringSchedulingIgnoredDuringExecution();
        return required == null || required.nodeSelectorTerms().stream().anyMatch(term -> matches(term, node));
    }

    private static boolean matches(NodeSelectorTerm term, Node node) {
        boolean isEmpty =
                term.matchExpressions().isEmpty() && term.matchFields().isEmpty();
        return !isEmpty
                && term.matchExpressions().stream()
                        .allMatch(each -> holds(each, node.metadata().labels().get(each.key())))
                && term.matchFields().stream().allMatch(each -> each.key().equals(NAME) && holds(each, node.name()));
    }

    private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
        List<String> values = requirement.values();
        return switch (requirement.operator()) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GT -> compared(value, values) > 0;
            case GTE -> compared(value, values) >= 0;
            case LT -> value != null && compared(value, values) < 0 && isNumber(value);
            case LTE -> value != null && compared(value, values) <= 0 && isNumber(value);
        };
    }

    /** As numbers; what is no number is less than all. */
    private static int compared(@Nullable String value, List<String> values) {
        return value == null || !isNumber(value) || values.size() != 1 || !isNumber(values.getFirst())
                ? -1
                : new BigInteger(value).compareTo(new BigInteger(values.getFirst()));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+");
    }
}
