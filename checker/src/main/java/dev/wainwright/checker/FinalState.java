package dev.wainwright.checker;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cluster as it would be if the plan were carried out. Names that lead nowhere are found and left out. */
record FinalState(World world, List<Machine> machines, Daemons daemons, VolumeDemands volumes) {

    static FinalState of(World world, JudgedPlan plan, Findings findings) {
        var machines = new ArrayList<Machine>();
        Map<String, List<Pod>> residents = world.pods().values().stream()
                .filter(pod -> pod.isBound() && !pod.isTerminal())
                .collect(Collectors.groupingBy(Pod::nodeName));
        Map<String, List<Pod>> placed = new HashMap<>();
        for (JudgedPlan.ExistingNode existing : plan.existing()) {
            if (!world.nodes().containsKey(existing.node())) {
                findings.add(Rule.NAMES, existing.node(), "is no node of the cluster");
            }
            placed.computeIfAbsent(existing.node(), name -> new ArrayList<>())
                    .addAll(pods(world, existing.pods(), findings));
        }
        for (Node node : world.nodes().values()) {
            machines.add(new Machine.Standing(
                    node,
                    labels(node),
                    Taints.of(node),
                    residents.getOrDefault(node.name(), List.of()),
                    placed.getOrDefault(node.name(), List.of())));
        }
        var volumes = new VolumeDemands(world);
        for (JudgedPlan.NewNode node : plan.nodes()) {
            launched(world, node, volumes, findings).ifPresent(machines::add);
        }
        return new FinalState(world, machines, new Daemons(world), volumes);
    }

    /** Everything that the pods demand of their node's labels. */
    Set<NodeDemand> demands(List<Pod> pods) {
        return demands(pods, volumes);
    }

    private static Set<NodeDemand> demands(List<Pod> pods, VolumeDemands volumes) {
        var demands = new LinkedHashSet<NodeDemand>();
        for (Pod pod : pods) {
            demands.add(NodeDemand.of(pod.spec()));
            demands.addAll(volumes.of(pod));
        }
        return demands;
    }

    private static List<Pod> pods(World world, List<String> names, Findings findings) {
        for (String name : names) {
            if (!world.pods().containsKey(name)) {
                findings.add(Rule.NAMES, name, "is no pod of the cluster");
            }
        }
        return names.stream()
                .map(name -> world.pods().get(name))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, String> labels(Node node) {
        var labels = new HashMap<String, String>();
        node.metadata().labels().forEach((key, value) -> labels.put(Labels.normalized(key), value));
        labels.putAll(node.metadata().labels());
        labels.putIfAbsent(Labels.HOSTNAME, node.name());
        labels.put(NodeTerm.NAME_FIELD, node.name());
        return labels;
    }

    private static Optional<Machine> launched(
            World world, JudgedPlan.NewNode node, VolumeDemands volumes, Findings findings) {
        List<Pod> pods = pods(world, node.pods(), findings);
        if (!world.pools().containsKey(node.pool())) {
            findings.add(Rule.NAMES, node.name(), "is of pool " + node.pool() + ", which does not exist");
            return Optional.empty();
        }
        var pool = PoolTemplate.of(world.pools().get(node.pool()));
        Map<String, InstanceType> types = world.typesOf(node.pool());
        var options = new ArrayList<InstanceType>();
        for (String option : new TreeSet<>(node.instanceTypeOptions())) {
            InstanceType type = types.get(option);
            if (type == null) {
                findings.add(Rule.NAMES, node.name(), "may become a " + option + ", which does not exist");
            } else {
                options.add(type);
            }
        }
        Optional<InstanceType> chosen = Optional.ofNullable(types.get(node.instanceType()));
        Requirements known = known(pool, chosen, node);
        Requirements labels =
                NodeDemand.narrowAll(known, demands(pods, volumes)).orElse(known);
        Map<String, String> decided = PoolTemplate.decided(labels);
        decided.putAll(node.labels());
        Set<String> open = new TreeSet<>();
        labels.byKey().forEach((key, requirement) -> {
            if (!decided.containsKey(key) && !requirement.allowsAbsence()) {
                open.add(key);
            }
        });
        return Optional.of(new Machine.Launched(node, pool, options, chosen, decided, open, pods));
    }

    /** What stands for the host name until the machine has one; no existing node is called that. */
    static String hostname(JudgedPlan.NewNode node) {
        return "new node " + node.name();
    }

    /** What is known of the machine that the plan names, its pods apart. A key may be well known and yet never given. */
    private static Requirements known(PoolTemplate pool, Optional<InstanceType> chosen, JudgedPlan.NewNode node) {
        Requirements labels = chosen.flatMap(pool::labels).orElse(pool.labels());
        return labels.without(Set.of(Labels.ZONE, Labels.CAPACITY_TYPE))
                .and(Requirements.of(
                        Requirement.in(Labels.HOSTNAME, hostname(node)),
                        Requirement.in(Labels.ZONE, node.zone()),
                        Requirement.in(Labels.CAPACITY_TYPE, node.capacityType())));
    }
}
