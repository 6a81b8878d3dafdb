package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.packing.LpSolver;
import dev.wainwright.solver.packing.Packer;
import dev.wainwright.solver.packing.Packer.Packed;
import dev.wainwright.solver.packing.Steps;
import java.util.Optional;

/**
 * Packs for price: begins with first fit's plan, looks for a cheaper one, and proves how cheap any could be.
 *
 * <h2>Method</h2>
 *
 * First fit decides what packing knows nothing of: which wishes are given up, who goes to existing nodes, which zone a
 * spread puts a pod in. The nodes that it would launch become a packing question in numbers ({@link Repacking}), which
 * {@link Packer} answers by column generation over pod classes × offerings (Gilmore and Gomory 1961), diving, and ruin and
 * recreate. The answer goes back as directions to first fit, which places every pod once more by its own rules; so a plan
 * cannot break a rule that first fit keeps, whatever the packing overlooked. A few pods are packed once more with their zones
 * left to choose ({@link DomainChoice}). Of the plans the one that places most pods is taken, and among equals the cheapest.
 *
 * <h2>Bound</h2>
 *
 * The bound is proven from duals (Farley 1990), never taken from the LP solver. Where the packing question is one that every
 * plan answers, its own bound is the plan's ({@link Repacking#isWhole}). Otherwise {@link BoundQuestion} asks a looser one:
 * demands without wishes, existing nodes as free machines, zones only where they are forced; it begins with the values that
 * packing has found.
 *
 * <h2>Cost</h2>
 *
 * Two or three runs of first fit, and the work of the packer, which is counted in steps: the same question gets the same plan on
 * every machine. With K distinct demands, M machine types that nothing else can stand in for and N new nodes it is some 50
 * rounds of K × M for the LP, K² per pivot, and a few such rounds per eighth of N for the dive.
 */
public final class CostOptimal {
    private static final double NANO = 1e-9;
    /** The part of the work that goes into a bound of its own, where the packing's does not hold for every plan. */
    private static final double BOUND_SHARE = 0.25;
    /** The part of what is left then that goes into packing with pods in other zones. */
    private static final double DOMAIN_SHARE = 0.4;
    /** With more pods than this, it matters little which zones get one more than others. */
    private static final int FEW = 300;

    private CostOptimal() {}

    /**
     * What was decided.
     *
     * @param solution the best there is, which may be first fit's
     * @param policy whose it is
     */
    public record Outcome(Solution solution, Solution firstFit, Policy policy, Bound bound) {}

    /** The best plan that was found; never dearer than first fit's, and never placing fewer pods. */
    public static Outcome solve(Problem problem, Effort effort, Knobs knobs) {
        return solve(problem, effort, knobs, LpSolver.OWN);
    }

    /** As above, with another solver of linear programs. */
    public static Outcome solve(Problem problem, Effort effort, Knobs knobs, LpSolver solver) {
        return new Search(problem, knobs, solver, new Steps(effort.steps())).run();
    }

    /** One decision on its way. */
    private static final class Search {
        private final Problem problem;
        private final Knobs knobs;
        private final LpSolver solver;
        private final Steps steps;
        private final Solution first;
        private Solution best;

        Search(Problem problem, Knobs knobs, LpSolver solver, Steps steps) {
            this.problem = problem;
            this.knobs = knobs;
            this.solver = solver;
            this.steps = steps;
            first = FirstFit.solve(problem);
            best = first;
        }

        Outcome run() {
            var repacking = new Repacking(first);
            boolean isWhole = repacking.isWhole();
            Steps forBound = isWhole ? new Steps(0) : steps.share(BOUND_SHARE);
            Steps forDomains = isWhole || problem.queue().length > FEW ? new Steps(0) : steps.share(DOMAIN_SHARE);
            Packed packed = pack(repacking, steps);
            Optional<Bound> proven = chooseDomains(forDomains);
            Bound bound = proven.filter(this::isReached).orElseGet(() -> {
                Bound looser = bound(repacking, packed, forBound);
                return proven.filter(tighter -> tighter.hourlyPrice() >= looser.hourlyPrice())
                        .orElse(looser);
            });
            boolean better = isWorthIt();
            return new Outcome(better ? best : first, first, better ? Policy.COST_OPTIMAL : Policy.FIRST_FIT, bound);
        }

        /** Packs a solution's pods anew, and remembers the plan that comes of it if it is the best so far. */
        private Packed pack(Repacking repacking, Steps steps) {
            Packed packed = Packer.pack(repacking.packing(), repacking.incumbent(), solver, steps);
            Solution found = FirstFit.follow(problem, repacking.directions(packed.patterns()));
            if (isBetter(found, best)) {
                best = found;
            }
            return packed;
        }

        /** Packs the best plan's pods once more, some in other domains; a bound, where that one holds for every plan. */
        private Optional<Bound> chooseDomains(Steps steps) {
            if (steps.areSpent()) {
                return Optional.empty();
            }
            var repacking = Repacking.choosingDomains(best);
            if (!repacking.choosesDomains()) {
                return Optional.empty();
            }
            boolean isForAll = repacking.isWhole() && areWeightsKept(first, best);
            Packed packed = pack(repacking, steps);
            return isForAll && areWeightsKept(best, first)
                    ? Optional.of(
                            new Bound(packed.bound() * NANO, question(true).ignores(true)))
                    : Optional.empty();
        }

        private boolean isReached(Bound bound) {
            return best.hourlyPrice() <= bound.hourlyPrice() + NANO;
        }

        private Bound bound(Repacking repacking, Packed packed, Steps steps) {
            boolean areKept = areWeightsKept(best, first);
            BoundQuestion question = question(areKept);
            long bound = packed.bound();
            if (!repacking.isWhole() || !areKept) {
                double[] values = question.suggestion(repacking, packed.values());
                // what the best plan is known to cost; more than that no bound can be
                long limit = (long) Math.ceil(best.hourlyPrice() / NANO);
                bound = Packer.bound(question.packing(), values, limit, solver, steps);
            }
            return new Bound(bound * NANO, question.ignores(false));
        }

        private BoundQuestion question(boolean areWeightsKept) {
            return new BoundQuestion(first, areWeightsKept ? Optional.of(new PoolWeights(first)) : Optional.empty());
        }

        private boolean isWorthIt() {
            return isBetter(best, first)
                    && (best.unplaced() < first.unplaced()
                            || best.hourlyPrice() <= first.hourlyPrice() * (1 - Math.max(0, knobs.minSaving())));
        }
    }

    private static boolean areWeightsKept(Solution solution, Solution by) {
        return new PoolWeights(solution).areKept(new PoolWeights(by));
    }

    private static boolean isBetter(Solution candidate, Solution incumbent) {
        return candidate.unplaced() != incumbent.unplaced()
                ? candidate.unplaced() < incumbent.unplaced()
                : candidate.hourlyPrice() < incumbent.hourlyPrice();
    }
}
