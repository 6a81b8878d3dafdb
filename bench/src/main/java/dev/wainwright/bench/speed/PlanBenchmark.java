package dev.wainwright.bench.speed;

import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One plan from objects in memory, by one thread and with a fresh solver: pods are grouped, classes compiled and placed.
 * Pools, types and daemons were compiled before.
 *
 * <pre>
 * bench/speed.sh --jmh PlanBenchmark -p shape=DIVERSE -p pods=10000 -prof gc
 * bench/speed.sh --jmh PlanBenchmark -p policy=COST_OPTIMAL -p shape=EC2_FIFTY -p pods=1000 -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow"})
public class PlanBenchmark {
    @Param({
        "DIVERSE",
        "PREFERENCES_RESPECTED",
        "PREFERENCES_IGNORED",
        "EC2_MIDDLE",
        "EC2_ALL",
        "EC2_FIFTY",
        "EC2_IDENTICAL"
    })
    private String shape = "DIVERSE";

    @Param("1000")
    private int pods = 1;

    /** FIRST_FIT, COST_OPTIMAL or ONE_TYPE. */
    @Param("FIRST_FIT")
    private String policy = "FIRST_FIT";

    /** LOW, NORMAL or HIGH. */
    @Param("NORMAL")
    private String effort = "NORMAL";

    /** Whether equal pods share their spec, as pods do that were read from manifests. */
    @Param("true")
    private boolean shared = true;

    private Workbench workbench = Workbench.of(Workbench.Shape.DIVERSE, 1, true);

    /** Makes the pods and the types. */
    @Setup
    public void prepare() {
        workbench = Workbench.of(Workbench.Shape.valueOf(shape), pods, shared)
                .with(Policy.valueOf(policy), Effort.valueOf(effort));
        Plan plan = workbench.plan();
        if (!plan.unschedulable().isEmpty()) {
            throw new IllegalStateException(plan.unschedulable().size() + " pods were not placed");
        }
    }

    /** The plan. */
    @Benchmark
    public Plan plan() {
        return workbench.plan();
    }
}
