package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A new node is right whichever of its types it becomes: the pool allows the type, some offering of it can be bought that
 * agrees with everything its pods demand, and pods and daemons fit. A node whose pods are spread over zones or capacity
 * types has its place decided, so there every type must be on offer in that very place.
 */
final class LaunchedNodeCheck implements Checker.Check {
    private static final Set<String> DECIDED_BY_OFFERING = Set.of(Labels.ZONE, Labels.CAPACITY_TYPE);

    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (Machine machine : state.machines()) {
            if (machine instanceof Machine.Launched launched) {
                new OneNode(state, launched, findings).check();
            }
        }
    }

    /** The questions about one node. */
    private record OneNode(FinalState state, Machine.Launched node, Findings findings) {
        void check() {
            if (!node.pool().isDynamic()) {
                findings.add(Rule.OFFERING, node.name(), "is of a pool that launches nothing on demand");
            }
            if (!node.plan().instanceTypeOptions().contains(node.plan().instanceType())) {
                findings.add(Rule.NAMES, node.name(), "is to be a type that is not among its options");
            }
            Set<NodeDemand> demands = state.demands(node.placed());
            Resources asked = StandingNodeCheck.total(node.placed());
            chosen(demands);
            for (InstanceType type : node.options()) {
                option(type, demands);
                resources(type, asked.plus(state.daemons().requests(node.pool(), type)));
            }
        }

        private void chosen(Set<NodeDemand> demands) {
            Requirements place = Requirements.of(
                    Requirement.in(Labels.ZONE, node.plan().zone()),
                    Requirement.in(Labels.CAPACITY_TYPE, node.plan().capacityType()));
            List<Offering> offerings = node.chosen().stream()
                    .flatMap(type -> type.offerings().stream()
                            .filter(Offering::available)
                            .filter(offering ->
                                    node.pool().labels(type, offering).isPresent()))
                    .filter(offering -> place.intersects(offering.requirements()))
                    .toList();
            String where = "%s %s in %s"
                    .formatted(
                            node.plan().capacityType(),
                            node.plan().instanceType(),
                            node.plan().zone());
            if (offerings.isEmpty()) {
                findings.add(Rule.OFFERING, node.name(), "the pool cannot buy " + where);
                return;
            }
            if (offerings.stream().noneMatch(offering -> agrees(node.chosen().orElseThrow(), offering, demands))) {
                findings.add(Rule.NODE_SELECTION, node.name(), where + " does not meet " + blame(offerings));
            }
            double price = node.plan().price();
            if (!Double.isNaN(price)
                    && offerings.stream().noneMatch(offering -> Math.abs(offering.price() - price) < 1e-9)) {
                findings.add(Rule.PRICE, node.name(), "%s does not cost %s".formatted(where, price));
            }
        }

        /** The first pod whose own demands none of the offerings meets, or all of them together. */
        private String blame(List<Offering> offerings) {
            InstanceType type = node.chosen().orElseThrow();
            for (Pod pod : node.placed()) {
                Set<NodeDemand> own = state.demands(List.of(pod));
                if (offerings.stream().noneMatch(offering -> agrees(type, offering, own))) {
                    return pod.qualifiedName() + ": " + own;
                }
            }
            return "the demands of its pods together";
        }

        private void option(InstanceType type, Set<NodeDemand> demands) {
            List<Offering> open =
                    type.offerings().stream().filter(Offering::available).toList();
            if (open.stream()
                    .noneMatch(offering -> node.pool().labels(type, offering).isPresent())) {
                findings.add(Rule.OFFERING, node.name(), "the pool cannot buy its option " + type.name());
            } else if (open.stream().noneMatch(offering -> agrees(type, offering, demands))) {
                findings.add(
                        Rule.NODE_SELECTION,
                        node.name(),
                        "its option " + type.name() + " has no offering that its pods may use");
            } else if (open.stream().noneMatch(offering -> agrees(type, offering, demands) && inPlace(offering))) {
                findings.add(
                        Rule.OFFERING,
                        node.name(),
                        "its option %s cannot be bought where spreading puts the node".formatted(type.name()));
            }
        }

        private boolean agrees(InstanceType type, Offering offering, Set<NodeDemand> demands) {
            Requirement hostname = Requirement.in(Labels.HOSTNAME, FinalState.hostname(node.plan()));
            Optional<Requirements> labels = node.pool().labels(type, offering).map(known -> known.and(hostname));
            return labels.isPresent()
                    && NodeDemand.narrowAll(labels.get(), demands).isPresent();
        }

        /** Whether the offering is where the node is, as far as a spread constraint has decided it. */
        private boolean inPlace(Offering offering) {
            return node.placed().stream()
                    .flatMap(pod -> pod.spec().topologySpreadConstraints().stream())
                    .filter(constraint -> constraint.isHard() && DECIDED_BY_OFFERING.contains(constraint.topologyKey()))
                    .allMatch(constraint -> offering.requirements()
                            .get(constraint.topologyKey())
                            .allows(node.labels().getOrDefault(constraint.topologyKey(), "")));
        }

        private void resources(InstanceType type, Resources asked) {
            Resources allocatable = type.allocatable();
            var missing = new ArrayList<String>();
            Stream.of(asked, allocatable).forEach(side -> {
                for (int i = 0; i < side.size(); i++) {
                    String name = side.name(i);
                    long need = Math.max(0, asked.get(name));
                    if (need > allocatable.get(name)) {
                        missing.add("%s: %s needed, %s there"
                                .formatted(
                                        name,
                                        Resources.quantity(name, need),
                                        Resources.quantity(name, allocatable.get(name))));
                    }
                }
            });
            if (!missing.isEmpty()) {
                findings.add(
                        Rule.RESOURCES,
                        node.name(),
                        "as %s: %s"
                                .formatted(
                                        type.name(), missing.stream().distinct().toList()));
            }
        }
    }
}
