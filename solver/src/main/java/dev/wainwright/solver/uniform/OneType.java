package dev.wainwright.solver.uniform;

import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import java.util.List;

/**
 * The best plan that launches machines of one type only, whatever the pool: what somebody gets who standardises on a
 * machine and packs it well. For comparison.
 *
 * <p>First the plan without that restriction says which pods can be placed at all. Then {@link FirstFit} packs type by
 * type, the most promising first, and a type is passed over when what it must cost at least ({@link Prospect}) is no less
 * than the best so far. More pods placed goes before a lower price, a lower price before a type's name. A pool's minValues
 * ask for several types, so they are not insisted on; existing nodes are filled as always.
 *
 * <p>Costs one run of first-fit for every type whose bound is below the best price: for requests of all sorts mostly the
 * sizes of the one or two cheapest families.
 */
public final class OneType {
    private OneType() {}

    /** The plan; the unrestricted one when it launches nothing or there is no type to choose from. */
    public static Solution solve(Problem problem) {
        Solution free = FirstFit.solve(problem);
        if (free.claims().isEmpty()) {
            return free;
        }
        List<Prospect> prospects = new Prospects(problem, free).bestFirst();
        Candidate best = null;
        for (Prospect prospect : prospects) {
            if (best == null || best.mayBeBeatenBy(prospect)) {
                Candidate candidate = Candidate.of(FirstFit.solve(only(problem, prospect.type())));
                if (best == null || candidate.isBetterThan(best)) {
                    best = candidate;
                }
            }
        }
        return best == null ? free : best.solution();
    }

    private static Problem only(Problem problem, String type) {
        return new Problem(
                problem.catalogue().only(type),
                problem.nodes(),
                problem.classes(),
                problem.queue(),
                problem.ignorePreferences(),
                true);
    }

    private record Candidate(Solution solution, int placed, double price) {
        static Candidate of(Solution solution) {
            int placed = solution.problem().queue().length - solution.unplaced();
            return new Candidate(solution, placed, solution.hourlyPrice());
        }

        boolean mayBeBeatenBy(Prospect prospect) {
            return prospect.pods() > placed || (prospect.pods() == placed && prospect.leastPrice() < price);
        }

        boolean isBetterThan(Candidate other) {
            return placed > other.placed || (placed == other.placed && price < other.price);
        }
    }
}
