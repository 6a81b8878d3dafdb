package dev.wainwright.simulation.report;

import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.simulation.report.Report.Quantiles;
import dev.wainwright.simulation.report.Report.Summary;
import dev.wainwright.simulation.report.Report.Verdict;
import dev.wainwright.simulation.report.Report.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what a scenario expected with what came of it. */
public final class Expectations {
    /** The figures of the summary, by the names they have in the JSON report. */
    public static final SortedSet<String> NAMES = Collections.unmodifiableSortedSet(
            new TreeSet<>(figures(new Summary(0, 0, 0, Quantiles.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Quantiles.NONE, 0))
                    .keySet()));

    private static final double CLOSE = 1e-9;
    private static final String NOBODY = ": no pod came so far";

    private Expectations() {}

    /** The figures that a workload may have, if these systems are modelled. */
    public static SortedSet<String> namesOfWorkload(List<Scenario.Modelled> modelled) {
        var stages = new ArrayList<Report.StageTime>();
        modelled.forEach(each -> stages.add(new Report.StageTime(each.name(), Quantiles.NONE)));
        WorkloadLog.ORDER.forEach(stage -> stages.add(new Report.StageTime(stage, Quantiles.NONE)));
        return new TreeSet<>(figures(new Workload("", 0, Quantiles.NONE, Quantiles.NONE, Quantiles.NONE, 0, stages))
                .keySet());
    }

    public static List<Verdict> verdicts(
            List<Scenario.Expectation> expected, Summary summary, List<Workload> workloads) {
        var verdicts = new ArrayList<Verdict>();
        for (Scenario.Expectation each : expected) {
            Map<String, Double> figures = each.workload().isEmpty()
                    ? figures(summary)
                    : workloads.stream()
                            .filter(workload -> workload.name().equals(each.workload()))
                            .findFirst()
                            .map(Expectations::figures)
                            .orElse(Map.of());
            Double value = figures.get(each.metric());
            if (value == null) {
                verdicts.add(new Verdict(missing(each, figures, workloads), OptionalDouble.empty(), false));
            } else if (value.isNaN()) {
                verdicts.add(new Verdict(subject(each) + NOBODY, OptionalDouble.empty(), false));
            } else {
                verdicts.add(verdict(each, value));
            }
        }
        return verdicts;
    }

    private static Verdict verdict(Scenario.Expectation expected, double value) {
        boolean holds = true;
        var words = new StringBuilder(subject(expected));
        if (expected.atLeast() != null) {
            words.append(" ≥ ").append(expected.atLeast());
            holds &= value >= Double.parseDouble(expected.atLeast()) - CLOSE;
        }
        if (expected.atMost() != null) {
            words.append(" ≤ ").append(expected.atMost());
            holds &= value <= Double.parseDouble(expected.atMost()) + CLOSE;
        }
        if (expected.equals() != null) {
            words.append(" = ").append(expected.equals());
            holds &= Math.abs(value - Double.parseDouble(expected.equals())) <= CLOSE;
        }
        return new Verdict(words.toString(), OptionalDouble.of(value), holds);
    }

    private static String subject(Scenario.Expectation expected) {
        return expected.workload().isEmpty() ? expected.metric() : expected.metric() + " of " + expected.workload();
    }

    private static String missing(
            Scenario.Expectation expected, Map<String, Double> figures, List<Workload> workloads) {
        return figures.isEmpty()
                ? subject(expected) + ": no pod of it was created; "
                        + (workloads.isEmpty()
                                ? "nor of any other workload"
                                : "there are "
                                        + String.join(
                                                ", ",
                                                workloads.stream()
                                                        .map(Workload::name)
                                                        .toList()))
                : subject(expected) + NOBODY;
    }

    /** Every number of the summary by the name it has in the JSON report; NaN for those that nothing came to. */
    static Map<String, Double> figures(Summary summary) {
        var figures = new TreeMap<String, Double>();
        figures.put("podsCreated", (double) summary.podsCreated());
        figures.put("podsReady", (double) summary.podsReady());
        figures.put("podsNeverReady", (double) summary.podsNeverReady());
        put(figures, "readySeconds", summary.readySeconds());
        figures.put("dollars", summary.dollars());
        figures.put("nodeHours", summary.nodeHours());
        figures.put("peakNodes", (double) summary.peakNodes());
        figures.put("evictions", (double) summary.evictions());
        figures.put("interruptions", (double) summary.interruptions());
        figures.put("launches", (double) summary.launches());
        figures.put("simulatedSeconds", summary.simulatedSeconds());
        figures.put("unschedulablePodMinutes", summary.unschedulablePodMinutes());
        figures.put("cpuUtilization", summary.cpuUtilization());
        figures.put("memoryUtilization", summary.memoryUtilization());
        put(figures, "reactionSeconds", summary.reactionSeconds());
        figures.put("makespanSeconds", summary.makespanSeconds());
        return figures;
    }

    private static Map<String, Double> figures(Workload workload) {
        var figures = new TreeMap<String, Double>();
        figures.put("pods", (double) workload.pods());
        figures.put("workSeconds", workload.workSeconds());
        put(figures, "scheduledSeconds", workload.scheduledSeconds());
        put(figures, "readySeconds", workload.readySeconds());
        put(figures, "reactionSeconds", workload.reactionSeconds());
        workload.stages().forEach(stage -> put(figures, stage.stage(), stage.seconds()));
        return figures;
    }

    /** Of nothing there are no quantiles: NaN, lest "at most 90 s" holds because no pod ever became ready. */
    private static void put(Map<String, Double> figures, String name, Quantiles seconds) {
        boolean any = seconds.count() > 0;
        figures.put(name + ".p50", any ? seconds.p50() : Double.NaN);
        figures.put(name + ".p95", any ? seconds.p95() : Double.NaN);
        figures.put(name + ".p99", any ? seconds.p99() : Double.NaN);
        figures.put(name + ".max", any ? seconds.max() : Double.NaN);
    }
}
