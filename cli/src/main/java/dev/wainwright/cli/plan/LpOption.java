package dev.wainwright.cli.plan;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.solver.packing.LpSolver;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/** Who solves the linear programs behind a bound. */
final class LpOption {
    @Option(
            names = "--lp",
            paramLabel = "NAME",
            description =
                    "Who solves the linear programs behind the lower bound: own, or ortools (Google's CLP), which is"
                            + " not part of a normal build: see docs/cost-optimal.md. The bound is certified in either case."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "own")
    String name = "";

    LpSolver solver() {
        if (name.equals(LpSolver.OWN.name())) {
            return LpSolver.OWN;
        }
        try {
            for (Iterator<LpSolver> found = ServiceLoader.load(LpSolver.class).iterator(); found.hasNext(); ) {
                LpSolver solver = found.next();
                if (solver.name().equals(name)) {
                    return solver;
                }
            }
        } catch (ServiceConfigurationError | UnsatisfiedLinkError e) {
            throw Failure.of("--lp " + name + " cannot be loaded: " + e.getMessage(), "use --lp own");
        }
        throw name.equals("ortools")
                ? Failure.of(
                        "--lp ortools: the optimizer module is not on the class path",
                        "mvn -Poptimizer -pl optimizer -am package -Dmaven.test.skip=true, then"
                                + " WAIN_CLASSPATH='optimizer/target/optimizer/*' ./wain plan …; or use --lp own")
                : Failure.of("--lp " + name + " is not known", "use own or ortools");
    }
}
