package dev.wainwright.bench.optimality;

import com.sun.management.ThreadMXBean;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How long one plan over the whole catalogue takes, and what it allocates: processor time of the planning thread, warm,
 * with the catalogue compiled before.
 */
record Timing(Spec spec, Packer packer, double median, double best, double megabytes, int pods, double price) {
    private static final int MOST_RUNS = 9;
    private static final double WARM_SECONDS = 4;
    private static final double ENOUGH_SECONDS = 8;

    private static final List<Spec> SPECS = List.of(
            new Spec(Family.PLAIN_EVERYTHING, 8, 1_000, 50, Offer.EVERYTHING, Suite.SEED),
            new Spec(Family.PLAIN_EVERYTHING, 11, 10_000, 300, Offer.EVERYTHING, Suite.SEED),
            new Spec(Family.IDENTICAL, 99, 100_000, 1, Offer.EVERYTHING, Suite.SEED));

    private static final List<Packer> PACKERS = List.of(
            new Packer(Policy.FIRST_FIT, Effort.NORMAL),
            new Packer(Policy.ONE_TYPE, Effort.NORMAL),
            new Packer(Policy.COST_OPTIMAL, Effort.LOW),
            new Packer(Policy.COST_OPTIMAL, Effort.NORMAL),
            new Packer(Policy.COST_OPTIMAL, Effort.HIGH));

    static String markdown(Path folder) {
        var table = new StringBuilder("""

                ## Time for one plan

                Aimed at: 1,000 pods of 50 classes in 200 ms, 10,000 of 300 in 2 s.

                | pods / classes, over every type | packer | ms, median | ms, best | MB allocated | $/h |
                |---|---|---:|---:|---:|---:|
                """);
        for (Spec spec : SPECS) {
            Question question = Question.of(spec, folder);
            Planner.Prepared prepared =
                    Planner.prepare(question.objects(), pool -> question.types(), PlanOptions.DEFAULT);
            table.append(PACKERS.stream()
                    .map(packer -> of(packer, question, prepared).line())
                    .collect(Collectors.joining()));
        }
        return table.toString();
    }

    private static Timing of(Packer packer, Question question, Planner.Prepared prepared) {
        var clock = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Plan plan = packer.plan(question, prepared);
        long start = clock.getCurrentThreadCpuTime();
        while (clock.getCurrentThreadCpuTime() - start < WARM_SECONDS * 1e9) {
            plan = packer.plan(question, prepared);
        }
        var times = new double[MOST_RUNS];
        long bytes = 0;
        int runs = 0;
        for (double spent = 0; runs < MOST_RUNS && spent < ENOUGH_SECONDS * 1e3; runs++) {
            long allocated = clock.getCurrentThreadAllocatedBytes();
            long before = clock.getCurrentThreadCpuTime();
            plan = packer.plan(question, prepared);
            times[runs] = (clock.getCurrentThreadCpuTime() - before) / 1e6;
            bytes = clock.getCurrentThreadAllocatedBytes() - allocated;
            spent += times[runs];
        }
        double[] sorted = Arrays.copyOf(times, runs);
        Arrays.sort(sorted);
        return new Timing(
                question.spec(), packer, sorted[runs / 2], sorted[0], bytes / 1e6, plan.pods(), plan.hourlyPrice());
    }

    private String line() {
        String title = packer.policy().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return String.format(
                Locale.ROOT,
                "| %,d / %d | %s | %.1f | %.1f | %.1f | %.4f |%n",
                pods,
                spec.classes(),
                packer.policy() == Policy.COST_OPTIMAL
                        ? title + ", " + packer.effort().name().toLowerCase(Locale.ROOT) + " effort"
                        : title,
                median,
                best,
                megabytes,
                price);
    }
}
