package dev.wainwright.cloud.aws;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a launch into reserved capacity may draw from: reservations of one kind only, of a capacity block exactly one, and in
 * each zone the one with most left (karpenter-aws §4.1, filters 2 to 4). Without any, candidates stay as they are.
 */
final class Reservations {
    private static final String BLOCK = "capacity-block";

    private Reservations() {}

    /** One kind; in the order in which kinds are preferred at the same price. */
    private enum Kind {
        DEFAULT,
        BLOCK,
        INTERRUPTIBLE
    }

    static List<Candidate> narrowed(List<Candidate> candidates) {
        var cheapest = new TreeMap<Kind, Double>();
        candidates.forEach(candidate -> candidate.offerings().stream()
                .filter(Candidate::isReserved)
                .forEach(offering -> cheapest.merge(kind(offering), offering.price(), Math::min)));
        if (cheapest.isEmpty()) {
            return candidates;
        }
        Kind kind = cheapest.entrySet().stream()
                .min(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
        List<Candidate> reserved =
                Candidates.keeping(candidates, offering -> Candidate.isReserved(offering) && kind(offering) == kind);
        return kind == Kind.BLOCK ? cheapestBlock(reserved) : onePerZone(reserved);
    }

    private static Kind kind(Offering offering) {
        boolean interruptible =
                value(offering, Labels.RESERVATION_INTERRUPTIBLE).equals("true");
        if (value(offering, Labels.RESERVATION_TYPE).equals(BLOCK)) {
            return Kind.BLOCK;
        }
        return interruptible ? Kind.INTERRUPTIBLE : Kind.DEFAULT;
    }

    /** The value of a label that an offering has for sure; empty when it has not. */
    static String value(Offering offering, String key) {
        var requirement = offering.requirements().get(key);
        return requirement.complement() || requirement.values().isEmpty()
                ? ""
                : requirement.values().getFirst();
    }

    private static List<Candidate> cheapestBlock(List<Candidate> candidates) {
        Candidate best = candidates.stream()
                .min(Comparator.comparingDouble(Candidate::cheapest))
                .orElseThrow();
        Offering one = best.offerings().stream()
                .min(Comparator.comparingDouble(Offering::price))
                .orElseThrow();
        return List.of(new Candidate(best.type(), List.of(one)));
    }

    private static List<Candidate> onePerZone(List<Candidate> candidates) {
        var narrowed = new ArrayList<Candidate>();
        for (Candidate candidate : candidates) {
            var best = new TreeMap<String, Offering>();
            candidate
                    .offerings()
                    .forEach(offering -> best.merge(
                            offering.zone(),
                            offering,
                            (known, next) -> next.reservationCapacity().orElse(0)
                                            > known.reservationCapacity().orElse(0)
                                    ? next
                                    : known));
            narrowed.add(new Candidate(candidate.type(), List.copyOf(best.values())));
        }
        return narrowed;
    }
}
