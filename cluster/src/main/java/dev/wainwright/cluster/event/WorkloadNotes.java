package dev.wainwright.cluster.event;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.runtime.report.Note;
import dev.wainwright.runtime.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What controllers say of the objects they keep, from what they did to those they own. */
final class WorkloadNotes {
    private static final Map<String, String> CONTROLLERS = Map.of(
            "ReplicaSet", "replicaset-controller",
            "StatefulSet", "statefulset-controller",
            "DaemonSet", "daemonset-controller",
            "Job", "job-controller");

    private WorkloadNotes() {}

    /** Of a pod that came or goes, to whom it belongs. {@code owner} is the object itself, if it is known. */
    static Optional<Note> pod(boolean came, Pod pod, @Nullable KubeObject owner) {
        String kind = pod.metadata().controller().map(OwnerReference::kind).orElse("");
        String controller = CONTROLLERS.get(kind);
        if (owner == null || controller == null) {
            return Optional.empty();
        }
        return Optional.of(Note.normal(
                owner,
                came ? "SuccessfulCreate" : "SuccessfulDelete",
                (came ? "Created" : "Deleted") + " pod: " + pod.name(),
                controller));
    }

    /** Of a pod that was not admitted, to whom it was to belong. */
    static Optional<Note> refused(Pod pod, @Nullable KubeObject owner, Refusal why) {
        String kind = pod.metadata().controller().map(OwnerReference::kind).orElse("");
        String controller = CONTROLLERS.get(kind);
        return owner == null || controller == null
                ? Optional.empty()
                : Optional.of(Note.warning(owner, "FailedCreate", "Error creating: " + why.message(), controller));
    }

    /** Of a set that was scaled, to its Deployment. */
    static Optional<Note> set(@Nullable ReplicaSet before, ReplicaSet after, @Nullable KubeObject deployment) {
        int from = before == null ? 0 : wanted(before);
        int to = wanted(after);
        if (deployment == null || from == to) {
            return Optional.empty();
        }
        return Optional.of(Note.normal(
                deployment,
                "ScalingReplicaSet",
                "Scaled " + (to > from ? "up" : "down") + " replica set " + after.name() + " from " + from + " to "
                        + to,
                "deployment-controller"));
    }

    private static int wanted(ReplicaSet set) {
        Integer replicas = set.spec().replicas();
        return replicas == null ? 1 : replicas;
    }

    /** Of a node, itself. */
    static List<Note> node(@Nullable Node before, Node after) {
        var notes = new ArrayList<Note>();
        if (before == null) {
            notes.add(Note.normal(
                    after,
                    "RegisteredNode",
                    "Node " + after.name() + " event: Registered Node " + after.name() + " in Controller",
                    "node-controller"));
        } else if (after.isReady() && !before.isReady()) {
            notes.add(Note.normal(after, "NodeReady", "Node " + after.name() + " status is now: NodeReady", "kubelet")
                    .on(after.name()));
        }
        return notes;
    }
}
