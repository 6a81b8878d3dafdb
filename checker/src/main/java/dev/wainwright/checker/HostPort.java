package dev.wainwright.checker;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ContainerPort;
import java.util.List;
import java.util.stream.Stream;

/** A port of the host that a pod takes. */
record HostPort(int port, String address, String protocol) {
    private static final String EVERY_ADDRESS = "0.0.0.0";

    /** Ports of containers and of sidecars; other init containers are gone when the pod runs. */
    static List<HostPort> of(PodSpec spec) {
        boolean onHost = Boolean.TRUE.equals(spec.hostNetwork());
        return Stream.concat(
                        spec.containers().stream(),
                        spec.initContainers().stream().filter(Container::isSidecar))
                .flatMap(container -> container.ports().stream())
                .map(port -> of(port, onHost))
                .filter(port -> port.port() > 0)
                .toList();
    }

    private static HostPort of(ContainerPort port, boolean onHost) {
        int number = port.hostPort() == 0 && onHost ? port.containerPort() : port.hostPort();
        String address = port.hostIP().isEmpty() || port.hostIP().equals("::") ? EVERY_ADDRESS : port.hostIP();
        return new HostPort(number, address, port.protocol().isEmpty() ? "TCP" : port.protocol());
    }

    boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(other.address)
                        || address.equals(EVERY_ADDRESS)
                        || other.address.equals(EVERY_ADDRESS));
    }

    @Override
    public String toString() {
        return address + ":" + port + "/" + protocol;
    }
}
