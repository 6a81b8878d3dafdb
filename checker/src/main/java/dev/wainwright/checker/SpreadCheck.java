package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec.TopologySpreadConstraint;
import dev.wainwright.model.instance.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Spread constraints: some order of placement keeps each of them at every step (karpenter-core §3.8). */
final class SpreadCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        check(state, TopologySpreadConstraint::isHard, Rule.TOPOLOGY_SPREAD, findings);
    }

    /** Examines the constraints that are meant, and reports what they are kept by as {@code rule}. */
    static void check(FinalState state, Predicate<TopologySpreadConstraint> meant, Rule rule, Findings findings) {
        var domains = new Domains(state.world());
        owners(state, meant)
                .forEach((group, owners) -> new OneGroup(state, group, owners, domains).check(rule, findings));
    }

    private static Map<SpreadGroup, List<Owner>> owners(FinalState state, Predicate<TopologySpreadConstraint> meant) {
        var owners = new LinkedHashMap<SpreadGroup, List<Owner>>();
        for (Machine machine : state.machines()) {
            for (Pod pod : machine.placed()) {
                for (TopologySpreadConstraint constraint : pod.spec().topologySpreadConstraints()) {
                    if (meant.test(constraint)) {
                        owners.computeIfAbsent(SpreadGroup.of(pod, constraint), key -> new ArrayList<>())
                                .add(new Owner(pod, machine));
                    }
                }
            }
        }
        return owners;
    }

    private record Owner(Pod pod, Machine machine) {}

    /** One constraint and the pods that the plan placed under it. */
    private record OneGroup(FinalState state, SpreadGroup group, List<Owner> owners, Domains domains) {
        void check(Rule rule, Findings findings) {
            for (Owner owner : owners) {
                if (owner.machine().domain(group.key()).isEmpty()) {
                    findings.add(
                            rule,
                            owner.pod(),
                            "is spread over %s, which %s has no label for"
                                    .formatted(group.key(), owner.machine().name()));
                }
            }
            replay().stuck()
                    .forEach((domain, counts) ->
                            findings.add(rule, blamed(domain), "%s=%s: %s".formatted(group.key(), domain, counts)));
        }

        private SpreadReplay replay() {
            var replay = new SpreadReplay(group, eligible(), group.key().equals(Labels.HOSTNAME));
            Set<Pod> own = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Owner owner : owners) {
                own.add(owner.pod());
                owner.machine()
                        .domain(group.key())
                        .ifPresent(domain -> replay.owner(domain, group.counts(owner.pod())));
            }
            for (Machine machine : state.machines()) {
                if (group.counts(machine)) {
                    machine.domain(group.key()).ifPresent(domain -> count(replay, machine, domain, own));
                }
            }
            return replay;
        }

        private void count(SpreadReplay replay, Machine machine, String domain, Set<Pod> own) {
            machine.residents().stream().filter(group::counts).forEach(pod -> replay.standing(domain));
            machine.placed().stream()
                    .filter(pod -> group.counts(pod) && !own.contains(pod))
                    .forEach(pod -> replay.free(domain));
        }

        private List<Set<String>> eligible() {
            if (group.key().equals(Labels.HOSTNAME)) {
                return List.of();
            }
            var sets = new ArrayList<Set<String>>();
            for (NodeTerm alternative : group.demand().alternatives()) {
                var set = new TreeSet<>(domains.within(group.key(), alternative, group.tolerations()));
                state.machines().stream()
                        .filter(machine -> machine instanceof Machine.Standing && group.counts(machine, alternative))
                        .forEach(machine -> machine.domain(group.key()).ifPresent(set::add));
                sets.add(set);
            }
            return sets;
        }

        private String blamed(String domain) {
            return owners.stream()
                    .filter(owner -> owner.machine()
                            .domain(group.key())
                            .filter(domain::equals)
                            .isPresent())
                    .map(owner -> owner.pod().qualifiedName())
                    .max(String::compareTo)
                    .orElse(group.namespace());
        }
    }
}
