package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Limits;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.firstfit.ClassState;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.Packing;
import dev.wainwright.solver.packing.Packing.Budget;
import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Machine;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.Membership;
import dev.wainwright.solver.topology.SpreadLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A packing question that every plan answers which places as many pods of each class as a solution does: only demands,
 * no wishes; every alternative of node terms and volumes; existing nodes as machines that cost nothing. So the cheapest
 * packing costs no more than the cheapest plan. Heavier pools go first: as many pods of each class stay in pools of each
 * weight or more. What plans must keep besides is left out, and named.
 */
final class BoundQuestion {
    private static final String PART_OF_SPREAD = "part of the spread over ";
    private static final Toleration DISLIKED = Toleration.anyWith(Effect.PREFER_NO_SCHEDULE);

    private final Solution solution;
    private final Optional<PoolWeights> weights;
    private final RequirementTable requirements;
    private final List<CompiledPool> pools;
    private final TreeSet<String> ignores = new TreeSet<>();
    private final List<ItemTable.Entry> entries;

    /** Per item one of its classes, and the domain its pods are forced into. */
    private final List<Part> parts = new ArrayList<>();

    /** What classes must have in common to be one item; classes that care who shares their node stay apart. */
    private record Key(List<Long> load, Wish wish, int onlyClass) {}

    /** Pods of a class: those that a spread forces into a domain, or of the others those in pools of a weight or more. */
    private record Part(int classNumber, int count, Requirements domain, int weight) {}

    /** @param weights to be kept; otherwise every pool will do for every pod */
    BoundQuestion(Solution solution, Optional<PoolWeights> weights) {
        this.solution = solution;
        this.weights = weights;
        requirements = solution.requirementTable();
        pools = solution.problem().catalogue().pools();
        entries = entries();
        ignorePools();
    }

    /** The question in numbers; worked out when asked for, because a packing may answer it already. */
    Packing packing() {
        var items = new ItemTable(entries);
        var machines = new MachineTable(pools, requirements, solution.resources(), items);
        for (int pool = 0; pool < pools.size(); pool++) {
            machines.addPool(pool, solution.poolRequirements(pool), Limits.of(pools.get(pool)));
        }
        addNodes(items, machines);
        return new Packing(items.items, machines.machines, machines.budgets);
    }

    /**
     * The rules that plans must keep and packings need not; those about existing nodes once {@link #packing} was asked.
     *
     * @param areSpreadsKept whether a packing was asked that keeps the spreads that this one keeps in part
     */
    List<String> ignores(boolean areSpreadsKept) {
        return ignores.stream()
                .filter(rule -> !areSpreadsKept || !rule.startsWith(PART_OF_SPREAD))
                .toList();
    }

    private List<ItemTable.Entry> entries() {
        int[] placed = new int[solution.problem().classes().size()];
        for (int pod : solution.sequence()) {
            placed[solution.problem().queue()[pod]]++;
        }
        Map<Key, ItemTable.Entry> entries = new LinkedHashMap<>();
        for (Part part : split(placed)) {
            PodDemand asked = solution.problem().classes().get(part.classNumber);
            ClassState demands = solution.demandsOf(part.classNumber);
            NodeCap cap = asked.nodeCap().isDemanded() ? asked.nodeCap() : NodeCap.NONE;
            var key = new Key(
                    Arrays.stream(demands.load()).boxed().toList(),
                    wish(asked, part),
                    demands.membership().hasNodeRules() || cap.isDemanded() ? part.classNumber : -1);
            if (!entries.containsKey(key)) {
                parts.add(part);
            }
            var entry = new ItemTable.Entry(part.count, demands.load(), demands.membership(), key.wish, cap);
            entries.merge(key, entry, ItemTable.Entry::plus);
        }
        return List.copyOf(entries.values());
    }

    /** What to try as the items' values, given those of a packing. */
    double[] suggestion(Repacking repacking, double[] values) {
        return parts.stream()
                .mapToDouble(part -> repacking.leastValue(part.classNumber, part.domain, values))
                .toArray();
    }

    /** The placed pods by class, those that a spread forces into a domain apart. */
    private List<Part> split(int[] placed) {
        int[] classes =
                IntStream.range(0, placed.length).filter(c -> placed[c] > 0).toArray();
        var levels = SpreadLevels.of(
                Arrays.stream(classes)
                        .mapToObj(c -> solution.demandsOf(c).membership())
                        .toArray(Membership[]::new),
                Arrays.stream(classes).map(c -> placed[c]).toArray(),
                SpreadLevels.Others.NONE);
        var split = new ArrayList<Part>();
        for (int i = 0; i < classes.length; i++) {
            int c = classes[i];
            SpreadLevels level = levels[i];
            PodDemand asked = solution.problem().classes().get(c);
            if (level != null
                    && (solution.nodeCount() > 0 || asked.requiredTerms().size() > 1)) {
                level = null;
            }
            ignoreTopology(asked, solution.demandsOf(c), level);
            addParts(split, c, placed[c], level);
        }
        return split;
    }

    private void addParts(List<Part> parts, int classNumber, int count, @Nullable SpreadLevels level) {
        int rest = count;
        for (int domain = 0; level != null && domain < level.least().length; domain++) {
            int least = level.least()[domain];
            if (least > 0) {
                parts.add(new Part(classNumber, least, requirements.domain(level.key(), domain), Wish.ANY_WEIGHT));
                rest -= least;
            }
        }
        addByWeight(parts, classNumber, rest);
    }

    /** The first {@code count} pods when those are first that any pool will do for, and last those in the heaviest. */
    private void addByWeight(List<Part> parts, int classNumber, int count) {
        int rest = count;
        if (weights.isPresent()) {
            for (Map.Entry<Integer, Integer> entry :
                    weights.get().demanded(classNumber).entrySet()) {
                int part = Math.min(rest, entry.getValue());
                if (part > 0) {
                    parts.add(new Part(classNumber, part, Requirements.NONE, entry.getKey()));
                }
                rest -= part;
            }
        } else if (rest > 0) {
            parts.add(new Part(classNumber, rest, Requirements.NONE, Wish.ANY_WEIGHT));
        }
    }

    private Wish wish(PodDemand pod, Part part) {
        Requirements domain = part.domain;
        var alternatives = new ArrayList<List<Integer>>();
        for (Requirements term : pod.requiredTerms()) {
            if (pod.volumeAlternatives().isEmpty()) {
                alternatives.add(List.of(requirements.number(term), requirements.number(domain)));
            }
            for (Requirements volumes : pod.volumeAlternatives()) {
                alternatives.add(
                        List.of(requirements.number(term), requirements.number(volumes), requirements.number(domain)));
            }
        }
        var tolerations = new ArrayList<>(pod.tolerations());
        tolerations.add(DISLIKED);
        return new Wish(alternatives, tolerations, pod.hostPorts(), part.weight);
    }

    private void ignoreTopology(PodDemand asked, ClassState demands, @Nullable SpreadLevels level) {
        for (String key : solution.boundKeys(demands)) {
            boolean known = level != null && requirements.key(level.key()).equals(key);
            ignores.add((known ? PART_OF_SPREAD : "spread, affinity and anti-affinity over ") + key);
        }
        if (demands.membership().isTiedToNode()) {
            ignores.add("affinity over " + Labels.HOSTNAME);
        }
        boolean hasWishes = !asked.preferredTerms().isEmpty()
                || asked.topologyTerms().stream().anyMatch(term -> !term.isRequired());
        if (hasWishes && !solution.problem().ignorePreferences()) {
            ignores.add("preferences");
        }
    }

    private void ignorePools() {
        if (weights.isEmpty()) {
            ignores.add("weights of NodePools");
        }
        if (pools.stream()
                .anyMatch(pool -> pool.pool().requirements().byKey().values().stream()
                        .anyMatch(requirement -> requirement.minValues() > 0))) {
            ignores.add("minValues");
        }
    }

    /** Existing nodes, like ones together. */
    private void addNodes(ItemTable items, MachineTable machines) {
        Map<List<List<Long>>, Integer> budgets = new HashMap<>();
        for (int host = 0; host < solution.nodeCount(); host++) {
            ExistingNode node = solution.node(host);
            long[] available = solution.resources().vector(node.available());
            long[] admits = admits(items, host, node);
            if (Arrays.stream(available).allMatch(amount -> amount >= 0) && !Bits.isEmpty(admits)) {
                long[] room = items.room(available);
                List<List<Long>> kind = List.of(
                        Arrays.stream(room).boxed().toList(),
                        Arrays.stream(admits).boxed().toList());
                Integer known = budgets.putIfAbsent(kind, machines.budgets.size());
                if (known == null) {
                    machines.machines.add(new Machine(room, 0, admits, List.of(new Draw(machines.budgets.size(), 1))));
                    machines.budgets.add(new Budget(1));
                } else {
                    machines.budgets.set(
                            known, new Budget(machines.budgets.get(known).limit() + 1));
                }
                if (!node.attachable().isEmpty()) {
                    ignores.add("volume limits of existing nodes");
                }
            }
        }
    }

    private long[] admits(ItemTable items, int host, ExistingNode node) {
        long[] admits = Bits.none(items.entries.size());
        int labels = solution.nodeRequirements(host);
        for (int item = 0; item < items.entries.size(); item++) {
            Wish wish = items.entries.get(item).wish();
            boolean suits = Taint.areTolerated(node.taints(), wish.tolerations())
                    && wish.alternatives().stream()
                            .anyMatch(alternative ->
                                    alternative.stream().allMatch(set -> requirements.satisfies(labels, set)));
            if (suits) {
                Bits.set(admits, item);
            }
        }
        return admits;
    }
}
