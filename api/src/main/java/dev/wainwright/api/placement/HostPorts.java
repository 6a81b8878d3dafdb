package dev.wainwright.api.placement;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ContainerPort;
import dev.wainwright.model.placement.HostPort;
import java.util.ArrayList;
import java.util.List;

/** Reads which ports of its machine a pod takes. */
public final class HostPorts {
    private HostPorts() {}

    /** Ports of containers and sidecars (Karpenter overlooks the sidecars'). */
    public static List<HostPort> of(PodSpec spec) {
        var containers = new ArrayList<>(spec.containers());
        spec.initContainers().stream().filter(Container::isSidecar).forEach(containers::add);
        boolean hostNetwork = Boolean.TRUE.equals(spec.hostNetwork());
        var ports = new ArrayList<HostPort>();
        for (Container container : containers) {
            for (ContainerPort port : container.ports()) {
                int number = port.hostPort() == 0 && hostNetwork ? port.containerPort() : port.hostPort();
                if (number != 0) {
                    ports.add(
                            new HostPort(port.hostIP(), number, port.protocol().isEmpty() ? "TCP" : port.protocol()));
                }
            }
        }
        return List.copyOf(ports);
    }
}
