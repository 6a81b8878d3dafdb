package dev.wainwright.runtime.virtual;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: the clock stands still while a task runs and jumps to the next task when it is done. Tasks run on the
 * calling thread, ordered by time and, within one moment, by when they were handed in; so the same start gives the same
 * history. An exception in a task ends the run with that exception.
 */
public final class VirtualDriver implements Driver {
    /** So many tasks in one moment are no busy moment but a circle that takes no time. */
    private static final long MOST_AT_ONCE = 20_000_000;

    /** Many tasks share a moment: most are handed in for right now. So moments are sorted, not tasks. */
    private final PriorityQueue<Moment> moments = new PriorityQueue<>(Comparator.comparingLong(Moment::at));

    private final Map<Long, Moment> byTime = new HashMap<>();
    /** The moment for which something was handed in last, unless it is over. */
    private @Nullable Moment recent;

    private final Instant start;
    private long nanos;
    private long executed;
    private long executedNow;

    public VirtualDriver(Instant start) {
        this.start = start;
    }

    /** All that is to be done at one time, in the order in which it was handed in. */
    private record Moment(long at, ArrayDeque<Runnable> tasks) {}

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        long at = Math.addExact(nanos, Math.max(0, delay.toNanos()));
        Moment moment = moments.peek();
        if (moment == null || moment.at() != at) {
            moment = later(at);
        }
        moment.tasks().add(task);
    }

    /** What happens together leads to more that happens together. */
    private Moment later(long at) {
        Moment moment = recent;
        if (moment == null || moment.at() != at) {
            moment = byTime.computeIfAbsent(at, this::moment);
            recent = moment;
        }
        return moment;
    }

    private Moment moment(long at) {
        var moment = new Moment(at, new ArrayDeque<>(4));
        moments.add(moment);
        return moment;
    }

    /** Runs everything that is due within {@code time} from now; afterwards the clock stands there. */
    public void runFor(Duration time) {
        long end = Math.addExact(nanos, time.toNanos());
        for (Moment due = due(end); due != null; due = due(end)) {
            step(due);
        }
        nanos = end;
    }

    /**
     * Runs until {@code condition} holds, asking it after every task, but at most for {@code limit}.
     *
     * @return whether it holds; without it the clock stands at the limit
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = Math.addExact(nanos, limit.toNanos());
        while (!condition.getAsBoolean()) {
            Moment due = due(end);
            if (due == null) {
                nanos = end;
                return condition.getAsBoolean();
            }
            step(due);
        }
        return true;
    }

    /** How many tasks have run; what a simulation's speed is measured in. */
    public long executed() {
        return executed;
    }

    /** The next moment with something to do, if it has come by {@code end}. */
    private @Nullable Moment due(long end) {
        Moment first = moments.peek();
        while (first != null && first.tasks().isEmpty()) {
            byTime.remove(first.at());
            moments.remove();
            recent = null;
            first = moments.peek();
        }
        return first == null || first.at() > end ? null : first;
    }

    private void step(Moment moment) {
        executedNow = moment.at() == nanos ? executedNow + 1 : 0;
        if (executedNow > MOST_AT_ONCE) {
            throw new IllegalStateException("time stands still at " + now() + ": " + executedNow
                    + " tasks at this moment. Maybe a controller acts again and again without any latency.");
        }
        nanos = moment.at();
        executed++;
        moment.tasks().remove().run();
    }
}
