package dev.wainwright.bench.speed;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The time that the planning thread really computed: unlike the wall clock's, it hardly feels what else the machine does. */
final class CpuTime {
    private static final int PODS_PLANNED = 400_000;
    private static final int MOST_RUNS = 1000;
    private static final int FEWEST_RUNS = 6;

    private CpuTime() {}

    /** Milliseconds for one plan: the median over the second half of the runs, when everything is compiled. */
    static double milliseconds(Workbench workbench) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        int runs = Math.clamp(PODS_PLANNED / workbench.objects().size(), FEWEST_RUNS, MOST_RUNS);
        var times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long before = clock.getCurrentThreadCpuTime();
            int planned = workbench.plan().pods();
            times[i] = planned == 0 ? Double.NaN : (clock.getCurrentThreadCpuTime() - before) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(times, runs / 2, runs);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
