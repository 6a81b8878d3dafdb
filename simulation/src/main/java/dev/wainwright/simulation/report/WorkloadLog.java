package dev.wainwright.simulation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the pods of one workload have taken. */
final class WorkloadLog {
    /** The order in which a pod goes through them. */
    private static final java.util.List<String> ORDER = java.util.List.of(
            "queue", "batch", "solve", "launch", "boot", "join", "schedule", "image", "start", "ready");

    final Samples scheduled = new Samples();
    final Samples ready = new Samples();
    private final Map<String, Samples> stages = new LinkedHashMap<>();
    long pods;

    WorkloadLog() {
        ORDER.forEach(stage -> stages.put(stage, new Samples()));
    }

    void add(String stage, double seconds) {
        stages.computeIfAbsent(stage, any -> new Samples()).add(seconds);
    }

    Report.Workload report(String name) {
        var times = new ArrayList<Report.StageTime>();
        stages.forEach((stage, samples) -> {
            if (samples.count() > 0) {
                times.add(new Report.StageTime(stage, samples.quantiles()));
            }
        });
        return new Report.Workload(name, pods, scheduled.quantiles(), ready.quantiles(), times);
    }
}
