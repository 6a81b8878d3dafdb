package dev.wainwright.solver.packing;

import java.util.List;

/**
 * The least that any packing can cost, by the pattern LP and column generation.
 *
 * <p>A pattern is one machine with what is on it. Taking patterns in fractions, so that every item is covered and no budget
 * is overdrawn, costs no more than the best packing, and for many items hardly less (Gilmore and Gomory 1961, 1963). There
 * are far too many patterns to write down, so {@link Master} solves over the few known, its duals say what each item is
 * worth at present, and {@link Pricing} looks on every machine for a filling that is worth more than the machine costs.
 * When there is none, the duals prove the bound; {@link Certificate} proves one from any duals, so there is one from the
 * first round on.
 *
 * <p>Duals jump about while patterns are few. A few things keep the number of rounds small. The first values are those of
 * {@link Fluid}; where items are many, they are settled in outline first ({@link Groups}). The first patterns are those of
 * whole packings ({@link Cover}, {@link Construct}), which complement each other. Fillings are sought at values between those that gave the
 * best bound so far and those of the master (smoothing, Wentges 1997), closer to the master's when that finds nothing new.
 * Where items are many, the master's values are mended first ({@link Certificate#mend}): every filling that speaks against
 * them becomes a pattern, and what is left of them is often the best bound yet; where it is not, smoothing gets its turn. Machines that others can stand in for are
 * dropped first ({@link Dominance}).
 *
 * <p>Cost: some 20 to 60 rounds; in each, one pass of {@link Pricing} over machines × items, and a pivot of items² for each
 * pattern that comes in.
 */
final class Relaxation {
    private static final double CLOSE_ENOUGH = 0.001;
    private static final double FAR = 0.01;
    private static final double NEAR = 0.005;
    /** So many items are looked at in outline first. */
    private static final int MANY = 100;

    private static final int[] FINENESS = {1, 2, 4};
    private static final int OUTLINE_ROUNDS = 20;
    private static final double OUTLINED = 0.02;
    private static final double OUTLINE_SHARE = 0.2;
    private static final double FAR_BETTER = 1.1;
    private static final int PACKINGS = 8;
    private static final int KINDS = 6;
    private static final double COVER_SHARE = 0.04;
    /** Whole packings at new values go on as long as the price falls to this part. */
    private static final double FALLING = 0.98;

    private static final double SHORTEST = 0.1;

    private static final double LONGER = 1.5;
    private static final int PATIENCE = 8;
    private static final double WORTHWHILE = 0.97;
    private static final long EFFORT = 1000;
    private static final long DEEP = 20_000;
    private static final double TOLERANCE = 0.0004;
    private static final double SMOOTHING = 0.8;

    private final Packing packing;
    private final List<Fit> fits;
    private final Certificate certificate;
    private final Master master;
    private final Steps steps;
    private final double[] suggestion;
    private Values center;
    /** How far from {@link #center} towards the master's duals values are mended: less after it was in vain. */
    private double reach = 1;

    private long bound;

    private record Values(double[] items, double[] budgets) {
        Values withItems(double[] known) {
            var both = items.clone();
            for (int i = 0; i < both.length; i++) {
                both[i] = Double.isNaN(known[i]) ? both[i] : known[i];
            }
            return new Values(both, budgets);
        }

        Values towards(Values other, double share) {
            return new Values(mix(items, other.items, share), mix(budgets, other.budgets, share));
        }

        private static double[] mix(double[] from, double[] to, double share) {
            var mixed = new double[from.length];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = from[i] * (1 - share) + to[i] * share;
            }
            return mixed;
        }

        long[] itemsInNanos() {
            var nanos = new long[items.length];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = Math.round(items[i]);
            }
            return nanos;
        }

        long[] budgetsInParts() {
            var parts = new long[budgets.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Math.round(Math.scalb(budgets[i], Charges.PLACES));
            }
            return parts;
        }
    }

    private Relaxation(Packing packing, List<Pattern> start, double[] suggestion, LpSolver solver, Steps steps) {
        this.packing = packing;
        this.steps = steps;
        fits = Dominance.undominated(packing);
        certificate = new Certificate(packing, fits);
        master = new Master(packing, fits, start, solver);
        center = new Values(
                Fluid.itemValues(packing, fits, steps),
                new double[packing.budgets().size()]);
        this.suggestion = suggestion;
    }

    /**
     * Solves the pattern LP as far as the steps allow. However few there are, the bound is valid.
     *
     * @param start patterns to begin with, such as those of a packing that is known; may be empty
     */
    static Relaxed solve(Packing packing, List<Pattern> start, Steps steps) {
        return solve(packing, start, LpSolver.OWN, steps);
    }

    /** @param solver for the linear program over the patterns */
    static Relaxed solve(Packing packing, List<Pattern> start, LpSolver solver, Steps steps) {
        return new Relaxation(packing, start, new double[0], solver, steps).run();
    }

    /**
     * The same, beginning with values that somebody has found for a question much like this one.
     *
     * @param suggestion what each item may be worth, in billionths of a dollar; NaN where nobody knows
     */
    static Relaxed solve(Packing packing, double[] suggestion, LpSolver solver, Steps steps) {
        return new Relaxation(packing, List.of(), suggestion, solver, steps).run();
    }

    private Relaxed run() {
        probe(center, steps);
        if (suggestion.length > 0) {
            probe(center.withItems(suggestion), steps);
        }
        if (packing.items().size() >= MANY) {
            outline(steps.share(OUTLINE_SHARE));
        }
        packWhole();
        boolean goesOn = master.solve(steps);
        double before = gap();
        for (int round = 1; goesOn && !steps.areSpent() && gap() > CLOSE_ENOUGH; round++) {
            goesOn = generate() && master.solve(steps);
            if (round % PATIENCE == 0) {
                goesOn &= gap() > NEAR || gap() < before * WORTHWHILE;
                before = gap();
            }
        }
        finish();
        double[] amounts = master.amounts();
        boolean isClose = gap() <= CLOSE_ENOUGH;
        master.close();
        return new Relaxed(
                master.patterns(), amounts, certificate.fairValues(), certificate.fairBudgetPrices(), bound, isClose);
    }

    /** Values for many items, found with ever more groups of them, unless the first ones were good. */
    private void outline(Steps share) {
        long before = bound;
        for (int fineness : FINENESS) {
            var groups = new Groups(packing, fits, master.price(), fineness);
            master.patterns().forEach(groups::add);
            boolean goesOn = groups.solve(share);
            for (int round = 0; goesOn && round < OUTLINE_ROUNDS && gap(groups) > OUTLINED; round++) {
                goesOn = approach(groups, share) && groups.solve(share);
            }
            if (bound < before * FAR_BETTER) {
                return;
            }
            groups.patterns().forEach(master::add);
        }
        master.solve(steps);
    }

    /**
     * Whole packings at changing values, as long as the duals are far from settled: with the machines that look best, or
     * where that takes too long in a greedy manner, and then only as long as they make the price fall.
     */
    private void packWhole() {
        var cover = new Cover(packing, fits);
        boolean isSmall = true;
        Values values = center;
        double before = Double.MAX_VALUE;
        for (int n = 0;
                n < PACKINGS && !steps.areSpent() && gap() > FAR && (isSmall || master.price() < before * FALLING);
                n++) {
            before = master.price();
            if (isSmall) {
                Steps share = steps.share(COVER_SHARE);
                cover.patterns(certificate.clamped(values.itemsInNanos()), certificate.promising(KINDS), share)
                        .forEach(master::add);
                isSmall = !share.areSpent();
                steps.takeBack(share);
            }
            if (!isSmall) {
                Construct.pack(packing, values.items, values.budgets, steps).forEach(master::add);
            }
            if (master.solve(steps)) {
                values = center.towards(values(master), 0.5);
                probe(values, steps);
                certificate.fillings().forEach(master::add);
            }
        }
    }

    private void finish() {
        certificate.assess(
                center.itemsInNanos(), center.budgetsInParts(), new Certificate.Probe(0, TOLERANCE, EFFORT), steps);
        bound = Math.max(bound, certificate.tighten(new Certificate.Probe(0, TOLERANCE, DEEP), steps));
    }

    private double gap() {
        return gap(master);
    }

    private double gap(PatternProgram program) {
        return 1 - bound / Math.max(1, program.price());
    }

    /** Looks for patterns that the master lacks; false when there are none. */
    private boolean generate() {
        long before = bound;
        boolean isMended = packing.items().size() >= MANY && mend();
        if (isMended && bound > before) {
            return true;
        }
        if (approach(master, steps) || isMended) {
            return true;
        }
        bound = Math.max(bound, certificate.tighten(new Certificate.Probe(0, TOLERANCE, DEEP), steps));
        return addFillings(master, values(master)) > 0;
    }

    /** Mends the master's values and adds the patterns that speak against them; false when none does. */
    private boolean mend() {
        Values duals = values(master);
        Values suggested = center.towards(duals, reach);
        long found = certificate.mend(
                suggested.itemsInNanos(),
                suggested.budgetsInParts(),
                center.itemsInNanos(),
                Math.clamp(gap() / 4, TOLERANCE, 0.01),
                steps);
        if (found > bound) {
            bound = found;
            center = new Values(certificate.fairValues(), certificate.fairBudgetPrices());
            reach = Math.min(1, reach * LONGER);
        } else {
            reach = Math.max(SHORTEST, reach / 2);
        }
        return addFillings(master, duals) > 0;
    }

    /** Looks for patterns that a program lacks, ever closer to its own values; false when nothing was found. */
    private boolean approach(PatternProgram program, Steps steps) {
        Values duals = values(program);
        double share = 1 - SMOOTHING;
        for (int attempt = 1; !steps.areSpent(); attempt++) {
            double towards = Math.min(1, attempt * share);
            probe(center.towards(duals, towards), steps);
            if (addFillings(program, duals) > 0) {
                return true;
            }
            if (towards == 1) {
                return false;
            }
        }
        return true;
    }

    private static Values values(PatternProgram program) {
        return new Values(program.itemDuals(), program.budgetDuals());
    }

    /** Fills every machine at these values, and remembers them when they give a better bound. */
    private void probe(Values values, Steps steps) {
        long found = certificate.assess(
                values.itemsInNanos(),
                values.budgetsInParts(),
                new Certificate.Probe(known(values), Math.clamp(gap() / 5, TOLERANCE, 0.01), EFFORT),
                steps);
        if (found > bound) {
            bound = found;
            center = new Values(certificate.fairValues(), certificate.fairBudgetPrices());
        }
    }

    /** By how much the best known pattern is worth more than it costs. */
    private double known(Values values) {
        double most = 0;
        for (Pattern pattern : master.patterns()) {
            double cost = cost(pattern, values);
            if (cost > 0) {
                most = Math.max(most, pattern.worth(values.items) / cost);
            }
        }
        return most;
    }

    private double cost(Pattern pattern, Values values) {
        return packing.machines().get(pattern.machine()).cost(values.budgets);
    }

    private int addFillings(PatternProgram program, Values duals) {
        int added = 0;
        for (Pattern pattern : certificate.fillings()) {
            double cost = cost(pattern, duals);
            if (pattern.worth(duals.items) - cost > 1e-6 * (cost + 1)) {
                program.add(pattern);
                added++;
            }
        }
        return added;
    }
}
