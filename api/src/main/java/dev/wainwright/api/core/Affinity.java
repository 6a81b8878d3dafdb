package dev.wainwright.api.core;

import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod's affinities to nodes and to other pods. */
public record Affinity(
        @Nullable NodeAffinity nodeAffinity,
        @Nullable PodAffinity podAffinity,
        @Nullable PodAffinity podAntiAffinity) {

    /** Demands on nodes: the required terms are alternatives, the preferred ones are weighed. */
    public record NodeAffinity(
            @Nullable NodeSelector requiredDuringSchedulingIgnoredDuringExecution,
            List<PreferredTerm> preferredDuringSchedulingIgnoredDuringExecution) {
        public NodeAffinity {
            preferredDuringSchedulingIgnoredDuringExecution =
                    List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
        }
    }

    /** A node matches when one of the terms does. */
    public record NodeSelector(List<NodeSelectorTerm> nodeSelectorTerms) {
        public NodeSelector {
            nodeSelectorTerms = List.copyOf(nodeSelectorTerms);
        }
    }

    /** A node matches when all expressions do; an empty term matches nothing. */
    public record NodeSelectorTerm(
            List<NodeSelectorRequirement> matchExpressions, List<NodeSelectorRequirement> matchFields) {
        public NodeSelectorTerm {
            matchExpressions = List.copyOf(matchExpressions);
            matchFields = List.copyOf(matchFields);
        }
    }

    /** One demand on a node label. */
    public record NodeSelectorRequirement(String key, Operator operator, List<String> values) {
        public NodeSelectorRequirement {
            values = List.copyOf(values);
        }
    }

    /** A node term that is preferred with a weight of 1 to 100. */
    public record PreferredTerm(int weight, NodeSelectorTerm preference) {}

    /** Demands on where other pods are; used for affinity and for anti-affinity. */
    public record PodAffinity(
            List<PodAffinityTerm> requiredDuringSchedulingIgnoredDuringExecution,
            List<WeightedPodAffinityTerm> preferredDuringSchedulingIgnoredDuringExecution) {
        public PodAffinity {
            requiredDuringSchedulingIgnoredDuringExecution =
                    List.copyOf(requiredDuringSchedulingIgnoredDuringExecution);
            preferredDuringSchedulingIgnoredDuringExecution =
                    List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
        }
    }

    /** The pods meant, and the topology within which to be with or away from them. */
    public record PodAffinityTerm(
            @Nullable LabelSelector labelSelector,
            List<String> namespaces,
            @Nullable LabelSelector namespaceSelector,
            String topologyKey,
            List<String> matchLabelKeys,
            List<String> mismatchLabelKeys) {
        public PodAffinityTerm {
            namespaces = List.copyOf(namespaces);
            matchLabelKeys = List.copyOf(matchLabelKeys);
            mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
        }
    }

    /** A term that is preferred with a weight of 1 to 100. */
    public record WeightedPodAffinityTerm(int weight, PodAffinityTerm podAffinityTerm) {}
}
