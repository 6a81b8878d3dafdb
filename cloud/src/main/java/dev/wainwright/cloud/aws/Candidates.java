package dev.wainwright.cloud.aws;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Narrows the types down to those that a claim is launched from, in Karpenter's order (karpenter-aws §4.1): what fits, then
 * one kind of reservation, then nothing exotic, then no spot that is dearer than on-demand, then the 60 cheapest.
 */
final class Candidates {
    /** How many types one fleet names. */
    static final int MOST = 60;

    private final Requirements wanted;
    private final Resources requests;
    private final boolean bestEffort;

    private Candidates(NodeClaim claim, boolean bestEffort) {
        this.wanted = requirements(claim);
        this.requests = Resources.ofQuantities(claim.spec().requests());
        this.bestEffort = bestEffort;
    }

    static Requirements requirements(NodeClaim claim) {
        return Requirements.of(claim.spec().requirements().stream()
                .map(NodeRequirement::toRequirement)
                .toList());
    }

    /** The candidates, cheapest first; none when nothing that the claim allows is to be had now. */
    static List<Candidate> of(NodeClaim claim, List<InstanceType> types, boolean bestEffort) {
        return new Candidates(claim, bestEffort).narrowed(types);
    }

    private List<Candidate> narrowed(List<InstanceType> types) {
        List<Candidate> candidates = fitting(types);
        if (wanted.get(Labels.CAPACITY_TYPE).allows(Labels.RESERVED)) {
            candidates = Reservations.narrowed(candidates);
        }
        boolean diverse = wanted.byKey().values().stream().anyMatch(each -> each.minValues() > 0);
        if (!diverse) {
            candidates = withoutDearSpot(withoutExotic(candidates));
        }
        List<Candidate> cheapest = candidates.stream()
                .sorted(Comparator.<Candidate>comparingDouble(Candidate::cheapest)
                        .thenComparing(each -> each.type().name()))
                .limit(MOST)
                .toList();
        return diverse && !bestEffort && !isDiverse(cheapest) ? List.of() : cheapest;
    }

    private List<Candidate> fitting(List<InstanceType> types) {
        var fitting = new ArrayList<Candidate>();
        // Types share what their offerings require: a zone and a way to buy.
        var agreeing = new IdentityHashMap<Requirements, Boolean>();
        // A claim that comes from a plan names its types: a few of a thousand.
        Requirement names = wanted.get(Labels.INSTANCE_TYPE);
        for (InstanceType type : types) {
            if (names.allows(type.name()) && type.requirements().intersects(wanted) && fits(requests, type)) {
                var candidate = new Candidate(type, type.offerings())
                        .keeping(offering -> offering.available()
                                && agreeing.computeIfAbsent(offering.requirements(), wanted::intersects));
                if (!candidate.isEmpty()) {
                    fitting.add(candidate);
                }
            }
        }
        return fitting;
    }

    static boolean fits(NodeClaim claim, InstanceType type) {
        return fits(Resources.ofQuantities(claim.spec().requests()), type);
    }

    /** Without working out what is allocatable, as long as no huge pages take part of the memory: it is asked very often. */
    private static boolean fits(Resources requests, InstanceType type) {
        boolean plain = true;
        for (int i = 0; i < type.capacity().size() && plain; i++) {
            plain = !type.capacity().name(i).startsWith(Resources.HUGEPAGES_PREFIX);
        }
        Resources allocatable = plain ? Resources.NONE : type.allocatable();
        for (int i = 0; i < requests.size(); i++) {
            String name = requests.name(i);
            long left = plain ? type.capacity().get(name) - type.overhead().get(name) : allocatable.get(name);
            if (requests.amountAt(i) > Math.max(0, left)) {
                return false;
            }
        }
        return true;
    }

    private static List<Candidate> withoutExotic(List<Candidate> candidates) {
        return orAll(candidates, candidate -> !candidate.isExotic());
    }

    private static List<Candidate> withoutDearSpot(List<Candidate> candidates) {
        boolean mixed = candidates.stream().anyMatch(each -> each.offers(Labels.SPOT))
                && candidates.stream().anyMatch(each -> each.offers(Labels.ON_DEMAND));
        if (!mixed) {
            return candidates;
        }
        double cheapest = candidates.stream()
                .mapToDouble(each -> each.cheapest(Labels.ON_DEMAND))
                .min()
                .orElse(Double.MAX_VALUE);
        return keeping(
                candidates, offering -> !offering.capacityType().equals(Labels.SPOT) || offering.price() <= cheapest);
    }

    /** The offerings that meet the condition, and the types that have any left. */
    static List<Candidate> keeping(List<Candidate> candidates, Predicate<Offering> condition) {
        return candidates.stream()
                .map(candidate -> candidate.keeping(condition))
                .filter(candidate -> !candidate.isEmpty())
                .toList();
    }

    private static List<Candidate> orAll(List<Candidate> candidates, Predicate<Candidate> condition) {
        List<Candidate> kept = candidates.stream().filter(condition).toList();
        return kept.isEmpty() ? candidates : kept;
    }

    private boolean isDiverse(List<Candidate> candidates) {
        for (Requirement requirement : wanted.byKey().values()) {
            if (requirement.minValues() > 0) {
                var values = new TreeSet<String>();
                candidates.forEach(each -> each.type().requirements().get(requirement.key()).values().stream()
                        .filter(requirement::allows)
                        .forEach(values::add));
                if (values.size() < requirement.minValues()) {
                    return false;
                }
            }
        }
        return true;
    }
}
