package dev.wainwright.solver.problem;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;

/**
 * A node that is there or on its way.
 *
 * @param available what its pods and its daemons, running or still to come, leave over; negative when overcommitted
 * @param attachable how many more volumes of a CSI driver it can attach; drivers without a limit are absent
 * @param attached the shared volumes that are attached already
 */
public record ExistingNode(
        String name,
        boolean initialized,
        Map<String, String> labels,
        List<Taint> taints,
        Resources available,
        List<HostPort> hostPorts,
        Map<String, Integer> attachable,
        List<VolumeUse> attached,
        List<BoundPod> pods) {
    public ExistingNode {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        hostPorts = List.copyOf(hostPorts);
        attachable = Map.copyOf(attachable);
        attached = List.copyOf(attached);
        pods = List.copyOf(pods);
    }

    /** A pod that runs on the node; only what other pods' selectors and its own anti-affinity need. */
    public record BoundPod(String namespace, Map<String, String> labels, List<TopologyTerm> antiAffinity) {
        public BoundPod {
            labels = Map.copyOf(labels);
            antiAffinity = List.copyOf(antiAffinity);
        }
    }
}
