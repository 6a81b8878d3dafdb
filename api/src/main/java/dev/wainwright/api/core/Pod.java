package dev.wainwright.api.core;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod. What differs between pods of one template (the node, and volumes with generated names) stands beside the spec, so
 * that siblings share one {@link PodSpec} instance.
 */
public record Pod(
        ObjectMeta metadata,
        @At("spec.nodeName") String nodeName,
        @At("spec.volumes") List<Volume> volumes,
        PodSpec spec,
        Status status,
        Tree.Mapping rest)
        implements KubeObject {
    public Pod {
        volumes = List.copyOf(volumes);
    }

    /**
     * What was observed of a pod.
     *
     * @param startTime when its kubelet took it on
     * @param qosClass empty until it is known
     */
    public record Status(
            String phase,
            String reason,
            String message,
            String nominatedNodeName,
            String hostIP,
            List<Address> hostIPs,
            String podIP,
            List<Address> podIPs,
            @Nullable Instant startTime,
            List<Condition> conditions,
            List<ContainerStatus> initContainerStatuses,
            List<ContainerStatus> containerStatuses,
            String qosClass) {
        public static final Status NONE = new Status("", "", "", null, List.of());

        /** One of the addresses of a pod or of its node. */
        public record Address(String ip) {}

        public Status {
            hostIPs = List.copyOf(hostIPs);
            podIPs = List.copyOf(podIPs);
            conditions = List.copyOf(conditions);
            initContainerStatuses = List.copyOf(initContainerStatuses);
            containerStatuses = List.copyOf(containerStatuses);
        }

        /** A status that no kubelet has had a part in. */
        public Status(
                String phase,
                String reason,
                String nominatedNodeName,
                @Nullable Instant startTime,
                List<Condition> conditions) {
            this(
                    phase,
                    reason,
                    "",
                    nominatedNodeName,
                    "",
                    List.of(),
                    "",
                    List.of(),
                    startTime,
                    conditions,
                    List.of(),
                    List.of(),
                    "");
        }

        /** The condition of that type, if somebody has set it. */
        public Optional<Condition> condition(String type) {
            for (Condition condition : conditions) {
                if (condition.type().equals(type)) {
                    return Optional.of(condition);
                }
            }
            return Optional.empty();
        }

        /** With {@code condition} in place of one of its type. */
        public Status with(Condition condition) {
            var all = new ArrayList<>(conditions);
            all.removeIf(known -> known.type().equals(condition.type()));
            all.add(condition);
            return withConditions(all);
        }

        public Status withConditions(List<Condition> newConditions) {
            return new Status(
                    phase,
                    reason,
                    message,
                    nominatedNodeName,
                    hostIP,
                    hostIPs,
                    podIP,
                    podIPs,
                    startTime,
                    newConditions,
                    initContainerStatuses,
                    containerStatuses,
                    qosClass);
        }

        public Status withNominatedNode(String node) {
            return new Status(
                    phase,
                    reason,
                    message,
                    node,
                    hostIP,
                    hostIPs,
                    podIP,
                    podIPs,
                    startTime,
                    conditions,
                    initContainerStatuses,
                    containerStatuses,
                    qosClass);
        }

        public Status withQosClass(String newClass) {
            return new Status(
                    phase,
                    reason,
                    message,
                    nominatedNodeName,
                    hostIP,
                    hostIPs,
                    podIP,
                    podIPs,
                    startTime,
                    conditions,
                    initContainerStatuses,
                    containerStatuses,
                    newClass);
        }

        public Status withPhase(String newPhase, String newReason, String newMessage) {
            return new Status(
                    newPhase,
                    newReason,
                    newMessage,
                    nominatedNodeName,
                    hostIP,
                    hostIPs,
                    podIP,
                    podIPs,
                    startTime,
                    conditions,
                    initContainerStatuses,
                    containerStatuses,
                    qosClass);
        }
    }

    /** The same pod, observed otherwise. */
    public Pod with(Status newStatus) {
        return new Pod(metadata, nodeName, volumes, spec, newStatus, rest);
    }

    public boolean isBound() {
        return !nodeName.isEmpty();
    }

    public boolean isReady() {
        for (Condition condition : status.conditions()) {
            if (condition.type().equals("Ready")) {
                return condition.isTrue();
            }
        }
        return false;
    }

    /** Whether the scheduler has tried the pod and found no node for it. */
    public boolean isUnschedulable() {
        return status.condition("PodScheduled")
                .filter(each -> each.status().equals("False") && each.reason().equals("Unschedulable"))
                .isPresent();
    }

    /** Whether the pod has run to its end. */
    public boolean isTerminal() {
        return status.phase().equals("Succeeded") || status.phase().equals("Failed");
    }

    public boolean isTerminating() {
        return metadata.deletionTimestamp() != null;
    }

    public boolean isOwnedBy(String kind) {
        for (OwnerReference owner : metadata.ownerReferences()) {
            if (owner.kind().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
