package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.Instance;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A machine and the state that it is in. */
final class LiveMachine {
    private final Machine facts;
    private final PoolKey pool;
    private final String subnetId;
    private final Instant visibleFrom;
    private final SortedMap<String, String> tags;
    private Instance.State state = Instance.State.PENDING;
    private @Nullable Instant runningSince;
    private boolean noticed;

    LiveMachine(Machine facts, PoolKey pool, String subnetId, Instant visibleFrom, SortedMap<String, String> tags) {
        this.facts = facts;
        this.pool = pool;
        this.subnetId = subnetId;
        this.visibleFrom = visibleFrom;
        this.tags = new TreeMap<>(tags);
    }

    Machine facts() {
        return facts;
    }

    PoolKey pool() {
        return pool;
    }

    String subnetId() {
        return subnetId;
    }

    SortedMap<String, String> tags() {
        return tags;
    }

    Instance.State state() {
        return state;
    }

    void become(Instance.State next) {
        state = next;
    }

    boolean isEnding() {
        return state.isEnding();
    }

    @Nullable
    Instant runningSince() {
        return runningSince;
    }

    void runsSince(@Nullable Instant since) {
        runningSince = since;
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(visibleFrom) && state != Instance.State.TERMINATED;
    }

    /** Whether this is the first notice of its end. */
    boolean notice() {
        boolean first = !noticed;
        noticed = true;
        return first;
    }

    Instance instance() {
        return new Instance(
                facts.id(),
                state,
                facts.instanceType(),
                facts.zone(),
                subnetId,
                facts.template().imageId(),
                facts.capacityType(),
                facts.template().reservationId(),
                facts.launchedAt(),
                tags);
    }
}
