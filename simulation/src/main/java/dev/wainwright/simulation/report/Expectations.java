package dev.wainwright.simulation.report;

import dev.wainwright.api.wainwright.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Compares what a scenario expected with what came of it. */
public final class Expectations {
    private static final double CLOSE = 1e-9;

    private Expectations() {}

    public static List<Report.Verdict> verdicts(List<Scenario.Expectation> expected, Report.Summary summary) {
        Map<String, Double> figures = figures(summary);
        var verdicts = new ArrayList<Report.Verdict>();
        for (Scenario.Expectation each : expected) {
            Double value = figures.get(each.metric());
            boolean holds = value != null;
            var words = new StringBuilder(each.metric());
            if (each.atLeast() != null) {
                words.append(" ≥ ").append(each.atLeast());
                holds &= value != null && value >= Double.parseDouble(each.atLeast()) - CLOSE;
            }
            if (each.atMost() != null) {
                words.append(" ≤ ").append(each.atMost());
                holds &= value != null && value <= Double.parseDouble(each.atMost()) + CLOSE;
            }
            if (each.equals() != null) {
                words.append(" = ").append(each.equals());
                holds &= value != null && Math.abs(value - Double.parseDouble(each.equals())) <= CLOSE;
            }
            verdicts.add(new Report.Verdict(
                    value == null
                            ? words + ": there is no such figure; there are " + figures.keySet()
                            : words.toString(),
                    value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
                    holds));
        }
        return verdicts;
    }

    /** Every number of the summary by the name it has in the JSON report. */
    static Map<String, Double> figures(Report.Summary summary) {
        var figures = new TreeMap<String, Double>();
        figures.put("podsCreated", (double) summary.podsCreated());
        figures.put("podsReady", (double) summary.podsReady());
        figures.put("podsNeverReady", (double) summary.podsNeverReady());
        figures.put("readySeconds.p50", summary.readySeconds().p50());
        figures.put("readySeconds.p95", summary.readySeconds().p95());
        figures.put("readySeconds.p99", summary.readySeconds().p99());
        figures.put("readySeconds.max", summary.readySeconds().max());
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
        return figures;
    }
}
