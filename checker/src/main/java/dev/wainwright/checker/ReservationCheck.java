package dev.wainwright.checker;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every reserved node gets a machine of some reservation that offers its type in its zone, and no reservation gives more
 * than it has: a matching of nodes to reservations, found by augmenting paths.
 */
final class ReservationCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        var capacity = new HashMap<String, Integer>();
        var holders = new HashMap<String, Set<Machine.Launched>>();
        for (Machine machine : state.machines()) {
            if (machine instanceof Machine.Launched node
                    && node.plan().capacityType().equals(Labels.RESERVED)
                    && !seat(node, reservations(node, state, capacity), capacity, holders, new HashSet<>(), state)) {
                findings.add(
                        Rule.RESERVATIONS,
                        node.name(),
                        "no reservation of %s in %s has a machine left"
                                .formatted(
                                        node.plan().instanceType(), node.plan().zone()));
            }
        }
    }

    private static Set<String> reservations(Machine.Launched node, FinalState state, Map<String, Integer> capacity) {
        var ids = new LinkedHashSet<String>();
        List<Offering> offerings = node.chosen().map(type -> type.offerings()).orElse(List.of());
        for (Offering offering : offerings) {
            if (offering.available()
                    && offering.capacityType().equals(Labels.RESERVED)
                    && offering.zone().equals(node.plan().zone())
                    && offering.requirements().has(Labels.RESERVATION_ID)) {
                String id = offering.requirements()
                        .get(Labels.RESERVATION_ID)
                        .values()
                        .getFirst();
                int stated = offering.reservationCapacity().orElse(0);
                capacity.merge(id, state.world().options().reservations().getOrDefault(id, stated), Math::min);
                ids.add(id);
            }
        }
        return ids;
    }

    private static boolean seat(
            Machine.Launched node,
            Set<String> ids,
            Map<String, Integer> capacity,
            Map<String, Set<Machine.Launched>> holders,
            Set<String> asked,
            FinalState state) {
        for (String id : ids) {
            if (!asked.add(id)) {
                continue;
            }
            Set<Machine.Launched> there = holders.computeIfAbsent(id, key -> new LinkedHashSet<>());
            if (there.size() < capacity.getOrDefault(id, 0)) {
                return there.add(node);
            }
            for (Machine.Launched other : List.copyOf(there)) {
                if (seat(other, reservations(other, state, capacity), capacity, holders, asked, state)) {
                    there.remove(other);
                    return there.add(node);
                }
            }
        }
        return false;
    }
}
