package dev.wainwright.optimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.wainwright.solver.packing.LpSolver;
import dev.wainwright.solver.packing.Steps;
import java.util.ArrayList;
import java.util.List;

/** One linear program in CLP, which keeps its basis from one call to the next. */
final class ClpProgram implements LpSolver.Program {
    private static final double FOREVER = Double.POSITIVE_INFINITY;

    private final MPSolver solver;
    private final List<MPConstraint> rows = new ArrayList<>();
    private final List<MPVariable> columns = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private double objective;
    private double[] duals;
    private double[] amounts = {};

    ClpProgram(MPSolver solver, double[] right) {
        this.solver = solver;
        for (double amount : right) {
            rows.add(solver.makeConstraint(amount, amount));
        }
        duals = new double[right.length];
        solver.objective().setMinimization();
    }

    @Override
    public int add(int[] inRows, double[] entries, double cost) {
        MPVariable column = solver.makeNumVar(0, FOREVER, "");
        for (int i = 0; i < inRows.length; i++) {
            rows.get(inRows[i]).setCoefficient(column, entries[i]);
        }
        solver.objective().setCoefficient(column, cost);
        columns.add(column);
        costs.add(cost);
        return columns.size() - 1;
    }

    /** CLP finds a basis of its own. */
    @Override
    public void startWith(int column) {}

    @Override
    public void start() {}

    @Override
    public void setCost(int column, double cost) {
        costs.set(column, cost);
        solver.objective().setCoefficient(columns.get(column), cost);
    }

    @Override
    public double cost(int column) {
        return costs.get(column);
    }

    /** A call is not cut short, but paid for by its iterations, each about as dear as one of our own. */
    @Override
    public boolean solve(Steps steps) {
        if (steps.areSpent()) {
            return false;
        }
        MPSolver.ResultStatus status = solver.solve();
        steps.take(1 + solver.iterations() * (1 + columns.size() / 1000));
        if (status != MPSolver.ResultStatus.OPTIMAL) {
            return false;
        }
        objective = solver.objective().value();
        duals = rows.stream().mapToDouble(MPConstraint::dualValue).toArray();
        amounts = columns.stream()
                .mapToDouble(column -> Math.max(0, column.solutionValue()))
                .toArray();
        return true;
    }

    @Override
    public double objective() {
        return objective;
    }

    @Override
    public double[] duals() {
        return duals.clone();
    }

    @Override
    public double[] amounts() {
        double[] all = new double[columns.size()];
        System.arraycopy(amounts, 0, all, 0, Math.min(amounts.length, all.length));
        return all;
    }

    @Override
    public void close() {
        solver.delete();
    }
}
