package dev.wainwright.optimizer;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;
import dev.wainwright.solver.packing.LpSolver;

/**
 * CLP (COIN-OR's simplex), as OR-Tools bundles it: of the solvers measured the quickest that tells the truth. For bounds
 * with many hundreds of classes, where our own dense simplex takes most of the time.
 */
public final class OrTools implements LpSolver {
    @Override
    public String name() {
        return "ortools";
    }

    @Override
    public Program open(double[] right) {
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver("CLP");
        if (solver == null) {
            throw new IllegalStateException("this build of OR-Tools has no CLP");
        }
        return new ClpProgram(solver, right);
    }
}
