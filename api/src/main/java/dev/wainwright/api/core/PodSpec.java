package dev.wainwright.api.core;

import dev.wainwright.api.meta.OmitZero;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pod asks of a node. */
public record PodSpec(
        List<Container> initContainers,
        List<Container> containers,
        Map<String, Quantity> overhead,
        @Nullable ResourceRequirements resources,
        Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpreadConstraint> topologySpreadConstraints,
        List<SchedulingGate> schedulingGates,
        List<ResourceClaim> resourceClaims,
        @Nullable Boolean hostNetwork,
        @Nullable Integer priority,
        String priorityClassName,
        String preemptionPolicy,
        String restartPolicy,
        @Nullable Long terminationGracePeriodSeconds,
        String schedulerName,
        String runtimeClassName) {
    public PodSpec {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
        overhead = Map.copyOf(overhead);
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
        schedulingGates = List.copyOf(schedulingGates);
        resourceClaims = List.copyOf(resourceClaims);
    }

    /** The same with other containers. */
    public PodSpec withContainers(List<Container> newInitContainers, List<Container> newContainers) {
        return new PodSpec(
                newInitContainers,
                newContainers,
                overhead,
                resources,
                nodeSelector,
                affinity,
                tolerations,
                topologySpreadConstraints,
                schedulingGates,
                resourceClaims,
                hostNetwork,
                priority,
                priorityClassName,
                preemptionPolicy,
                restartPolicy,
                terminationGracePeriodSeconds,
                schedulerName,
                runtimeClassName);
    }

    /** A container; a restart policy of {@code Always} on an init container makes it a sidecar. */
    public record Container(
            String name, @Nullable ResourceRequirements resources, List<ContainerPort> ports, String restartPolicy) {
        public Container {
            ports = List.copyOf(ports);
        }

        public boolean isSidecar() {
            return restartPolicy.equals("Always");
        }
    }

    /** Amounts asked for and capped at. */
    public record ResourceRequirements(Map<String, Quantity> requests, Map<String, Quantity> limits) {
        public ResourceRequirements {
            requests = Map.copyOf(requests);
            limits = Map.copyOf(limits);
        }
    }

    /** A port; only one with a host port matters to placement. */
    public record ContainerPort(int containerPort, @OmitZero int hostPort, String hostIP, String protocol) {}

    /** Keeps the pod from being scheduled while it is there. */
    public record SchedulingGate(String name) {}

    /** A claim for a device by dynamic resource allocation. */
    public record ResourceClaim(String name, String resourceClaimName, String resourceClaimTemplateName) {}

    /** How pods that match the selector must be spread over a topology. */
    public record TopologySpreadConstraint(
            int maxSkew,
            String topologyKey,
            String whenUnsatisfiable,
            @Nullable LabelSelector labelSelector,
            @Nullable Integer minDomains,
            String nodeAffinityPolicy,
            String nodeTaintsPolicy,
            List<String> matchLabelKeys) {
        public TopologySpreadConstraint {
            matchLabelKeys = List.copyOf(matchLabelKeys);
        }

        public boolean isHard() {
            return whenUnsatisfiable.equals("DoNotSchedule");
        }
    }
}
