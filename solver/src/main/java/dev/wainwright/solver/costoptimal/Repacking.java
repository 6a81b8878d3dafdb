package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Limits;
import dev.wainwright.solver.catalogue.TypeTable.ReservedOffering;
import dev.wainwright.solver.costoptimal.MachineTable.Origin;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.Directions;
import dev.wainwright.solver.firstfit.Directions.Slot;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.Packing;
import dev.wainwright.solver.packing.Packing.Budget;
import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Machine;
import dev.wainwright.solver.packing.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A solution's new nodes as a packing question, and any packing of it back into directions.
 *
 * <p>What the packing may not touch is kept as the solution has it, so that a packing keeps the rules it knows nothing of:
 * pods on existing nodes stay there; a pod that a zone rule binds, or counts, stays in its zone, so that every zone has at
 * every moment of the placement what it had before, unless {@link DomainChoice} lets it go; a pod goes to no pool of less
 * weight; and a node with pods that must share it stays as it is.
 */
final class Repacking {
    private final Solution solution;
    private final int nodes;
    private final List<Slot> keptSlots = new ArrayList<>();
    /** Per claim the number of its slot when it is kept, otherwise -1. */
    private final int[] slotOfClaim;

    private final PlacedItems placed;
    private final MachineTable machines;
    private final List<Map<String, Long>> remaining = new ArrayList<>();
    private final Packing packing;
    private final Diversity diversity;
    private final boolean isWhole;
    private final boolean choosesDomains;

    /** With every pod in the domain that the solution gave it. */
    Repacking(Solution solution) {
        this(solution, false);
    }

    private Repacking(Solution solution, boolean choosesDomains) {
        this.solution = solution;
        nodes = solution.nodeCount();
        slotOfClaim = new int[solution.claims().size()];
        Arrays.fill(slotOfClaim, -1);
        keepTiedClaims();
        IntPredicate isRepacked = claim -> slotOfClaim[claim] < 0;
        var choice = choosesDomains ? DomainChoice.of(solution, isRepacked) : DomainChoice.NONE;
        this.choosesDomains = !choice.isEmpty();
        placed = new PlacedItems(solution, isRepacked, choice);
        var items = new ItemTable(placed.entries());
        machines = new MachineTable(pools(), solution.requirementTable(), solution.resources(), items);
        for (int pool = 0; pool < pools().size(); pool++) {
            remaining.add(remaining(pool));
            machines.addPool(pool, solution.poolRequirements(pool), remaining.get(pool));
        }
        diversity = new Diversity(pools(), items, machines);
        int all = machines.machines.size();
        machines.keepIf(diversity::isEnough);
        isWhole = keptSlots.isEmpty() && nodes == 0 && machines.machines.size() == all && placed.arePlain();
        addNowhere(items);
        packing = new Packing(items.items, machines.machines, machines.budgets);
    }

    /** With pods in other domains where {@link DomainChoice} allows it. */
    static Repacking choosingDomains(Solution solution) {
        return new Repacking(solution, true);
    }

    /** Whether some pods may go to other domains than the solution's. */
    boolean choosesDomains() {
        return choosesDomains;
    }

    /** For the places that stay empty: something that costs nothing, and as much of it as there are of them. */
    private void addNowhere(ItemTable items) {
        for (PlacedItems.Spare spare : placed.spares()) {
            long[] admits = Bits.none(items.items.size());
            spare.items().forEach(item -> Bits.set(admits, item));
            long[] one = items.items.get(spare.items().getFirst()).load();
            machines.machines.add(new Machine(one, 0, admits, List.of(new Draw(machines.budgets.size(), 1))));
            machines.budgets.add(
                    new Budget(spare.items().stream().mapToInt(placed::empty).sum()));
        }
    }

    private boolean isNowhere(int machine) {
        return machine >= machines.origins.size();
    }

    Packing packing() {
        return packing;
    }

    /**
     * Whether every plan that places the same pods answers this very question, so that a bound on its packings is one on
     * plans: nothing is kept as it is, and the pods ask for no more than they have to.
     */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * What the pods of a class are worth at least, given what items are worth; NaN when it has none here.
     *
     * @param within only items that are held to this, or to nothing
     */
    double leastValue(int classNumber, Requirements within, double[] values) {
        double least = Double.NaN;
        for (int item : placed.itemsOf(classNumber, within)) {
            if (!(values[item] > least)) {
                least = values[item];
            }
        }
        return least;
    }

    /** The solution's own packing. */
    List<Pattern> incumbent() {
        List<TreeMap<Integer, Integer>> counts = new ArrayList<>();
        solution.claims().forEach(claim -> counts.add(new TreeMap<>()));
        for (int item = 0; item < placed.size(); item++) {
            for (int pod : placed.pods(item)) {
                counts.get(solution.host(pod) - solution.firstClaim()).merge(item, 1, Integer::sum);
            }
        }
        var patterns = new ArrayList<Pattern>();
        for (int i = 0; i < counts.size(); i++) {
            if (slotOfClaim[i] < 0) {
                int machine = machineOf(solution.claims().get(i), counts.get(i));
                if (machine >= 0) {
                    patterns.add(pattern(machine, counts.get(i)));
                }
            }
        }
        addEmptyPlaces(patterns);
        return patterns;
    }

    private void addEmptyPlaces(List<Pattern> patterns) {
        int machine = machines.origins.size();
        for (PlacedItems.Spare spare : placed.spares()) {
            for (int item : spare.items()) {
                for (int n = 0; n < placed.empty(item); n++) {
                    patterns.add(new Pattern(machine, new int[] {item}, new int[] {1}));
                }
            }
            machine++;
        }
    }

    /** The kind of machine that a claim would be launched as; -1 when a packing may not use it. */
    private int machineOf(Claim claim, Map<Integer, Integer> counts) {
        var chosen = solution.options(claim).getFirst();
        int best = -1;
        for (int i = 0; i < machines.origins.size(); i++) {
            Origin origin = machines.origins.get(i);
            Machine machine = machines.machines.get(i);
            if (origin.pool() == claim.poolNumber()
                    && origin.type() == chosen.number()
                    && counts.keySet().stream().allMatch(item -> Bits.has(machine.admits(), item))
                    && (best < 0
                            || machine.price() < machines.machines.get(best).price())) {
                best = i;
            }
        }
        return best;
    }

    private static Pattern pattern(int machine, SortedMap<Integer, Integer> counts) {
        return new Pattern(
                machine,
                counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                counts.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** What to do to get a packing that places every item. */
    Directions directions(List<Pattern> patterns) {
        var slots = new ArrayList<>(keptSlots);
        int[] hosts = new int[solution.problem().queue().length];
        List<ArrayDeque<Integer>> left = left();
        int[] sequence = solution.sequence();
        int[] wishes = new int[hosts.length];
        for (int pod : sequence) {
            int host = solution.host(pod);
            wishes[pod] = solution.wishesGivenUp(pod);
            hosts[pod] = host < nodes ? host : nodes + Math.max(0, slotOfClaim[host - solution.firstClaim()]);
        }
        for (Pattern pattern : patterns) {
            if (!isNowhere(pattern.machine())) {
                for (int i = 0; i < pattern.items().length; i++) {
                    ArrayDeque<Integer> pods = left.get(pattern.items()[i]);
                    // a packing may have found room for more places than there are pods
                    for (int n = 0; n < pattern.counts()[i] && !pods.isEmpty(); n++) {
                        hosts[pods.remove()] = nodes + slots.size();
                    }
                }
                slots.add(slot(pattern));
            }
        }
        return new Directions(sequence, hosts, wishes, slots);
    }

    /** By item the pods to share out; where domains are chosen, several items share theirs. */
    private List<ArrayDeque<Integer>> left() {
        List<ArrayDeque<Integer>> left = new ArrayList<>();
        for (int item = 0; item < placed.size(); item++) {
            left.add(new ArrayDeque<>(placed.pods(item)));
        }
        for (PlacedItems.Spare spare : placed.spares()) {
            var all = new ArrayDeque<Integer>();
            spare.items().forEach(item -> all.addAll(placed.pods(item)));
            spare.items().forEach(item -> left.set(item, all));
        }
        return left;
    }

    private Slot slot(Pattern pattern) {
        Origin origin = machines.origins.get(pattern.machine());
        Requirements pin = Requirements.NONE;
        boolean choosesVolume = false;
        for (int item : pattern.items()) {
            pin = pin.and(placed.pin(item));
            choosesVolume |= placed.choosesVolume(item);
        }
        if (!origin.reservation().isEmpty()) {
            pin = pin.and(ReservedOffering.only(origin.reservation()));
        } else if (choosesVolume) {
            pin = pin.and(origin.sold());
        }
        return new Slot(origin.pool(), pin, diversity.withoutCheaperSpot(origin, withinBudget(origin)));
    }

    /** The types that draw no more from the pool's limits than the one that was chosen. */
    private long[] withinBudget(Origin origin) {
        CompiledPool pool = pools().get(origin.pool());
        long[] types = pool.candidates().clone();
        for (String resource : remaining.get(origin.pool()).keySet()) {
            long most = Limits.draw(pool, origin.type(), resource);
            for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
                if (Limits.draw(pool, type, resource) > most) {
                    Bits.clear(types, type);
                }
            }
        }
        return types;
    }

    // ---- taking the solution apart ----

    private List<CompiledPool> pools() {
        return solution.problem().catalogue().pools();
    }

    private void keepTiedClaims() {
        for (int pod : solution.sequence()) {
            int claim = solution.host(pod) - solution.firstClaim();
            if (claim >= 0
                    && slotOfClaim[claim] < 0
                    && solution.placedAs(pod).membership().isTiedToNode()) {
                slotOfClaim[claim] = keptSlots.size();
                Claim kept = solution.claims().get(claim);
                keptSlots.add(new Slot(kept.poolNumber(), solution.requirements(kept), kept.types()));
            }
        }
    }

    /** What a pool's limits leave for nodes that are not kept, by resource; empty without limits. */
    private Map<String, Long> remaining(int pool) {
        Map<String, Long> left = Limits.of(pools().get(pool));
        for (Slot kept : keptSlots) {
            if (kept.pool() == pool) {
                left.replaceAll((resource, amount) -> amount - largest(pool, kept.types(), resource));
            }
        }
        return left;
    }

    private long largest(int pool, long[] types, String resource) {
        long largest = 0;
        for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
            largest = Math.max(largest, Limits.draw(pools().get(pool), type, resource));
        }
        return largest;
    }
}
