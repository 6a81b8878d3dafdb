package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pattern LP over the patterns known so far: how much of each to take so that every item is on some machine and no
 * budget is overdrawn, as cheaply as possible.
 *
 * <p>Rows are the items that some machine can hold and the budgets. An item can also stay behind at a price that no plan
 * should want to pay, so there is always a solution. Costs are scaled so that the prices are around 1, budgets so that
 * their limits are around 1.
 */
final class Master implements PatternProgram {
    /** Staying behind costs this many times what a machine for the item alone would. */
    private static final double LEFT_BEHIND = 50;

    /** What staying behind costs is raised by this while something does, but not so often that figures lose their digits. */
    private static final double RAISE = 10;

    private static final int MOST_RAISES = 3;
    private static final int LARGE = 250;
    private static final double GOLDEN = 0.6180339887;

    private record Key(int machine, List<Integer> contents) {}

    private final Packing packing;
    private final LpSolver.Program program;
    private final double scale;
    private final int[] rowOf;
    private final int[] budgetRow;
    private final double[] budgetScale;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> leftovers = new ArrayList<>();
    private final Set<Key> known = new HashSet<>();
    private int raises;

    Master(Packing packing, List<Fit> fits, List<Pattern> start) {
        this(packing, fits, start, LpSolver.OWN);
    }

    Master(Packing packing, List<Fit> fits, List<Pattern> start, LpSolver solver) {
        this.packing = packing;
        scale = scale(packing, fits);
        var alone = alone(fits);
        rowOf = new int[packing.items().size()];
        Arrays.fill(rowOf, -1);
        budgetRow = new int[packing.budgets().size()];
        budgetScale = new double[packing.budgets().size()];
        double[] right = number(alone);
        program = solver.open(right);
        addFirstColumns(alone);
        program.start();
        start.forEach(this::add);
        for (Pattern pattern : alone) {
            if (pattern != null) {
                add(pattern);
            }
        }
    }

    private static double scale(Packing packing, List<Fit> fits) {
        double sum = 0;
        for (Fit fit : fits) {
            sum += packing.machines().get(fit.machine).price();
        }
        return sum > 0 ? sum / fits.size() : 1;
    }

    /** For each item the machine that is cheapest per piece when it holds nothing else; null for items that fit nowhere. */
    private Pattern[] alone(List<Fit> fits) {
        var best = new Pattern[packing.items().size()];
        var price = new double[best.length];
        for (Fit fit : fits) {
            var machine = packing.machines().get(fit.machine);
            for (int i = 0; i < fit.size(); i++) {
                int item = fit.items[i];
                double each = (double) machine.price() / fit.most[i];
                if (best[item] == null || each < price[item]) {
                    price[item] = each;
                    best[item] = new Pattern(fit.machine, new int[] {item}, new int[] {fit.most[i]});
                }
            }
        }
        return best;
    }

    private double[] number(Pattern[] alone) {
        var right = new double[rowOf.length + budgetRow.length];
        int rows = 0;
        for (int k = 0; k < rowOf.length; k++) {
            if (alone[k] != null) {
                right[rows] = packing.items().get(k).count() * (1 + nudge(k));
                rowOf[k] = rows++;
            }
        }
        for (int b = 0; b < budgetRow.length; b++) {
            double limit = packing.budgets().get(b).limit();
            budgetScale[b] = 1 / Math.max(1, limit);
            right[rows] = limit * budgetScale[b];
            budgetRow[b] = rows++;
        }
        return Arrays.copyOf(right, rows);
    }

    /** A little more of each, so that not many rows empty at once, which takes a large program many steps of no gain. */
    private double nudge(int item) {
        return rowOf.length > LARGE ? 1e-6 * (0.5 + ((item * GOLDEN) % 1) / 2) : 0;
    }

    private void addFirstColumns(Pattern[] alone) {
        for (int k = 0; k < rowOf.length; k++) {
            Pattern pattern = alone[k];
            if (pattern != null) {
                int[] row = {rowOf[k]};
                program.add(row, new double[] {-1}, 0);
                double each = price(pattern) / pattern.counts()[0];
                int left = program.add(row, new double[] {1}, LEFT_BEHIND * (each > 0 ? each : 1));
                leftovers.add(left);
                program.startWith(left);
            }
        }
        for (int row : budgetRow) {
            program.startWith(program.add(new int[] {row}, new double[] {1}, 0));
        }
    }

    private double price(Pattern pattern) {
        return packing.machines().get(pattern.machine()).price() / scale;
    }

    /** Adds a pattern unless it is known. */
    @Override
    public void add(Pattern pattern) {
        var contents = new ArrayList<Integer>();
        for (int i = 0; i < pattern.items().length; i++) {
            contents.add(pattern.items()[i]);
            contents.add(pattern.counts()[i]);
        }
        if (!known.add(new Key(pattern.machine(), contents))) {
            return;
        }
        var draws = packing.machines().get(pattern.machine()).draws();
        var rows = new int[pattern.items().length + draws.size()];
        var entries = new double[rows.length];
        int next = 0;
        for (int i = 0; i < pattern.items().length; i++) {
            if (rowOf[pattern.items()[i]] >= 0) {
                rows[next] = rowOf[pattern.items()[i]];
                entries[next++] = pattern.counts()[i];
            }
        }
        for (Packing.Draw draw : draws) {
            rows[next] = budgetRow[draw.budget()];
            entries[next++] = draw.amount() * budgetScale[draw.budget()];
        }
        patterns.add(pattern);
        columns.add(program.add(Arrays.copyOf(rows, next), Arrays.copyOf(entries, next), price(pattern)));
    }

    @Override
    public boolean solve(Steps steps) {
        if (!program.solve(steps)) {
            return false;
        }
        if (raises == MOST_RAISES || !somethingIsLeftBehind()) {
            return true;
        }
        raises++;
        for (int column : leftovers) {
            program.setCost(column, program.cost(column) * RAISE);
        }
        return program.solve(steps);
    }

    boolean somethingIsLeftBehind() {
        double[] amounts = program.amounts();
        return leftovers.stream().anyMatch(column -> amounts[column] > 1e-6);
    }

    @Override
    public double price() {
        return program.objective() * scale;
    }

    @Override
    public double[] itemDuals() {
        double[] duals = program.duals();
        var result = new double[rowOf.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = rowOf[k] < 0 ? 0 : Math.max(0, duals[rowOf[k]] * scale);
        }
        return result;
    }

    @Override
    public double[] budgetDuals() {
        return PatternProgram.budgetDuals(program.duals(), budgetRow, scale, budgetScale);
    }

    @Override
    public List<Pattern> patterns() {
        return Collections.unmodifiableList(patterns);
    }

    /** To be called when it is not needed any more. */
    void close() {
        program.close();
    }

    /** How much of each pattern the fractional plan takes. */
    double[] amounts() {
        double[] amounts = program.amounts();
        return columns.stream().mapToDouble(column -> amounts[column]).toArray();
    }
}
