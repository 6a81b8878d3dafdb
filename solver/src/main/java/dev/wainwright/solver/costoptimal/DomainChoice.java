package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.ClassState;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.topology.Membership;
import dev.wainwright.solver.topology.SpreadLevels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a solution whose pods may change zones (or other domains) when they are packed anew: nothing holds them to
 * theirs but a spread, and that is kept as long as every domain has enough of them and none too many.
 *
 * <p>Which zones get the pods by which workloads differ in size matters where there are few: three workloads with four pods
 * each may have their fourth ones together on one node, or on three.
 */
final class DomainChoice {
    /** Every pod stays in the domain it has. */
    static final DomainChoice NONE = new DomainChoice(Map.of());

    private final Map<ClassState, SpreadLevels> levels;

    /** How many pods of a class there are, and the weight of their pools: {@link #MIXED} when those differ. */
    private record Placed(int pods, int weight) {
        static final int MIXED = Integer.MIN_VALUE;

        Placed and(Placed more) {
            return new Placed(pods + more.pods, weight == more.weight ? weight : MIXED);
        }
    }

    private DomainChoice(Map<ClassState, SpreadLevels> levels) {
        this.levels = levels;
    }

    /** @param isRepacked which claims' pods may move, by claim number */
    static DomainChoice of(Solution solution, IntPredicate isRepacked) {
        // with nodes, the pods that are there count as well
        if (solution.nodeCount() > 0) {
            return NONE;
        }
        var placed = new LinkedHashMap<ClassState, Placed>();
        for (int pod : solution.sequence()) {
            int claim = solution.host(pod) - solution.firstClaim();
            placed.merge(
                    solution.placedAs(pod),
                    new Placed(1, isRepacked.test(claim) ? weight(solution, claim) : Placed.MIXED),
                    Placed::and);
        }
        var levels = SpreadLevels.of(
                placed.keySet().stream().map(ClassState::membership).toArray(Membership[]::new),
                placed.values().stream().mapToInt(Placed::pods).toArray());
        var chosen = new LinkedHashMap<ClassState, SpreadLevels>();
        int number = 0;
        for (Map.Entry<ClassState, Placed> entry : placed.entrySet()) {
            SpreadLevels level = levels[number++];
            if (level != null && entry.getValue().weight != Placed.MIXED && isFree(solution, entry.getKey(), level)) {
                chosen.put(entry.getKey(), level);
            }
        }
        return new DomainChoice(chosen);
    }

    private static int weight(Solution solution, int claim) {
        int pool = solution.claims().get(claim).poolNumber();
        return solution.problem().catalogue().pools().get(pool).pool().weight();
    }

    /** Whether nothing else holds the class to its domains, or others to theirs because of it. */
    private static boolean isFree(Solution solution, ClassState state, SpreadLevels level) {
        List<String> only = List.of(solution.requirementTable().key(level.key()));
        return level.decide()
                && solution.boundKeys(state).equals(only)
                && only.containsAll(solution.countingKeys(state))
                // an item that asks for nothing would take no place
                && Arrays.stream(state.load()).anyMatch(amount -> amount > 0);
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    /** How many of a class's pods each domain gets; null when they stay where they are. */
    @Nullable
    SpreadLevels levels(ClassState state) {
        return levels.get(state);
    }

    void forEach(BiConsumer<ClassState, SpreadLevels> action) {
        levels.forEach(action);
    }

    /** The domain of a class's pods on a claim. */
    static Requirements domain(Solution solution, SpreadLevels level, Claim claim) {
        long[] open = solution.requirementTable().domains(claim.requirements(), level.key());
        return solution.requirementTable().domain(level.key(), Bits.next(open, 0));
    }
}
