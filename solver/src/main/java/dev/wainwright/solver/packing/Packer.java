package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Packs cheaply: the fractional packing, then {@link Dive} to a whole one, which {@link Improve} improves and, where
 * there is not much of it, {@link Exact} proves or replaces by the cheapest.
 */
public final class Packer {
    /** The part of the work that goes into the fractional packing, and of what is left then into rounding it. */
    private static final double LP_SHARE = 0.5;

    private static final double DIVE_SHARE = 0.6;
    /** Where budgets were too tight for rounding: the part of what is left then that goes into placing what is missing. */
    private static final double REPAIR_SHARE = 0.3;

    private final Packing packing;
    private final List<Fit> fits;
    private final int[] kinds;
    private final LpSolver solver;
    private final Steps steps;
    private final List<Pattern> patterns = new ArrayList<>();
    private final double[] values;
    private long bound;

    private Packer(Packing packing, LpSolver solver, Steps steps) {
        this.solver = solver;
        this.packing = packing;
        this.steps = steps;
        values = new double[packing.items().size()];
        Arrays.fill(values, Double.NaN);
        fits = Dominance.undominated(packing);
        kinds = fits.stream().mapToInt(fit -> fit.machine).toArray();
    }

    /**
     * A packing and a price, in billionths of a dollar, below which there is none.
     *
     * @param patterns cover every item that some machine can hold, unless the budgets do not allow it
     * @param values what one of each item may be worth at most, in billionths of a dollar; NaN where that is not known
     */
    public record Packed(List<Pattern> patterns, long bound, double[] values) {
        public Packed {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Packs every item.
     *
     * @param incumbent a packing that is known; it need not be complete
     * @param solver of the linear programs
     */
    public static Packed pack(Packing packing, List<Pattern> incumbent, LpSolver solver, Steps steps) {
        return new Packer(packing, solver, steps).pack(incumbent);
    }

    /**
     * Only the bound.
     *
     * @param suggestion of what items are worth, as for {@link Packed#values}
     * @param limit in billionths of a dollar; whether nothing is cheaper than even more need not be found out
     */
    public static long bound(Packing packing, double[] suggestion, long limit, LpSolver solver, Steps steps) {
        var packer = new Packer(packing, solver, steps);
        long sum = 0;
        List<Remainder> components = packer.components();
        for (int i = 0; i < components.size(); i++) {
            Remainder component = components.get(i);
            Steps share = packer.share(components, i);
            sum = plus(sum, packer.boundOf(component.packing(), component.ofItems(suggestion), limit - sum, share));
        }
        return sum;
    }

    /** The sum of two numbers from 0 on; what is beyond all numbers, such as the price of what no packing answers, stays there. */
    static long plus(long sum, long more) {
        return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
    }

    private long boundOf(Packing question, double[] suggestion, long limit, Steps steps) {
        Steps part = Exact.isFor(question) ? steps.share(LP_SHARE) : steps;
        Relaxed relaxed = Relaxation.solve(question, suggestion, solver, part);
        List<Pattern> known = Construct.pack(question, relaxed.itemDuals(), relaxed.budgetDuals(), steps);
        return Exact.close(question, known, limit, relaxed, steps).bound();
    }

    private Packed pack(List<Pattern> incumbent) {
        var cheapest = new CheapestMachine(packing, kinds);
        List<Remainder> components = components();
        for (int i = 0; i < components.size(); i++) {
            Steps share = share(components, i);
            pack(components.get(i), components.get(i).trimmed(incumbent, cheapest), share);
            steps.takeBack(share);
        }
        return new Packed(patterns, bound, values);
    }

    private void pack(Remainder component, List<Pattern> incumbent, Steps share) {
        Packing question = component.packing();
        Relaxed relaxed = relax(question, incumbent, share);
        component.toWhole(relaxed.itemDuals(), values);
        List<Pattern> improved = improve(question, start(question, incumbent, relaxed, share), relaxed, share);
        Exact.Closed closed = Exact.close(question, improved, Long.MAX_VALUE, relaxed, share);
        bound = plus(bound, closed.bound());
        closed.patterns().forEach(pattern -> patterns.add(component.inWhole(pattern)));
    }

    /** The best packing that is found quickly. */
    private List<Pattern> start(Packing question, List<Pattern> incumbent, Relaxed relaxed, Steps share) {
        List<Pattern> rounded = cheapest(
                question,
                List.of(
                        dive(question, relaxed, share),
                        Construct.pack(question, relaxed.itemDuals(), relaxed.budgetDuals(), share)));
        if (!isComplete(question, rounded)) {
            Steps part = share.share(REPAIR_SHARE);
            rounded = improve(question, rounded, relaxed, part);
            share.takeBack(part);
        }
        return cheapest(
                question,
                List.of(
                        rounded,
                        isComplete(question, rounded) ? List.of() : besides(question, incumbent, share),
                        incumbent));
    }

    private static List<Pattern> improve(Packing question, List<Pattern> start, Relaxed relaxed, Steps steps) {
        return Improve.improve(
                question,
                start,
                relaxed.itemDuals(),
                relaxed.budgetDuals(),
                Exact.attainable(question, relaxed.bound()),
                steps);
    }

    private Relaxed relax(Packing question, List<Pattern> start, Steps steps) {
        Steps part = steps.share(LP_SHARE);
        Relaxed relaxed = Relaxation.solve(question, start, solver, part);
        steps.takeBack(part);
        return relaxed;
    }

    private static List<Pattern> dive(Packing question, Relaxed relaxed, Steps steps) {
        Steps part = steps.share(DIVE_SHARE);
        List<Pattern> dived = Dive.round(question, relaxed, part);
        steps.takeBack(part);
        return dived;
    }

    private static boolean isComplete(Packing question, List<Pattern> packing) {
        return Improve.items(packing) == question.count();
    }

    /** Where budgets are so tight that rounding overdraws them: what draws on them as it is, and the rest packed anew. */
    private List<Pattern> besides(Packing question, List<Pattern> incumbent, Steps steps) {
        var stock = new Stock(question);
        var packing = new ArrayList<Pattern>();
        for (Pattern pattern : incumbent) {
            if (!question.machines().get(pattern.machine()).draws().isEmpty()) {
                packing.add(pattern);
                stock.take(pattern);
            }
        }
        var rest = new Remainder(question, stock.items, stock.budgets, kinds(question));
        Relaxed relaxed = relax(rest.packing(), List.of(), steps);
        dive(rest.packing(), relaxed, steps).forEach(pattern -> packing.add(rest.inWhole(pattern)));
        return packing;
    }

    private static int[] kinds(Packing question) {
        return Dominance.undominated(question).stream()
                .mapToInt(fit -> fit.machine)
                .toArray();
    }

    /** The cheapest of several packings, those that are incomplete last. */
    private static List<Pattern> cheapest(Packing question, List<List<Pattern>> packings) {
        return packings.stream()
                .min(Comparator.comparingInt((List<Pattern> packing) -> -Improve.items(packing))
                        .thenComparingLong(packing -> Improve.price(question, packing)))
                .orElse(List.of());
    }

    private List<Remainder> components() {
        var stock = new Stock(packing);
        return Components.of(packing, fits).stream()
                .map(counts -> new Remainder(packing, counts, stock.budgets, kinds))
                .toList();
    }

    /** A component's share of the work that is left: by its number of items, squared as the work grows. */
    private Steps share(List<Remainder> components, int number) {
        double[] sizes = components.stream()
                .skip(number)
                .mapToDouble(component -> Math.pow(component.packing().items().size(), 2))
                .toArray();
        return steps.share(sizes[0] / Arrays.stream(sizes).sum());
    }
}
