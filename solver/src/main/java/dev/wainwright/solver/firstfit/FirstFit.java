package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Domains;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.catalogue.ResourceIndex;
import dev.wainwright.solver.catalogue.TypeTable.ReservedOffering;
import dev.wainwright.solver.firstfit.Trial.Verdict;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Relaxation;
import dev.wainwright.solver.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Karpenter's packing: pods one after the other, the largest first, each to the first place that takes it.
 *
 * <h2>Method</h2>
 *
 * A pod tries the existing nodes in order, then the nodes that are about to be launched (claims), those with the fewest
 * pods first, then a new claim from the first pool that can open one (karpenter-core §3.5). A claim is not yet a machine
 * but a set of instance types that can still carry its pods; each pod that joins narrows the set, and what is left at the
 * end is what may be launched. A pod that fits nowhere gives up its wishes one by one ({@link Relaxation}); if it still
 * fits nowhere it waits until the others have been placed, and tries again as long as that makes any difference.
 *
 * <h2>Cost</h2>
 *
 * Pods with equal demands share a {@link ClassState}. Whatever is found out about a class and a node for good (a load that
 * is too large, a conflict of requirements or ports) is one bit and is never asked again, because loads only grow and
 * requirements only narrow. Looking for a place is a scan over bits: claims with n pods, less those that refused, less
 * those that a host-name rule closes; 64 claims a step. A try is a look-up of the combined requirement set
 * ({@link RequirementTable}), one AND per resource over the type set, and where a zone rule applies a comparison of two
 * small sets. So a decision costs, with P pods in K classes, N claims, E nodes, T types and G topology groups per class:
 *
 * <ul>
 *   <li>compiling classes: K × (groups), once;
 *   <li>placing: P × (G + N/64 × distinct pod counts) word operations;
 *   <li>refusals: at most K × (N + E) tries of T/64 words each, and in practice far fewer.
 * </ul>
 *
 * Nothing is allocated per pod or per try; claims, classes and topology groups are what the heap holds.
 *
 * <p>Deterministic: ties that Karpenter leaves to chance (claims with equally many pods, domains with equal counts) go to
 * the oldest and to the first by name.
 */
public final class FirstFit {
    private final Problem problem;
    private final ResourceIndex resources;
    private final RequirementTable requirements;
    private final Topology topology;
    private final List<PoolState> pools = new ArrayList<>();
    private final List<NodeState> nodes = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final ClaimOrder order = new ClaimOrder();
    private final ClassStates classes;
    private final Map<String, Integer> reservations = new TreeMap<>();
    private final int firstClaim;
    private final int[] hosts;
    /** The class, relaxed as far as it had to be, as which each pod was placed. */
    private final @Nullable ClassState[] placedAs;
    /** The pods in the order in which they were placed. */
    private final int[] sequence;

    private int placed;
    private final Trial trial;

    private FirstFit(Problem problem) {
        this.problem = problem;
        resources = problem.catalogue().resources().copy();
        problem.classes().forEach(pod -> resources.addAll(pod.requests()));
        Domains[] keys = Setup.topologyKeys(problem);
        requirements = new RequirementTable(keys);
        topology = new Topology(requirements, keys, Setup.providers(problem, keys));
        for (CompiledPool pool : problem.catalogue().pools()) {
            pools.add(new PoolState(pool, requirements.number(pool.pool().requirements())));
            for (ReservedOffering offering : pool.table().reserved()) {
                int left = offering.offering().reservationCapacity().orElse(0);
                reservations.merge(offering.reservation(), left, Math::min);
            }
        }
        addNodes(keys);
        classes = new ClassStates(problem, requirements, topology, resources, nodes, claims);
        firstClaim = Bits.words(nodes.size()) << 6;
        trial = new Trial(requirements, topology, problem.bestEffortMinValues(), this::taken);
        hosts = new int[problem.queue().length];
        Arrays.fill(hosts, Solution.NOWHERE);
        placedAs = new ClassState[hosts.length];
        sequence = new int[hosts.length];
    }

    /** Decides; the same problem always gets the same answer. */
    public static Solution solve(Problem problem) {
        var solver = new FirstFit(problem);
        ClassState[] states = solver.classes.compile();
        solver.placeAll(states, solver.unplaced());
        return new Solution(problem, solver, states, solver.hosts);
    }

    /**
     * Puts pods where the directions say, in their order and by the same rules as ever; whoever cannot go there is placed
     * as usual when all others have been.
     */
    public static Solution follow(Problem problem, Directions directions) {
        var solver = new FirstFit(problem);
        ClassState[] states = solver.classes.compile();
        solver.placeAll(states, new DirectedPlacement(solver, states, directions).place());
        return new Solution(problem, solver, states, solver.hosts);
    }

    // ---- what the explanations read ----

    Problem problem() {
        return problem;
    }

    RequirementTable requirements() {
        return requirements;
    }

    Topology topology() {
        return topology;
    }

    ResourceIndex resources() {
        return resources;
    }

    List<PoolState> pools() {
        return pools;
    }

    List<NodeState> nodes() {
        return nodes;
    }

    List<Claim> claims() {
        return claims;
    }

    ClassStates classes() {
        return classes;
    }

    int firstClaim() {
        return firstClaim;
    }

    /** The class as which a pod was placed; null when it was not. */
    @Nullable
    ClassState placedAs(int pod) {
        return placedAs[pod];
    }

    /** The pods that have been placed, in that order. */
    int[] sequence() {
        return Arrays.copyOf(sequence, placed);
    }

    // ---- setting up ----

    private void addNodes(Domains[] keys) {
        Set<String> asked = Setup.askedKeys(problem, keys);
        problem.nodes().stream()
                .sorted(Comparator.comparing((ExistingNode node) -> !node.initialized())
                        .thenComparing(ExistingNode::name))
                .forEach(node -> nodes.add(new NodeState(
                        node, nodes.size(), requirements.number(Setup.labels(node, asked)), available(node))));
    }

    private long[] available(ExistingNode node) {
        return resources.vector(node.available());
    }

    // ---- the queue ----

    /** The pods that have no place yet, in the order of the queue. */
    int[] unplaced() {
        return IntStream.range(0, hosts.length)
                .filter(pod -> hosts[pod] == Solution.NOWHERE)
                .toArray();
    }

    private void placeAll(ClassState[] states, int[] waiting) {
        int left = waiting.length;
        boolean progress = true;
        while (left > 0 && progress) {
            int still = 0;
            for (int i = 0; i < left; i++) {
                int pod = waiting[i];
                if (!place(pod, states[problem.queue()[pod]])) {
                    waiting[still++] = pod;
                }
            }
            progress = still < left || settleSomeone(states, waiting, still);
            left = still;
        }
    }

    /**
     * Settles on a domain for a claim that could still be in several, because a waiting pod wants to be near one of its
     * pods and cannot know where that is. The last resort, so that nothing is settled that might settle itself.
     */
    private boolean settleSomeone(ClassState[] states, int[] waiting, int count) {
        for (int i = 0; i < count; i++) {
            ClassState pod = states[problem.queue()[waiting[i]]];
            if (topology.settleUnmet(pod.membership, this::settle)) {
                return true;
            }
        }
        return false;
    }

    private boolean settle(Predicate<PodDemand> wanted, int key, long[] podDomains) {
        for (Claim claim : claims) {
            long[] open = requirements.domains(claim.requirements, key);
            if (Bits.count(open) > 1 && claim.hasPod(wanted)) {
                for (int domain = Bits.next(open, 0); domain >= 0; domain = Bits.next(open, domain + 1)) {
                    if (Bits.has(podDomains, domain)
                            && trial.pin(claim, requirements.pinned(claim.requirements, key, domain))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean place(int pod, ClassState original) {
        if (!original.demand.impossible().isEmpty()
                || (original.failedAt >= 0 && original.failedAt == original.chainVersion())) {
            return false;
        }
        for (ClassState state = original; state != null; state = classes.relaxed(state)) {
            int host = tryPlace(state);
            if (host != Solution.NOWHERE) {
                record(pod, state, host);
                return true;
            }
        }
        original.failedAt = original.chainVersion();
        return false;
    }

    void record(int pod, ClassState state, int host) {
        hosts[pod] = host;
        placedAs[pod] = state;
        sequence[placed++] = pod;
    }

    private int tryPlace(ClassState pod) {
        if (!topology.prepare(pod.membership)) {
            return Solution.NOWHERE;
        }
        long[][] closed = topology.closedHosts(pod.membership);
        long @Nullable [] only = topology.onlyHosts(pod.membership);
        if (topology.choosesHost(pod.membership)) {
            return new RoomForAll(this, pod).place();
        }
        int host = tryNodes(pod, closed, only);
        if (host == Solution.NOWHERE) {
            host = tryClaims(pod, closed, only);
        }
        return host == Solution.NOWHERE ? tryPools(pod) : host;
    }

    /** The members of one word that no rule closes. */
    private static long openWord(ClassState pod, long members, int word, long[][] closed, long @Nullable [] only) {
        long open = members & ~pod.refusedWord(word);
        for (long[] rule : closed) {
            open &= word < rule.length ? ~rule[word] : -1L;
        }
        if (only != null) {
            open &= word < only.length ? only[word] : 0;
        }
        return open;
    }

    // ---- existing nodes ----

    private int tryNodes(ClassState pod, long[][] closed, long @Nullable [] only) {
        for (int word = 0; word < Bits.words(nodes.size()); word++) {
            int last = Math.min(64, nodes.size() - (word << 6));
            long all = last == 64 ? -1L : (1L << last) - 1;
            long open = openWord(pod, all, word, closed, only);
            for (; open != 0; open &= open - 1) {
                NodeState node = nodes.get((word << 6) + Long.numberOfTrailingZeros(open));
                if (join(pod, node)) {
                    return node.number();
                }
            }
        }
        return Solution.NOWHERE;
    }

    boolean join(ClassState pod, NodeState node) {
        if (!suits(pod, node)) {
            pod.refuse(node.number());
            return false;
        }
        if (!topology.narrow(pod.membership, node.requirements(), true, set -> true)) {
            return false;
        }
        node.take(pod);
        topology.place(pod.membership, node, 1);
        return true;
    }

    private boolean suits(ClassState pod, NodeState node) {
        return node.hasRoomFor(pod.load)
                && tolerates(pod, node.taints())
                && node.canAttach(pod.demand.volumes())
                && !portConflict(pod, node.hostPorts)
                && !node.isSaturatedFor(pod)
                && requirements.satisfies(node.requirements(), pod.requirements)
                && (pod.volumeSets.length == 0
                        || Arrays.stream(pod.volumeSets)
                                .anyMatch(volumes -> requirements.satisfies(node.requirements(), volumes)));
    }

    // ---- claims ----

    private int tryClaims(ClassState pod, long[][] closed, long @Nullable [] only) {
        int firstWord = firstClaim >>> 6;
        for (int count = order.nextCount(0); count >= 0; count = order.nextCount(count + 1)) {
            long[] members = order.members(count);
            for (int word = 0; word < members.length; word++) {
                if (members[word] == 0) {
                    continue;
                }
                long open = openWord(pod, members[word], firstWord + word, closed, only);
                for (; open != 0; open &= open - 1) {
                    Claim claim = claims.get((word << 6) + Long.numberOfTrailingZeros(open));
                    if (join(pod, claim)) {
                        return claim.number();
                    }
                }
            }
        }
        return Solution.NOWHERE;
    }

    boolean join(ClassState pod, Claim claim) {
        int set = requirements.and(claim.requirements, pod.requirements);
        if (set == RequirementTable.CONFLICT
                || !tolerates(pod, claim.taints())
                || portConflict(pod, claim.hostPorts)
                || claim.isSaturatedFor(pod)) {
            pod.refuse(claim.number());
            return false;
        }
        trial.begin(pod, claim, claim.types);
        Verdict verdict = trial.run(set);
        if (verdict == Verdict.NEVER) {
            pod.refuse(claim.number());
        }
        return verdict == Verdict.PLACED;
    }

    /** Books a pod that a claim has just taken. */
    private void taken(Claim claim) {
        int index = claim.number() - firstClaim;
        if (claim.pods == 1) {
            claims.add(claim);
            pools.get(claim.poolNumber()).charge(claim.types);
        } else {
            order.remove(index, claim.pods - 1);
        }
        order.add(index, claim.pods);
    }

    // ---- new claims ----

    private int tryPools(ClassState pod) {
        int number = firstClaim + claims.size();
        if (!topology.allowsHost(pod.membership, number)) {
            return Solution.NOWHERE;
        }
        for (int i = 0; i < pools.size(); i++) {
            if (!pod.isRefusedByPool(i) && open(pod, i, number)) {
                return number;
            }
        }
        return Solution.NOWHERE;
    }

    boolean open(ClassState pod, int poolNumber, int number) {
        PoolState pool = pools.get(poolNumber);
        int set = requirements.and(pool.requirements, pod.requirements);
        if (set == RequirementTable.CONFLICT
                || !tolerates(pod, pool.compiled.pool().taints())
                || pool.isFull()) {
            pod.refusePool(poolNumber);
            return false;
        }
        begin(
                pod,
                poolNumber,
                number,
                pool.requirements,
                pool.compiled.candidates().clone());
        if (openReserved(pool, set)) {
            return true;
        }
        Verdict verdict = trial.run(set);
        if (verdict == Verdict.NEVER) {
            pod.refusePool(poolNumber);
        }
        return verdict == Verdict.PLACED;
    }

    /** Opens a new node as a slot wants it. */
    boolean open(ClassState pod, Directions.Slot slot) {
        PoolState pool = pools.get(slot.pool());
        int base = requirements.number(requirements.set(pool.requirements).and(slot.pin()));
        int set = requirements.and(base, pod.requirements);
        if (set == RequirementTable.CONFLICT
                || !tolerates(pod, pool.compiled.pool().taints())
                || pool.isFull()
                || !takesReservation(slot, false)) {
            return false;
        }
        begin(pod, slot.pool(), firstClaim + claims.size(), base, slot.types().clone());
        return trial.run(set) == Verdict.PLACED && takesReservation(slot, true);
    }

    private boolean takesReservation(Directions.Slot slot, boolean take) {
        Requirement ids = slot.pin().get(Labels.RESERVATION_ID);
        if (ids.operator() != Operator.IN) {
            return true;
        }
        String id = ids.values().getFirst();
        int left = reservations.getOrDefault(id, 0);
        if (take) {
            reservations.put(id, left - 1);
        }
        return left > 0;
    }

    private void begin(ClassState pod, int poolNumber, int number, int base, long[] types) {
        PoolState pool = pools.get(poolNumber);
        pool.keepWithinLimits(types);
        var claim =
                new Claim(number, poolNumber, pool.compiled, types.length, new long[resources.size()], pool.minValues);
        claim.requirements = base;
        trial.begin(pod, claim, types);
    }

    /** Reserved capacity goes first: the reservation with most left that can carry the pod. */
    private boolean openReserved(PoolState pool, int set) {
        if (pool.compiled.table().reserved().isEmpty()) {
            return false;
        }
        var byLeft = reservations.entrySet().stream()
                .filter(reservation -> reservation.getValue() > 0)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        for (String reservation : byLeft) {
            int reserved = requirements.and(set, requirements.number(ReservedOffering.only(reservation)));
            if (reserved != RequirementTable.CONFLICT && trial.run(reserved) == Verdict.PLACED) {
                reservations.merge(reservation, -1, Integer::sum);
                return true;
            }
        }
        return false;
    }

    static boolean tolerates(ClassState pod, List<Taint> taints) {
        return Taint.areTolerated(taints, pod.demand.tolerations());
    }

    private static boolean portConflict(ClassState pod, List<HostPort> taken) {
        if (pod.demand.hostPorts().isEmpty() || taken.isEmpty()) {
            return false;
        }
        return pod.demand.hostPorts().stream().anyMatch(wanted -> taken.stream().anyMatch(wanted::conflictsWith));
    }
}
