package dev.wainwright.checker;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.WeightedPodAffinityTerm;
import dev.wainwright.api.core.Pod;
import dev.wainwright.checker.Members.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pods prefer and did not get; nothing here makes a plan wrong. */
final class PreferenceCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        SpreadCheck.check(state, constraint -> !constraint.isHard(), Rule.PREFERENCE, findings);
        var members = new Members(state);
        var selected = new HashMap<AffinityGroup, List<Member>>();
        for (Member member : members.all()) {
            if (member.isNew()) {
                Taints.disliked(member.machine().taints(), member.pod().spec().tolerations())
                        .ifPresent(taint ->
                                findings.add(Rule.PREFERENCE, member.pod(), "would rather avoid taint " + taint));
                affinities(state, member, members, selected, findings);
            }
        }
    }

    private static void affinities(
            FinalState state,
            Member member,
            Members members,
            Map<AffinityGroup, List<Member>> selected,
            Findings findings) {
        Affinity affinity = member.pod().spec().affinity();
        if (affinity == null) {
            return;
        }
        nodeTerms(affinity.nodeAffinity(), member, findings);
        for (WeightedPodAffinityTerm term : preferred(affinity.podAffinity())) {
            if (!hasCompany(state, member, term, members, selected)) {
                findings.add(Rule.PREFERENCE, member.pod(), "misses its company, weight " + term.weight());
            }
        }
        for (WeightedPodAffinityTerm term : preferred(affinity.podAntiAffinity())) {
            if (hasCompany(state, member, term, members, selected)) {
                findings.add(
                        Rule.PREFERENCE, member.pod(), "has company it would rather avoid, weight " + term.weight());
            }
        }
    }

    private static void nodeTerms(Affinity.@Nullable NodeAffinity affinity, Member member, Findings findings) {
        if (affinity == null) {
            return;
        }
        affinity.preferredDuringSchedulingIgnoredDuringExecution().stream()
                .filter(term ->
                        !NodeTerm.of(term.preference()).heldBy(member.machine().labels()))
                .forEach(term -> findings.add(
                        Rule.PREFERENCE, member.pod(), "is not on a node it prefers, weight " + term.weight()));
    }

    private static List<WeightedPodAffinityTerm> preferred(Affinity.@Nullable PodAffinity affinity) {
        return affinity == null ? List.of() : affinity.preferredDuringSchedulingIgnoredDuringExecution();
    }

    private static boolean hasCompany(
            FinalState state,
            Member member,
            WeightedPodAffinityTerm term,
            Members members,
            Map<AffinityGroup, List<Member>> selected) {
        Pod pod = member.pod();
        var group = AffinityGroup.of(pod, term.podAffinityTerm(), state.world());
        Optional<String> domain = member.domain(group);
        return domain.isPresent()
                && selected.computeIfAbsent(group, members::selectedBy).stream()
                        .anyMatch(other -> other.domain(group).equals(domain) && other.isAnotherPodThan(member));
    }
}
