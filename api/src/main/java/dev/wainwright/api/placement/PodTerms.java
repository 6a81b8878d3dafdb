package dev.wainwright.api.placement;

import dev.wainwright.api.core.Affinity.PodAffinity;
import dev.wainwright.api.core.Affinity.PodAffinityTerm;
import dev.wainwright.api.core.Affinity.WeightedPodAffinityTerm;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.Namespaces;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.requirement.LabelSelector.Expression;
import dev.wainwright.model.requirement.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a pod spec asks about other pods. */
public final class PodTerms {
    /** Soft spreads have no weight; they are given up one at a time after everything that has one. */
    private static final int SOFT = 1;

    private final Map<String, Map<String, String>> namespaceLabels;

    public PodTerms(Map<String, Map<String, String>> namespaceLabels) {
        this.namespaceLabels = namespaceLabels;
    }

    /** The wishes of a pod with this spec, namespace and labels. */
    public List<TopologyTerm> of(PodSpec spec, String namespace, Map<String, String> labels) {
        var terms = new ArrayList<TopologyTerm>();
        for (TopologySpreadConstraint spread : spec.topologySpreadConstraints()) {
            terms.add(spread(spread, namespace, labels));
        }
        if (spec.affinity() != null) {
            affinity(spec.affinity().podAffinity(), Kind.AFFINITY, namespace, labels, terms);
            affinity(spec.affinity().podAntiAffinity(), Kind.ANTI_AFFINITY, namespace, labels, terms);
        }
        return terms;
    }

    /** Only the required anti-affinity: all that a running pod still asks of others. */
    public List<TopologyTerm> requiredAntiAffinity(PodSpec spec, String namespace, Map<String, String> labels) {
        if (spec.affinity() == null || spec.affinity().podAntiAffinity() == null) {
            return List.of();
        }
        return of(spec, namespace, labels).stream()
                .filter(TopologyTerm::keepsOthersAway)
                .toList();
    }

    /** Every label key that the spec's selectors look at. */
    public static Set<String> askedKeys(PodSpec spec) {
        var keys = new HashSet<String>();
        for (TopologySpreadConstraint spread : spec.topologySpreadConstraints()) {
            add(spread.labelSelector(), keys);
            keys.addAll(spread.matchLabelKeys());
        }
        if (spec.affinity() != null) {
            askedKeys(spec.affinity().podAffinity(), keys);
            askedKeys(spec.affinity().podAntiAffinity(), keys);
        }
        return keys;
    }

    private static void askedKeys(@Nullable PodAffinity affinity, Set<String> keys) {
        if (affinity == null) {
            return;
        }
        var terms = new ArrayList<>(affinity.requiredDuringSchedulingIgnoredDuringExecution());
        affinity.preferredDuringSchedulingIgnoredDuringExecution()
                .forEach(preferred -> terms.add(preferred.podAffinityTerm()));
        for (PodAffinityTerm term : terms) {
            add(term.labelSelector(), keys);
            keys.addAll(term.matchLabelKeys());
            keys.addAll(term.mismatchLabelKeys());
        }
    }

    private static void add(@Nullable LabelSelector selector, Set<String> keys) {
        if (selector != null) {
            keys.addAll(selector.matchLabels().keySet());
            selector.matchExpressions().forEach(expression -> keys.add(expression.key()));
        }
    }

    private static TopologyTerm spread(TopologySpreadConstraint spread, String namespace, Map<String, String> labels) {
        return new TopologyTerm(
                Kind.SPREAD,
                spread.isHard() ? 0 : SOFT,
                Labels.normalized(spread.topologyKey()),
                narrowed(spread.labelSelector(), spread.matchLabelKeys(), List.of(), labels),
                Namespaces.of(namespace),
                spread.maxSkew(),
                spread.minDomains() == null ? 0 : spread.minDomains(),
                !spread.nodeAffinityPolicy().equals("Ignore"),
                spread.nodeTaintsPolicy().equals("Honor"));
    }

    private void affinity(
            @Nullable PodAffinity affinity,
            Kind kind,
            String namespace,
            Map<String, String> labels,
            List<TopologyTerm> terms) {
        if (affinity == null) {
            return;
        }
        for (PodAffinityTerm term : affinity.requiredDuringSchedulingIgnoredDuringExecution()) {
            terms.add(affinity(term, 0, kind, namespace, labels));
        }
        for (WeightedPodAffinityTerm term : affinity.preferredDuringSchedulingIgnoredDuringExecution()) {
            terms.add(affinity(term.podAffinityTerm(), Math.max(1, term.weight()), kind, namespace, labels));
        }
    }

    private TopologyTerm affinity(
            PodAffinityTerm term, int weight, Kind kind, String namespace, Map<String, String> labels) {
        return TopologyTerm.affinity(
                kind,
                weight,
                Labels.normalized(term.topologyKey()),
                narrowed(term.labelSelector(), term.matchLabelKeys(), term.mismatchLabelKeys(), labels),
                namespaces(term, namespace));
    }

    private Namespaces namespaces(PodAffinityTerm term, String own) {
        LabelSelector selector = term.namespaceSelector();
        if (selector == null) {
            return term.namespaces().isEmpty() ? Namespaces.of(own) : Namespaces.of(Set.copyOf(term.namespaces()));
        }
        if (selector.equals(LabelSelector.EVERYTHING)) {
            return Namespaces.ALL;
        }
        var names = new HashSet<>(term.namespaces());
        namespaceLabels.forEach((name, labels) -> {
            if (selector.matches(labels)) {
                names.add(name);
            }
        });
        return Namespaces.of(names);
    }

    /** The selector with the pod's own values of some labels demanded, and of others ruled out. */
    private static @Nullable LabelSelector narrowed(
            @Nullable LabelSelector selector, List<String> same, List<String> different, Map<String, String> labels) {
        if (selector == null || (same.isEmpty() && different.isEmpty())) {
            return selector;
        }
        var expressions = new ArrayList<>(selector.matchExpressions());
        demand(same, Operator.IN, labels, expressions);
        demand(different, Operator.NOT_IN, labels, expressions);
        return new LabelSelector(selector.matchLabels(), expressions);
    }

    private static void demand(
            List<String> keys, Operator operator, Map<String, String> labels, List<Expression> expressions) {
        for (String key : keys) {
            String value = labels.get(key);
            if (value != null) {
                expressions.add(new Expression(key, operator, List.of(value)));
            }
        }
    }
}
