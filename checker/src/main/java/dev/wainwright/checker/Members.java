package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who belongs to an affinity group: the pods that own its term and the pods that it selects, with where they are. */
final class Members {
    /** A pod on a machine; new if the plan put it there. */
    record Member(Pod pod, Machine machine, boolean isNew) {
        Optional<String> domain(AffinityGroup group) {
            return machine.domain(group.key());
        }

        boolean isAnotherPodThan(Member other) {
            return !pod.qualifiedName().equals(other.pod.qualifiedName());
        }
    }

    /** Picks the groups whose terms a pod owns. */
    @FunctionalInterface
    interface Terms {
        List<AffinityGroup> of(Pod pod, World world);
    }

    private record Kind(String namespace, Map<String, String> labels) {}

    private final List<Member> all = new ArrayList<>();
    private final Map<Kind, List<Member>> byKind = new HashMap<>();

    Members(FinalState state) {
        for (Machine machine : state.machines()) {
            machine.residents().forEach(pod -> add(new Member(pod, machine, false)));
            machine.placed().forEach(pod -> add(new Member(pod, machine, true)));
        }
    }

    private void add(Member member) {
        all.add(member);
        var kind = new Kind(
                member.pod().metadata().namespace(), member.pod().metadata().labels());
        byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(member);
    }

    List<Member> all() {
        return all;
    }

    /** Those that the group selects; pods with the same labels are asked about once. */
    List<Member> selectedBy(AffinityGroup group) {
        var selected = new ArrayList<Member>();
        for (List<Member> kin : byKind.values()) {
            Pod first = kin.getFirst().pod();
            if (group.namespaces().contains(first.metadata().namespace())
                    && group.selector().matches(first.metadata().labels())) {
                kin.stream().filter(member -> !member.pod().isTerminating()).forEach(selected::add);
            }
        }
        return selected;
    }
}
