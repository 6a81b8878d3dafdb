package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.ClassState;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.topology.SpreadLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pods on a solution's new nodes as items to pack. Pods of several classes are one item when nothing that matters to
 * packing tells them apart: the fewer items, the quicker and the better they are packed.
 *
 * <p>A pod that a rule over zones (or another label) concerns is held to the zone that the solution gave it, unless
 * {@link DomainChoice} says how many pods of its class each zone needs and how many it can take. Then so many are held to
 * each zone, and for the others there are more places in every zone than pods: {@link Spare}.
 */
final class PlacedItems {
    private final Solution solution;
    private final DomainChoice choice;
    private final Map<Part, Integer> itemOfPart = new LinkedHashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<List<Integer>> pods = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    /** The caps that packing has to look after. */
    private final Set<NodeCap> binding = new HashSet<>();

    /**
     * Pods of one class, in the form in which it was placed, that are held to the same domains and weight.
     *
     * @param isSpare whether they are places, of which some stay empty
     */
    private record Part(ClassState state, Requirements pin, int weight, boolean isSpare) {
        Part in(Requirements domain) {
            return new Part(state, domain, weight, isSpare);
        }

        Part asSpare() {
            return new Part(state, pin, weight, true);
        }

        NodeCap cap() {
            return state.demand().nodeCap();
        }
    }

    /** What pods must have in common to be one item; a class that cares who shares its node stays apart. */
    private record Kind(
            List<Long> load,
            Wish wish,
            Requirements pin,
            @Nullable ClassState only,
            boolean isSpare) {}

    /** A class's pods that may be in any of several domains: an item for each of these, with more places than pods. */
    record Spare(List<Integer> items) {}

    /**
     * @param isRepacked which claims' pods count, by claim number
     * @param choice the domains that may be chosen anew; their classes' pods all count
     */
    PlacedItems(Solution solution, IntPredicate isRepacked, DomainChoice choice) {
        this.solution = solution;
        this.choice = choice;
        var parts = new LinkedHashMap<Part, Integer>();
        var partOfPod = new LinkedHashMap<Integer, Part>();
        for (int pod : solution.sequence()) {
            int claim = solution.host(pod) - solution.firstClaim();
            if (claim >= 0 && isRepacked.test(claim)) {
                Part part = part(pod, solution.claims().get(claim), parts);
                parts.merge(part, 1, Integer::sum);
                partOfPod.put(pod, part);
            }
        }
        addPlaces(parts);
        number(parts);
        partOfPod.forEach((pod, part) ->
                pods.get(Objects.requireNonNull(itemOfPart.get(part))).add(pod));
        parts.forEach((part, count) -> {
            int item = Objects.requireNonNull(itemOfPart.get(part));
            counts.set(item, counts.get(item) + count);
        });
    }

    /** As many pods or places in every domain as its levels say. */
    private void addPlaces(Map<Part, Integer> parts) {
        for (Part known : List.copyOf(parts.keySet())) {
            SpreadLevels levels = choice.levels(known.state);
            for (int domain = 0; levels != null && domain < levels.most().length; domain++) {
                int least = levels.least()[domain];
                int count = known.isSpare ? levels.most()[domain] - least : least;
                if (count > 0) {
                    parts.put(known.in(solution.requirementTable().domain(levels.key(), domain)), count);
                }
            }
        }
    }

    /** How many items there are. */
    int size() {
        return kinds.size();
    }

    /** The pods of an item, in the order in which they were placed. */
    List<Integer> pods(int item) {
        return pods.get(item);
    }

    /** The domains that an item's pods are held to. */
    Requirements pin(int item) {
        return kinds.get(item).pin;
    }

    /** Whether where an item goes decides which of several places its volumes are in. */
    boolean choosesVolume(int item) {
        return kinds.get(item).wish.alternatives().size() > 1;
    }

    /** The places of which some stay empty. */
    List<Spare> spares() {
        Map<ClassState, List<Integer>> items = new LinkedHashMap<>();
        itemOfPart.forEach((part, item) -> {
            if (part.isSpare) {
                items.computeIfAbsent(part.state, state -> new ArrayList<>()).add(item);
            }
        });
        return items.values().stream().map(Spare::new).toList();
    }

    /** How many places of an item no pod has. */
    int empty(int item) {
        return counts.get(item) - pods.get(item).size();
    }

    /** Whether pods ask for no more than every plan has to give them, and may be in any domain that rules leave them. */
    boolean arePlain() {
        return itemOfPart.keySet().stream()
                .allMatch(part -> (part.pin.byKey().isEmpty() || choice.levels(part.state) != null)
                        && part.state.demand().isPlain()
                        && (part.cap().isDemanded() || !binding.contains(part.cap())));
    }

    /** The items with pods of a class that may be in a domain. */
    int[] itemsOf(int classNumber, Requirements within) {
        return itemOfPart.entrySet().stream()
                .filter(entry -> entry.getKey().pin.intersects(within)
                        && pods.get(entry.getValue()).stream()
                                .anyMatch(pod -> solution.problem().queue()[pod] == classNumber))
                .mapToInt(Map.Entry::getValue)
                .toArray();
    }

    List<ItemTable.Entry> entries() {
        var entries = new ItemTable.Entry[kinds.size()];
        itemOfPart.forEach((part, item) -> {
            Kind kind = kinds.get(item);
            NodeCap cap = kind.only == null ? NodeCap.NONE : part.cap();
            entries[item] =
                    new ItemTable.Entry(counts.get(item), part.state.load(), part.state.membership(), kind.wish, cap);
        });
        return Arrays.asList(entries);
    }

    /** @param known how many pods each part has so far */
    private Part part(int pod, Claim claim, Map<Part, Integer> known) {
        ClassState state = solution.placedAs(pod);
        int weight = solution.problem()
                .catalogue()
                .pools()
                .get(claim.poolNumber())
                .pool()
                .weight();
        SpreadLevels levels = choice.levels(state);
        if (levels == null) {
            return new Part(state, pin(state, claim), weight, false);
        }
        int domain = DomainChoice.domain(solution, levels.key(), claim);
        var part = new Part(state, solution.requirementTable().domain(levels.key(), domain), weight, false);
        return known.getOrDefault(part, 0) < levels.least()[domain] ? part : part.asSpare();
    }

    private Requirements pin(ClassState state, Claim claim) {
        Requirements own = solution.requirements(claim);
        var pin = new TreeMap<String, Requirement>();
        for (String key : solution.boundKeys(state)) {
            if (own.has(key)) {
                pin.put(key, own.get(key));
            }
        }
        for (String key : solution.countingKeys(state)) {
            if (own.has(key)
                    && own.get(key).values().size() == 1
                    && !own.get(key).complement()) {
                pin.put(key, own.get(key));
            }
        }
        return new Requirements(pin);
    }

    private void number(Map<Part, Integer> parts) {
        binding.addAll(binding(parts));
        var numbers = new LinkedHashMap<Kind, Integer>();
        for (Part part : parts.keySet()) {
            boolean isAlone = part.isSpare || part.state.membership().hasNodeRules() || binding.contains(part.cap());
            var kind = new Kind(
                    Arrays.stream(part.state.load()).boxed().toList(),
                    wish(part),
                    part.pin,
                    isAlone ? part.state : null,
                    part.isSpare);
            int item = numbers.computeIfAbsent(kind, unknown -> {
                kinds.add(kind);
                pods.add(new ArrayList<>());
                counts.add(0);
                return numbers.size();
            });
            itemOfPart.put(part, item);
        }
    }

    /** The caps that packing might break: not those of workloads that their domains keep apart far enough. */
    private static Set<NodeCap> binding(Map<Part, Integer> parts) {
        Map<NodeCap, List<Part>> workloads = new LinkedHashMap<>();
        for (Part part : parts.keySet()) {
            if (!part.cap().equals(NodeCap.NONE)) {
                workloads.computeIfAbsent(part.cap(), cap -> new ArrayList<>()).add(part);
            }
        }
        return workloads.entrySet().stream()
                .filter(workload -> mostTogether(workload.getValue(), parts)
                        > workload.getKey().most())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How many pods of a workload could be on one node for all that holds them to different domains. */
    private static long mostTogether(List<Part> workload, Map<Part, Integer> sizes) {
        long most = 0;
        for (Part part : workload) {
            long together = 0;
            for (Part other : workload) {
                together += part.pin.intersects(other.pin) ? sizes.getOrDefault(other, 0) : 0;
            }
            most = Math.max(most, together);
        }
        return most;
    }

    private Wish wish(Part part) {
        RequirementTable requirements = solution.requirementTable();
        ClassState state = part.state;
        List<Integer> base = List.of(state.requirements(), requirements.number(part.pin));
        var alternatives = new ArrayList<List<Integer>>();
        for (int volumes : state.volumeSets()) {
            alternatives.add(List.of(volumes, base.get(0), base.get(1)));
        }
        if (alternatives.isEmpty()) {
            alternatives.add(base);
        }
        return new Wish(
                alternatives, state.demand().tolerations(), state.demand().hostPorts(), part.weight);
    }
}
