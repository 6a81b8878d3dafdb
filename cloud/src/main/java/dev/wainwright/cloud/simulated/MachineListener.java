package dev.wainwright.cloud.simulated;

import dev.wainwright.api.core.Node;
import java.time.Instant;

/**
 * Hears what happens to machines, in order. Called by the driver as tasks of their own, so it may call the simulated EC2 and
 * write to a store.
 */
public interface MachineListener {
    /** It has been sold, and is pending. */
    default void launched(Machine machine) {}

    /** EC2 calls it running; from now on it costs. */
    default void running(Machine machine) {}

    /**
     * Its kubelet is up and wants to register {@code node}, with provider id, labels, taints, capacity and allocatable,
     * as it is when nothing runs on it; conditions and readiness are the kubelet's.
     */
    default void joined(Machine machine, Node node) {}

    /** It is likelier than others to be interrupted. */
    default void rebalanceRecommended(Machine machine) {}

    /** It will be taken away at {@code endsAt}. */
    default void interruptionNotice(Machine machine, Instant endsAt) {}

    /** Its zone cannot be reached; it goes on running. */
    default void unreachable(Machine machine) {}

    /** Its zone can be reached again. */
    default void reachable(Machine machine) {}

    /** It has been told to end: what runs on it is being stopped. Not heard of machines that end at once. */
    default void shuttingDown(Machine machine) {}

    /** It does not run any more; {@code why} in words. */
    default void gone(Machine machine, String why) {}
}
