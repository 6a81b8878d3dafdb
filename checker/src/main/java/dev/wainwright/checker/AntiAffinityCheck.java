package dev.wainwright.checker;

import dev.wainwright.checker.Members.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Required pod anti-affinity: no pod that a term selects shares the domain of a pod that owns the term. It does not
 * matter which of the two came first, only that the plan placed at least one of them.
 */
final class AntiAffinityCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        var members = new Members(state);
        owners(state, members, AffinityGroup::requiredAntiAffinity)
                .forEach((group, owners) -> check(group, owners, members.selectedBy(group), findings));
    }

    private static void check(AffinityGroup group, List<Member> owners, List<Member> selected, Findings findings) {
        var selectedByDomain = new TreeMap<String, List<Member>>();
        selected.forEach(member -> member.domain(group)
                .ifPresent(domain -> selectedByDomain
                        .computeIfAbsent(domain, key -> new ArrayList<>())
                        .add(member)));
        for (Member owner : owners) {
            String domain = owner.domain(group).orElse("");
            for (Member other : selectedByDomain.getOrDefault(domain, List.of())) {
                if ((other.isNew() || owner.isNew()) && other.isAnotherPodThan(owner)) {
                    findings.add(
                            Rule.POD_ANTI_AFFINITY,
                            owner.pod(),
                            "wants to be away from %s, which shares %s=%s"
                                    .formatted(other.pod().qualifiedName(), group.key(), domain));
                    break;
                }
            }
        }
    }

    static Map<AffinityGroup, List<Member>> owners(FinalState state, Members members, Members.Terms terms) {
        var owners = new LinkedHashMap<AffinityGroup, List<Member>>();
        for (Member member : members.all()) {
            terms.of(member.pod(), state.world())
                    .forEach(group -> owners.computeIfAbsent(group, key -> new ArrayList<>())
                            .add(member));
        }
        return owners;
    }
}
