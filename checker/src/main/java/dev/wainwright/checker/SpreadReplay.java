package dev.wainwright.checker;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Places one spread constraint's pods in the order that suits it best, and tells which domains stay stuck.
 *
 * <p>Three kinds of pods matter. Those that own the constraint must find the skew in bounds when they are placed;
 * whether they also count depends on whether the selector matches their own labels. Free pods count without owning it,
 * so they may be placed at any time. Counts only grow, so the greedy order is best: place every owner that may be placed;
 * when none may, let free pods fill the emptiest domains; when that is over as well, no order exists.
 */
final class SpreadReplay {
    private final int maxSkew;
    private final int minDomains;
    private final boolean newDomainAlwaysPossible;
    private final List<Set<String>> eligible;
    private final Map<String, Domain> domains = new TreeMap<>();

    /** What is in a domain, and what is still to be placed there. */
    private static final class Domain {
        private int count;
        private int countingOwners;
        private int otherOwners;
        private int free;

        private boolean hasOwnersLeft() {
            return countingOwners + otherOwners > 0;
        }
    }

    /**
     * @param eligible the domains among which the smallest count is sought: one set for each alternative of what the
     *     pods demand of nodes, of which the kindest applies
     * @param newDomainAlwaysPossible whether an empty domain can be had for the asking, as with host names
     */
    SpreadReplay(SpreadGroup group, List<Set<String>> eligible, boolean newDomainAlwaysPossible) {
        this.maxSkew = group.maxSkew();
        this.minDomains = group.minDomains();
        this.eligible = eligible;
        this.newDomainAlwaysPossible = newDomainAlwaysPossible;
        eligible.forEach(set -> set.forEach(name -> domains.putIfAbsent(name, new Domain())));
    }

    void standing(String domain) {
        domain(domain).count++;
    }

    void owner(String domain, boolean counts) {
        if (counts) {
            domain(domain).countingOwners++;
        } else {
            domain(domain).otherOwners++;
        }
    }

    void free(String domain) {
        domain(domain).free++;
    }

    /** The domains whose owners can be placed in no order, with the count that they would be confronted with. */
    Map<String, String> stuck() {
        boolean moved = true;
        while (moved) {
            moved = placeOwners() || raiseMinimum();
        }
        var stuck = new TreeMap<String, String>();
        domains.forEach((name, domain) -> {
            if (domain.hasOwnersLeft()) {
                stuck.put(
                        name,
                        "%d counted, %d more to come, smallest domain %d, maxSkew %d"
                                .formatted(domain.count, domain.countingOwners, minimum(), maxSkew));
            }
        });
        return stuck;
    }

    private boolean placeOwners() {
        boolean moved = false;
        int minimum = minimum();
        for (Domain domain : domains.values()) {
            if (domain.otherOwners > 0 && domain.count - minimum <= maxSkew) {
                domain.otherOwners = 0;
                moved = true;
            }
            while (domain.countingOwners > 0 && domain.count + 1 - minimum <= maxSkew) {
                domain.countingOwners--;
                domain.count++;
                moved = true;
            }
        }
        return moved;
    }

    private boolean raiseMinimum() {
        if (newDomainAlwaysPossible || domains.values().stream().noneMatch(Domain::hasOwnersLeft)) {
            return false;
        }
        boolean moved = false;
        for (String name : emptiest()) {
            Domain domain = domain(name);
            if (domain.free > 0) {
                domain.free--;
                domain.count++;
                moved = true;
            }
        }
        return moved;
    }

    private Set<String> emptiest() {
        var emptiest = new TreeSet<String>();
        for (Set<String> alternative : eligible) {
            int least = least(alternative);
            alternative.stream().filter(name -> domain(name).count == least).forEach(emptiest::add);
        }
        return emptiest;
    }

    private int minimum() {
        if (newDomainAlwaysPossible) {
            return 0;
        }
        return eligible.stream()
                .mapToInt(set -> set.size() < minDomains ? 0 : least(set))
                .max()
                .orElse(0);
    }

    private int least(Set<String> names) {
        return names.isEmpty()
                ? 0
                : Collections.min(names.stream().map(name -> domain(name).count).toList());
    }

    private Domain domain(String name) {
        return domains.computeIfAbsent(name, key -> new Domain());
    }
}
