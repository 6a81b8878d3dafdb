package dev.wainwright.solver.problem;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Toleration;
import java.util.List;

/** A DaemonSet's pod: it takes room on every node it fits. {@code requiredTerms} are alternatives, never empty. */
public record Daemon(
        String name,
        Resources requests,
        List<Toleration> tolerations,
        List<Requirements> requiredTerms,
        List<HostPort> hostPorts) {
    public Daemon {
        tolerations = List.copyOf(tolerations);
        requiredTerms = List.copyOf(requiredTerms);
        hostPorts = List.copyOf(hostPorts);
    }
}
