package dev.wainwright.runtime.lease;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One candidate for a Lease: leads while it can renew it, and stops by itself before anybody else may take over.
 *
 * <p>A rival's clock is never trusted: a lease counts as abandoned when it has not changed for its whole duration as
 * seen from here. That an old leader's last requests have arrived by then is why a lease lasts longer than a request.
 */
public final class LeaderElection {
    private final Driver driver;
    private final ObjectStore store;
    private final ObjectKey key;
    private final String identity;
    private final Times times;
    private final Runnable started;
    private final Runnable stopped;
    private boolean running;
    private boolean leading;
    private long epoch;
    private Instant renewedAt = Instant.MIN;
    private @Nullable Lease seen;
    private Instant seenAt = Instant.MIN;

    /**
     * How long a lease lasts, how long its holder tries to renew it before it gives up leading, and how often it tries.
     */
    public record Times(Duration lease, Duration renewDeadline, Duration retry) {
        /** Those of Kubernetes' own controllers. */
        public static final Times STANDARD =
                new Times(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    /**
     * @param identity unique among the candidates
     * @param started runs when the candidate begins to lead
     * @param stopped runs when it leads no longer
     */
    public LeaderElection(
            Driver driver,
            ObjectStore store,
            ObjectKey key,
            String identity,
            Times times,
            Runnable started,
            Runnable stopped) {
        this.driver = driver;
        this.store = store;
        this.key = key;
        this.identity = identity;
        this.times = times;
        this.started = started;
        this.stopped = stopped;
    }

    /** The kind of the objects that elections go by; a store that is to hold elections must know it. */
    public static Kind leaseKind() {
        return Lease.KIND;
    }

    /** Becomes a candidate. */
    public synchronized void start() {
        if (!running) {
            running = true;
            long mine = ++epoch;
            driver.soon(() -> attempt(mine));
        }
    }

    /** Drops out without a word, as a process does that dies; a leader leads no longer. */
    public synchronized void stop() {
        running = false;
        epoch++;
        yieldLead();
    }

    public synchronized boolean isLeading() {
        return leading;
    }

    private synchronized void attempt(long mine) {
        if (mine != epoch) {
            return;
        }
        if (holdsAfterAttempt()) {
            renewedAt = driver.now();
            if (!leading) {
                leading = true;
                driver.soon(started);
            }
        } else if (leading && !driver.now().isBefore(renewedAt.plus(times.renewDeadline()))) {
            yieldLead();
        }
        driver.after(times.retry(), () -> attempt(mine));
    }

    private void yieldLead() {
        if (leading) {
            leading = false;
            stopped.run();
        }
    }

    private boolean holdsAfterAttempt() {
        return switch (store.get(Lease.KIND, key)) {
            case Result.Ok<KubeObject> found -> takeOrKeep(found.answer());
            case Result.Refused<KubeObject> refused -> refused.why() instanceof Refusal.NotFound && create();
        };
    }

    private boolean create() {
        var fresh = new Lease("", times.lease(), "", "", 0).heldBy(identity, times.lease(), driver.now());
        return isHeld(store.write(new Write.Create(Lease.KIND, fresh.object(key))));
    }

    private boolean takeOrKeep(KubeObject object) {
        var lease = Lease.of(object);
        if (!lease.equals(seen)) {
            seen = lease;
            seenAt = driver.now();
        }
        boolean free = lease.holder().isEmpty()
                || lease.holder().equals(identity)
                || driver.now().isAfter(seenAt.plus(lease.duration()));
        return free
                && isHeld(store.write(new Write.Update(
                        Lease.KIND,
                        lease.heldBy(identity, times.lease(), driver.now()).object(object.metadata()))));
    }

    private boolean isHeld(Result<Written> result) {
        if (result instanceof Result.Ok<Written> written) {
            seen = Lease.of(written.answer().object());
            seenAt = driver.now();
            return true;
        }
        return false;
    }
}
