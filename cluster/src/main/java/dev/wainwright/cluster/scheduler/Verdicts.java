package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes that tell why a pod waits, and that make room for it. */
final class Verdicts {
    private static final String SCHEDULED = "PodScheduled";

    private Verdicts() {}

    static List<Write> gated(Waiting waiting, Instant now) {
        return said(
                waiting,
                waiting.pod
                        .status()
                        .with(condition(
                                waiting.pod,
                                "SchedulingGated",
                                "Scheduling is blocked due to non-empty scheduling gates",
                                now)));
    }

    /** The victims' end, if there are any, and the pod's own condition. */
    static List<Write> told(Waiting waiting, Instant now) {
        Failure failure = waiting.failure;
        var writes = new ArrayList<Write>();
        for (Placed victim : waiting.victims) {
            writes.addAll(preempted(victim.pod(), now));
        }
        waiting.victims = List.of();
        if (failure != null) {
            writes.addAll(said(
                    waiting,
                    waiting.pod
                            .status()
                            .with(condition(waiting.pod, "Unschedulable", failure.message(), now))
                            .withNominatedNode(waiting.nominated)));
        }
        return writes;
    }

    private static List<Write> said(Waiting waiting, Pod.Status status) {
        return isSame(waiting.pod.status(), status) ? List.of() : List.of(Write.updateStatus(waiting.pod.with(status)));
    }

    private static boolean isSame(Pod.Status before, Pod.Status after) {
        return before.nominatedNodeName().equals(after.nominatedNodeName())
                && before.condition(SCHEDULED).equals(after.condition(SCHEDULED));
    }

    private static Condition condition(Pod pod, String reason, String message, Instant now) {
        Instant since = pod.status()
                .condition(SCHEDULED)
                .filter(known -> known.status().equals("False"))
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS));
        return new Condition(SCHEDULED, "False", reason, message, since, null);
    }

    private static List<Write> preempted(Pod victim, Instant now) {
        var target = new Condition(
                "DisruptionTarget",
                "True",
                "PreemptionByScheduler",
                "default-scheduler: preempting to accommodate a higher priority pod",
                now.truncatedTo(ChronoUnit.SECONDS),
                null);
        return List.of(
                Write.updateStatus(withoutVersion(victim).with(victim.status().with(target))), Write.delete(victim));
    }

    /** So that a status written meanwhile does not keep the victim. */
    private static Pod withoutVersion(Pod pod) {
        return new Pod(
                pod.metadata().withResourceVersion(""),
                pod.nodeName(),
                pod.volumes(),
                pod.spec(),
                pod.status(),
                pod.rest());
    }
}
