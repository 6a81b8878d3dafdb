package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.ClassState;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.topology.Membership;
import dev.wainwright.solver.topology.SpreadLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The claims that a class's pods are on, one for each, and the weight of their pools: {@link #MIXED} if those differ. */
    private static final class Placed {
        static final int MIXED = Integer.MIN_VALUE;

        final List<Claim> claims = new ArrayList<>();
        int weight;

        Placed(int weight) {
            this.weight = weight;
        }

        void add(Claim claim, int itsWeight) {
            claims.add(claim);
            weight = weight == itsWeight ? weight : MIXED;
        }

        int in(Solution solution, int key, int domain) {
            return (int) claims.stream()
                    .filter(claim -> domain(solution, key, claim) == domain)
                    .count();
        }
    }

    private DomainChoice(Map<ClassState, SpreadLevels> levels) {
        this.levels = levels;
    }

    /** @param isRepacked which claims' pods may move, by claim number */
    static DomainChoice of(Solution solution, IntPredicate isRepacked) {
        var placed = new LinkedHashMap<ClassState, Placed>();
        for (int pod : solution.sequence()) {
            int claim = solution.host(pod) - solution.firstClaim();
            if (claim >= 0) {
                int weight = isRepacked.test(claim) ? weight(solution, claim) : Placed.MIXED;
                placed.computeIfAbsent(solution.placedAs(pod), state -> new Placed(weight))
                        .add(solution.claims().get(claim), weight);
            }
        }
        var states = List.copyOf(placed.keySet());
        var levels = SpreadLevels.of(
                states.stream().map(ClassState::membership).toArray(Membership[]::new),
                placed.values().stream().mapToInt(each -> each.claims.size()).toArray(),
                (number, key, domain, counted) -> counted
                        - Objects.requireNonNull(placed.get(states.get(number))).in(solution, key, domain));
        var chosen = new LinkedHashMap<ClassState, SpreadLevels>();
        for (int number = 0; number < levels.length; number++) {
            SpreadLevels level = levels[number];
            ClassState state = states.get(number);
            boolean isEven = Objects.requireNonNull(placed.get(state)).weight != Placed.MIXED;
            if (level != null && isEven && isFree(solution, state, level)) {
                chosen.put(state, level);
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

    /** The number of the domain that a claim's pods are in, which a spread has settled. */
    static int domain(Solution solution, int key, Claim claim) {
        return Bits.next(solution.requirementTable().domains(claim.requirements(), key), 0);
    }
}
