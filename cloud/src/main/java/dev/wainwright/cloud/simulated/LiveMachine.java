package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A machine and the state that it is in. */
final class LiveMachine {
    private final long number;
    private final Machine facts;
    private final PoolKey pool;
    private final String subnetId;
    private final Instant visibleFrom;
    private final SortedMap<String, String> tags;
    private Instance.State state = Instance.State.PENDING;
    private @Nullable Instant runningSince;
    private boolean noticed;

    /** What is shown of it, until something changes. */
    private @Nullable Instance shown;

    LiveMachine(
            long number,
            Machine facts,
            PoolKey pool,
            String subnetId,
            Instant visibleFrom,
            SortedMap<String, String> tags) {
        this.number = number;
        this.facts = facts;
        this.pool = pool;
        this.subnetId = subnetId;
        this.visibleFrom = visibleFrom;
        this.tags = new TreeMap<>(tags);
    }

    /** As it was kept. */
    static LiveMachine of(KeptMachine kept) {
        Machine facts = kept.facts();
        var machine = new LiveMachine(
                kept.number(),
                facts,
                new PoolKey(facts.instanceType(), facts.zone(), facts.capacityType()),
                kept.subnetId(),
                kept.visibleFrom(),
                kept.tags());
        machine.state = kept.state();
        machine.runningSince = kept.runningSince().orElse(null);
        machine.noticed = kept.noticed();
        return machine;
    }

    KeptMachine kept() {
        return new KeptMachine(
                number, facts, subnetId, visibleFrom, tags, state, Optional.ofNullable(runningSince), noticed);
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

    void tag(Map<String, String> more) {
        tags.putAll(more);
        shown = null;
    }

    Instance.State state() {
        return state;
    }

    void become(Instance.State next) {
        state = next;
        shown = null;
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

    boolean isNoticed() {
        return noticed;
    }

    /** Whether this is the first notice of its end. */
    boolean notice() {
        boolean first = !noticed;
        noticed = true;
        return first;
    }

    Instance instance() {
        if (shown == null) {
            shown = described();
        }
        return shown;
    }

    private Instance described() {
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
