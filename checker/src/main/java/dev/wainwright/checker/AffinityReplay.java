package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.checker.Members.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places the pods one after the other, each when its affinities are met by those before it. What remains are pods that
 * wait for each other in a circle, though each finds the others in the end.
 */
final class AffinityReplay {
    private final World world;
    private final Map<AffinityGroup, String> opened;
    private final Set<Domain> populated = new HashSet<>();
    private final IdentityHashMap<Pod, List<AffinityGroup>> selectedBy = new IdentityHashMap<>();
    private List<Member> waiting = new ArrayList<>();

    /** A domain that holds a pod which the group selects. */
    private record Domain(AffinityGroup group, String name) {}

    /** @param opened the domain in which a group's first pod may go without company */
    AffinityReplay(
            FinalState state, Members members, Collection<AffinityGroup> groups, Map<AffinityGroup, String> opened) {
        this.world = state.world();
        this.opened = opened;
        for (AffinityGroup group : groups) {
            members.selectedBy(group)
                    .forEach(member -> selectedBy
                            .computeIfAbsent(member.pod(), pod -> new ArrayList<>())
                            .add(group));
        }
        for (Member member : members.all()) {
            if (member.isNew()
                    && !AffinityGroup.requiredAffinity(member.pod(), world).isEmpty()) {
                waiting.add(member);
            } else {
                place(member);
            }
        }
    }

    void report(Findings findings) {
        int before = Integer.MAX_VALUE;
        while (waiting.size() < before) {
            before = waiting.size();
            waiting = placeWhatCanBe();
        }
        Set<String> known = new HashSet<>();
        findings.list().forEach(violation -> known.add(violation.subject()));
        boolean explained =
                waiting.stream().anyMatch(member -> known.contains(member.pod().qualifiedName()));
        if (!waiting.isEmpty() && !explained) {
            findings.add(
                    Rule.POD_AFFINITY,
                    waiting.getFirst().pod(),
                    "and %d others wait for each other".formatted(waiting.size() - 1));
        }
    }

    private List<Member> placeWhatCanBe() {
        var still = new ArrayList<Member>();
        for (Member member : waiting) {
            if (AffinityGroup.requiredAffinity(member.pod(), world).stream().allMatch(group -> isMet(group, member))) {
                place(member);
            } else {
                still.add(member);
            }
        }
        return still;
    }

    private boolean isMet(AffinityGroup group, Member member) {
        String domain = member.domain(group).orElse("");
        return populated.contains(new Domain(group, domain))
                || (domain.equals(opened.get(group)) && group.selects(member.pod()));
    }

    private void place(Member member) {
        for (AffinityGroup group : selectedBy.getOrDefault(member.pod(), List.of())) {
            member.domain(group).ifPresent(domain -> populated.add(new Domain(group, domain)));
        }
    }
}
