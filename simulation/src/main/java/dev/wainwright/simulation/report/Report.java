package dev.wainwright.simulation.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of a scenario. Everything in it depends on the scenario and the seed alone.
 *
 * @param workloads by name
 * @param timeline the world at regular times
 * @param bill what was paid for, dearest first
 * @param decisions what the autoscaler did and why, in order
 * @param verdicts what the scenario expected, and whether it came true
 * @param waiting what did not come about until the end, and what it waited for
 * @param notes what the reader should know, such as delays that stand for systems which are not simulated
 */
public record Report(
        String scenario,
        String description,
        long seed,
        String policy,
        Summary summary,
        List<Workload> workloads,
        List<Moment> timeline,
        List<Paid> bill,
        List<Decision> decisions,
        List<Verdict> verdicts,
        List<String> waiting,
        List<String> notes) {
    public Report {
        workloads = List.copyOf(workloads);
        timeline = List.copyOf(timeline);
        bill = List.copyOf(bill);
        decisions = List.copyOf(decisions);
        verdicts = List.copyOf(verdicts);
        waiting = List.copyOf(waiting);
        notes = List.copyOf(notes);
    }

    /**
     * The figures that count. Pods of DaemonSets are not among the pods.
     *
     * @param reactionSeconds as {@code readySeconds}, but from the step that called for the pods, with what is modelled
     * @param makespanSeconds of the workload that took longest from its first pod's start to its last pod's end
     */
    public record Summary(
            long podsCreated,
            long podsReady,
            long podsNeverReady,
            Quantiles readySeconds,
            double dollars,
            double nodeHours,
            int peakNodes,
            long evictions,
            long interruptions,
            long launches,
            double simulatedSeconds,
            double unschedulablePodMinutes,
            double cpuUtilization,
            double memoryUtilization,
            Quantiles reactionSeconds,
            double makespanSeconds) {}

    /** Of how many values, what half of them, 95 and 99 of a hundred and all stay below; 0 when there are none. */
    public record Quantiles(long count, double p50, double p95, double p99, double max) {
        public static final Quantiles NONE = new Quantiles(0, 0, 0, 0, 0);
    }

    /** How long the pods of a workload took, in all and by stage. */
    public record Workload(
            String name,
            long pods,
            Quantiles scheduledSeconds,
            Quantiles readySeconds,
            Quantiles reactionSeconds,
            double workSeconds,
            List<StageTime> stages) {
        public Workload {
            stages = List.copyOf(stages);
        }
    }

    /** How long one stage took. */
    public record StageTime(String stage, Quantiles seconds) {}

    /** The world at a time, in seconds from the beginning. */
    public record Moment(
            double at,
            int nodes,
            int pending,
            int running,
            int ready,
            double dollarsPerHour,
            double dollars,
            double cpuUtilization,
            double memoryUtilization,
            List<TypeCount> types) {
        public Moment {
            types = List.copyOf(types);
        }
    }

    /** How many machines of a type and capacity type there were. */
    public record TypeCount(String type, String capacityType, int count) {}

    /** What was paid for one type in one zone. */
    public record Paid(String type, String zone, String capacityType, double hours, double dollars) {}

    /** Something that was done, when, and why. */
    public record Decision(double at, String what, String why) {}

    /** Whether an expectation came true; {@code value} is absent when there is no such figure. */
    public record Verdict(String expectation, OptionalDouble value, boolean holds) {}
}
