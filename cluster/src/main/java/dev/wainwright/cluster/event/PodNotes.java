package dev.wainwright.cluster.event;

import dev.wainwright.api.core.ContainerStatus;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.report.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What scheduler and kubelet say of a pod, from how it was and how it is. */
final class PodNotes {
    private static final String SCHEDULER = "default-scheduler";
    private static final String KUBELET = "kubelet";

    private PodNotes() {}

    static List<Note> of(@Nullable Pod before, Pod after) {
        var notes = new ArrayList<Note>();
        if (after.isBound() && (before == null || !before.isBound())) {
            notes.add(Note.normal(
                    after,
                    "Scheduled",
                    "Successfully assigned " + after.qualifiedName() + " to " + after.nodeName(),
                    SCHEDULER));
        }
        refusal(after)
                .filter(now ->
                        before == null || refusal(before).filter(now::equals).isEmpty())
                .ifPresent(why -> notes.add(Note.warning(after, "FailedScheduling", why, SCHEDULER)));
        if (isPreempted(after) && before != null && !isPreempted(before)) {
            notes.add(Note.normal(
                    after,
                    "Preempted",
                    "Preempted by a pod of higher priority on node " + after.nodeName(),
                    SCHEDULER));
        }
        for (ContainerStatus container : after.status().containerStatuses()) {
            if (hasStarted(container) && !hasStarted(before, container.name())) {
                started(after, container, notes);
            }
        }
        if (after.isTerminating() && before != null && !before.isTerminating() && after.isBound()) {
            for (PodSpec.Container container : after.spec().containers()) {
                notes.add(Note.normal(after, "Killing", "Stopping container " + container.name(), KUBELET)
                        .on(after.nodeName()));
            }
        }
        return notes;
    }

    private static void started(Pod pod, ContainerStatus container, List<Note> notes) {
        notes.add(Note.normal(
                        pod,
                        "Pulled",
                        "Container image \"" + container.image() + "\" already present on machine",
                        KUBELET)
                .on(pod.nodeName()));
        notes.add(Note.normal(pod, "Created", "Container created", KUBELET).on(pod.nodeName()));
        notes.add(Note.normal(pod, "Started", "Container started", KUBELET).on(pod.nodeName()));
    }

    private static boolean isPreempted(Pod pod) {
        return pod.status()
                .condition("DisruptionTarget")
                .filter(condition -> condition.reason().equals("PreemptionByScheduler"))
                .isPresent();
    }

    private static Optional<String> refusal(Pod pod) {
        return pod.isUnschedulable()
                ? pod.status().condition("PodScheduled").map(Condition::message)
                : Optional.empty();
    }

    private static boolean hasStarted(@Nullable Pod pod, String container) {
        return pod != null
                && pod.status().containerStatuses().stream()
                        .filter(status -> status.name().equals(container))
                        .anyMatch(PodNotes::hasStarted);
    }

    private static boolean hasStarted(ContainerStatus status) {
        return status.state().running() != null || status.state().terminated() != null;
    }
}
