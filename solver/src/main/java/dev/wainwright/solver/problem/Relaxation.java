package dev.wainwright.solver.problem;

import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gives up one wish of a pod that fits nowhere (karpenter-core §3.10). Wishes are insisted on until they have to go, in a
 * fixed order: an alternative of the required node terms, the heaviest preferred pod affinity, the heaviest preferred pod
 * anti-affinity, the heaviest preferred node term, one soft spread, and at last the dislike of {@code PreferNoSchedule}.
 */
public final class Relaxation {
    private static final Toleration DISLIKED = Toleration.anyWith(Effect.PREFER_NO_SCHEDULE);

    private Relaxation() {}

    /**
     * The demand with one wish less; empty when none is left.
     *
     * @param dislikedPools whether some pool has a {@code PreferNoSchedule} taint
     */
    public static Optional<PodDemand> step(PodDemand pod, boolean dislikedPools) {
        if (pod.requiredTerms().size() > 1) {
            var rest = pod.requiredTerms().subList(1, pod.requiredTerms().size());
            return Optional.of(pod.withNodeTerms(rest, pod.preferredTerms()));
        }
        return withoutHeaviest(pod, Kind.AFFINITY)
                .or(() -> withoutHeaviest(pod, Kind.ANTI_AFFINITY))
                .or(() -> withoutPreferredTerm(pod))
                .or(() -> withoutHeaviest(pod, Kind.SPREAD))
                .or(() -> dislikedPools ? tolerant(pod) : Optional.empty());
    }

    /** The demand without any wish that may be given up, for those who ignore preferences. */
    public static PodDemand withoutPreferences(PodDemand pod) {
        var required =
                pod.topologyTerms().stream().filter(TopologyTerm::isRequired).toList();
        return pod.withTopologyTerms(required).withNodeTerms(pod.requiredTerms(), List.of());
    }

    /** Names what {@code relaxed} no longer insists on, for people. */
    public static String difference(PodDemand original, PodDemand relaxed) {
        var given = new ArrayList<String>();
        var terms = new ArrayList<>(original.topologyTerms());
        relaxed.topologyTerms().forEach(terms::remove);
        terms.forEach(term -> given.add(
                "a preferred " + term.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + " on " + term.key()));
        int preferred =
                original.preferredTerms().size() - relaxed.preferredTerms().size();
        original.preferredTerms()
                .subList(0, preferred)
                .forEach(term -> given.add("the preference for " + term.requirements()));
        int required = original.requiredTerms().size() - relaxed.requiredTerms().size();
        original.requiredTerms().subList(0, required).forEach(term -> given.add("the alternative " + term));
        if (relaxed.tolerations().size() > original.tolerations().size()) {
            given.add("its dislike of PreferNoSchedule taints");
        }
        return String.join(", ", given);
    }

    private static Optional<PodDemand> withoutHeaviest(PodDemand pod, Kind kind) {
        TopologyTerm heaviest = null;
        for (TopologyTerm term : pod.topologyTerms()) {
            if (term.kind() == kind && !term.isRequired() && (heaviest == null || term.weight() > heaviest.weight())) {
                heaviest = term;
            }
        }
        if (heaviest == null) {
            return Optional.empty();
        }
        var rest = new ArrayList<>(pod.topologyTerms());
        rest.remove(heaviest);
        return Optional.of(pod.withTopologyTerms(rest));
    }

    private static Optional<PodDemand> withoutPreferredTerm(PodDemand pod) {
        if (pod.preferredTerms().isEmpty()) {
            return Optional.empty();
        }
        var rest = pod.preferredTerms().subList(1, pod.preferredTerms().size());
        return Optional.of(pod.withNodeTerms(pod.requiredTerms(), rest));
    }

    private static Optional<PodDemand> tolerant(PodDemand pod) {
        if (pod.tolerations().contains(DISLIKED)) {
            return Optional.empty();
        }
        var tolerations = new ArrayList<>(pod.tolerations());
        tolerations.add(DISLIKED);
        return Optional.of(pod.withTolerations(tolerations));
    }
}
