package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.checker.Members.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Required pod affinity. A pod must share its domain with a pod that the term selects and that was there before it. Only
 * when nothing that the term selects is anywhere in the cluster may a pod that selects itself be the first; so of the
 * domains where the pods of one term are among themselves, one may have been opened that way, and no second.
 */
final class AffinityCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        var members = new Members(state);
        Map<AffinityGroup, List<Member>> owners = new LinkedHashMap<>();
        AntiAffinityCheck.owners(state, members, AffinityGroup::requiredAffinity)
                .forEach((group, all) -> {
                    List<Member> own = all.stream().filter(Member::isNew).toList();
                    if (!own.isEmpty()) {
                        owners.put(group, own);
                    }
                });
        var opened = new HashMap<AffinityGroup, String>();
        owners.forEach((group, own) -> check(group, own, members.selectedBy(group), opened, findings));
        if (!owners.isEmpty()) {
            new AffinityReplay(state, members, owners.keySet(), opened).report(findings);
        }
    }

    private static void check(
            AffinityGroup group,
            List<Member> owners,
            List<Member> selected,
            Map<AffinityGroup, String> opened,
            Findings findings) {
        Set<Pod> own = Collections.newSetFromMap(new IdentityHashMap<>());
        owners.forEach(owner -> own.add(owner.pod()));
        Set<String> seeded = new HashSet<>();
        boolean somewhereBefore = false;
        for (Member member : selected) {
            somewhereBefore |= !member.isNew() && member.domain(group).isPresent();
            if (!own.contains(member.pod())) {
                member.domain(group).ifPresent(seeded::add);
            }
        }
        SortedMap<String, List<Member>> alone = new TreeMap<>();
        for (Member owner : owners) {
            String domain = owner.domain(group).orElse("");
            if (domain.isEmpty()) {
                findings.add(
                        Rule.POD_AFFINITY,
                        owner.pod(),
                        "is on %s, which has no label %s"
                                .formatted(owner.machine().name(), group.key()));
            } else if (!seeded.contains(domain)) {
                alone.computeIfAbsent(domain, key -> new ArrayList<>()).add(owner);
            }
        }
        first(group, alone, somewhereBefore).ifPresent(domain -> {
            opened.put(group, domain);
            alone.remove(domain);
        });
        alone.forEach((domain, there) -> findings.add(
                Rule.POD_AFFINITY,
                there.getFirst().pod(),
                "%s=%s has no other pod matching %s; %d pods are there in vain"
                        .formatted(group.key(), domain, group.selector(), there.size())));
    }

    /** The one domain that a pod selecting itself may have opened: the one where most pods are. */
    private static Optional<String> first(
            AffinityGroup group, SortedMap<String, List<Member>> alone, boolean somewhereBefore) {
        if (somewhereBefore) {
            return Optional.empty();
        }
        return alone.entrySet().stream()
                .filter(domain -> domain.getValue().stream().anyMatch(owner -> group.selects(owner.pod())))
                .max(Map.Entry.comparingByValue(Comparator.comparingInt(List::size)))
                .map(Map.Entry::getKey);
    }
}
