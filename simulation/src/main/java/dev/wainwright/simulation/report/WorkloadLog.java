package dev.wainwright.simulation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the pods of one workload have taken. */
final class WorkloadLog {
    /** The order in which a pod goes through them. */
    static final List<String> ORDER = List.of(
            "create", "queue", "batch", "solve", "launch", "boot", "join", "schedule", "image", "start", "ready");

    private static final double PAUSE = 10;

    final Samples scheduled = new Samples();
    final Samples ready = new Samples();
    final Samples reaction = new Samples();
    private final Map<String, Samples> modelled = new LinkedHashMap<>();
    private final Map<String, Samples> stages = new LinkedHashMap<>();
    private Map<String, Double> delays = Map.of();
    private double asked = -1;
    private double happened;
    private double last;
    private double begun = -1;
    private double ended = -1;
    long pods;

    WorkloadLog() {
        ORDER.forEach(stage -> stages.put(stage, new Samples()));
    }

    void add(String stage, double seconds) {
        stages.computeIfAbsent(stage, any -> new Samples()).add(seconds);
    }

    /** Something called for pods, and what is modelled has reacted now, after these delays in seconds. */
    void asked(double at, double now, Map<String, Double> inBetween) {
        asked = at;
        happened = now;
        last = now;
        delays = inBetween;
    }

    /**
     * When a pod that is created now was called for. Pods go back to a step as long as they come one soon after another;
     * those that are created after a pause have another cause, such as an eviction.
     */
    double cause(double now) {
        if (asked < 0 || now - last > PAUSE) {
            asked = -1;
            return now;
        }
        last = now;
        delays.forEach((name, seconds) ->
                modelled.computeIfAbsent(name, any -> new Samples()).add(seconds));
        add("create", now - happened);
        return asked;
    }

    void ready(double now, double created, double cause) {
        ready.add(now - created);
        reaction.add(now - cause);
        begun = begun < 0 ? now : begun;
    }

    void ended(double now) {
        ended = now;
    }

    /** From the first pod that was ready until the last that has done its work; 0 when none has. */
    double work() {
        return begun < 0 || ended < 0 ? 0 : ended - begun;
    }

    Report.Workload report(String name) {
        var times = new ArrayList<Report.StageTime>();
        modelled.forEach((stage, samples) -> times.add(new Report.StageTime(stage, samples.quantiles())));
        stages.forEach((stage, samples) -> {
            if (samples.count() > 0) {
                times.add(new Report.StageTime(stage, samples.quantiles()));
            }
        });
        return new Report.Workload(
                name, pods, scheduled.quantiles(), ready.quantiles(), reaction.quantiles(), work(), times);
    }
}
