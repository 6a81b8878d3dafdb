package dev.wainwright.model.placement;

/** A port of the machine that a pod takes for itself. An address of {@code 0.0.0.0} or {@code ::} means every address. */
public record HostPort(String address, int port, String protocol) {
    public boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (isEverywhere() || other.isEverywhere() || address.equals(other.address));
    }

    private boolean isEverywhere() {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
