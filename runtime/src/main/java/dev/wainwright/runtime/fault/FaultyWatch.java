package dev.wainwright.runtime.fault;

import dev.wainwright.runtime.store.ObjectStore.Watch;
import dev.wainwright.runtime.store.ObjectStore.WatchListener;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A watch that holds events up, or loses them and ends. The order is kept: a connection delivers in order or not at all,
 * so after a lost event nothing comes but the end, and who takes up the watch again gets what was lost.
 */
final class FaultyWatch implements Watch, WatchListener {
    private final Driver driver;
    private final FaultPlan plan;
    private final Dice dice;
    private final WatchListener listener;
    private final ArrayDeque<WatchEvent> heldUp = new ArrayDeque<>();
    private Instant notBefore = Instant.MIN;
    private @Nullable Watch watch;
    private boolean broken;
    private boolean closed;

    FaultyWatch(Driver driver, FaultPlan plan, Dice dice, WatchListener listener) {
        this.driver = driver;
        this.plan = plan;
        this.dice = dice;
        this.listener = listener;
    }

    void over(Watch opened) {
        boolean late;
        synchronized (this) {
            watch = opened;
            late = closed;
        }
        if (late) {
            opened.close();
        }
    }

    @Override
    public synchronized void changed(WatchEvent event) {
        if (broken || closed) {
            return;
        }
        Duration delay = Duration.ZERO;
        WatchEvent told = event;
        if (dice.fall(plan.broken())) {
            broken = true;
            delay = dice.between(Duration.ZERO, plan.longestDelay());
            told = new WatchEvent.Ended(
                    dice.fall(plan.forgotten())
                            ? new Refusal.Gone("injected: too old resource version")
                            : new Refusal.Unavailable("injected: the watch broke"));
        } else if (dice.fall(plan.delayed())) {
            delay = dice.between(Duration.ZERO, plan.longestDelay());
        }
        Instant at = driver.now().plus(delay);
        if (heldUp.isEmpty() && delay.isZero()) {
            listener.changed(told);
        } else {
            notBefore = at.isAfter(notBefore) ? at : notBefore;
            heldUp.add(told);
            driver.after(Duration.between(driver.now(), notBefore), this::tellOne);
        }
    }

    @Override
    public void close() {
        Watch inner;
        synchronized (this) {
            closed = true;
            inner = watch;
        }
        if (inner != null) {
            inner.close();
        }
    }

    private synchronized void tellOne() {
        WatchEvent event = heldUp.remove();
        if (!closed) {
            listener.changed(event);
        }
    }
}
