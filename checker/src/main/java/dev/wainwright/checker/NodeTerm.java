package dev.wainwright.checker;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions on a node's labels that must all hold. They are kept one by one: merging {@code Exists} with {@code NotIn}
 * on one key would forget that the label must be there.
 */
record NodeTerm(List<Requirement> conditions) {
    /** Where the node's name stands among the labels, for terms that select by field. */
    static final String NAME_FIELD = "metadata.name";

    NodeTerm {
        conditions = List.copyOf(conditions);
    }

    static NodeTerm of(NodeSelectorTerm term) {
        var conditions = new ArrayList<Requirement>();
        for (NodeSelectorRequirement expression : term.matchExpressions()) {
            conditions.add(
                    Requirement.of(Labels.normalized(expression.key()), expression.operator(), expression.values(), 0));
        }
        for (NodeSelectorRequirement field : term.matchFields()) {
            conditions.add(Requirement.of(field.key(), field.operator(), field.values(), 0));
        }
        return new NodeTerm(conditions);
    }

    static NodeTerm ofSelector(Map<String, String> selector) {
        return new NodeTerm(selector.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> Requirement.in(Labels.normalized(label.getKey()), label.getValue()))
                .toList());
    }

    /** The alternatives of a node selector; a term without conditions matches nothing. */
    static List<NodeTerm> alternatives(Affinity.NodeSelector selector) {
        return selector.nodeSelectorTerms().stream()
                .map(NodeTerm::of)
                .filter(term -> !term.conditions.isEmpty())
                .toList();
    }

    NodeTerm and(NodeTerm other) {
        var both = new ArrayList<>(conditions);
        both.addAll(other.conditions);
        return new NodeTerm(both);
    }

    /** Whether a node with exactly these labels meets the term. */
    boolean heldBy(Map<String, String> labels) {
        return conditions.stream().allMatch(condition -> {
            String value = labels.get(condition.key());
            return value == null ? condition.allowsAbsence() : condition.allows(value);
        });
    }

    /**
     * What remains open of a machine's labels when it must meet the term; empty when it cannot. Well-known keys that
     * nothing defines yet may still take any value; other keys that nothing defines will be absent.
     */
    Optional<Requirements> narrow(Requirements labels) {
        Requirements narrowed = labels;
        for (Requirement condition : conditions) {
            if (!narrowed.has(condition.key()) && !Labels.isWellKnown(condition.key())) {
                if (!condition.allowsAbsence()) {
                    return Optional.empty();
                }
                continue;
            }
            if (narrowed.has(condition.key()) && !narrowed.get(condition.key()).overlaps(condition)) {
                return Optional.empty();
            }
            narrowed = narrowed.and(condition);
        }
        return Optional.of(narrowed);
    }
}
