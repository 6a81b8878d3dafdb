package dev.wainwright.bench.optimality;

import dev.wainwright.bench.compare.JudgedPlans;
import dev.wainwright.checker.JudgedPlan;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.Planner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** One of our plans with what it took: the thread's processor time, the median of some runs after a first one. */
record Measured(Plan plan, Outcome outcome) {
    private static final int MOST_RUNS = 5;
    private static final double ENOUGH_SECONDS = 1;

    /** With the first run's time, for a look at prices; only cost-optimal plans are judged. */
    static Measured once(Packer packer, Question question, Planner.Prepared prepared) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Plan plan = packer.plan(question, prepared);
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        JudgedPlan made = JudgedPlans.of(plan);
        boolean judge = packer.policy() == Policy.COST_OPTIMAL;
        return new Measured(
                plan, judge ? Outcome.of(made, question, taken / 1e9) : Outcome.unjudged(made, taken / 1e9));
    }

    static Measured of(Packer packer, Question question, Planner.Prepared prepared) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Plan plan = packer.plan(question, prepared);
        var seconds = new double[MOST_RUNS];
        int runs = 0;
        for (double spent = 0; runs < MOST_RUNS && spent < ENOUGH_SECONDS; runs++) {
            long before = clock.getCurrentThreadCpuTime();
            plan = packer.plan(question, prepared);
            seconds[runs] = (clock.getCurrentThreadCpuTime() - before) / 1e9;
            spent += seconds[runs];
        }
        double[] taken = Arrays.copyOf(seconds, runs);
        Arrays.sort(taken);
        return new Measured(plan, Outcome.of(JudgedPlans.of(plan), question, taken[runs / 2]));
    }
}
