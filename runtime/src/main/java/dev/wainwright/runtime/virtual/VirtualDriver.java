package dev.wainwright.runtime.virtual;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: the clock stands still while a task runs and jumps to the next task when it is done. Tasks run on the
 * calling thread, ordered by time and, within one moment, by when they were handed in; so the same start gives the same
 * history. An exception in a task ends the run with that exception.
 */
public final class VirtualDriver implements Driver {
    /** So many tasks in one moment are no busy moment but a circle that takes no time. */
    private static final long MOST_AT_ONCE = 20_000_000;

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final Instant start;
    private long nanos;
    private long sequence;
    private long executed;
    private long executedNow;

    public VirtualDriver(Instant start) {
        this.start = start;
    }

    private record Entry(long at, long sequence, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        queue.add(new Entry(Math.addExact(nanos, Math.max(0, delay.toNanos())), sequence++, task));
    }

    /** Runs everything that is due within {@code time} from now; afterwards the clock stands there. */
    public void runFor(Duration time) {
        long end = Math.addExact(nanos, time.toNanos());
        while (isDue(end)) {
            step();
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
            if (!isDue(end)) {
                nanos = end;
                return condition.getAsBoolean();
            }
            step();
        }
        return true;
    }

    /** How many tasks have run; what a simulation's speed is measured in. */
    public long executed() {
        return executed;
    }

    private boolean isDue(long end) {
        Entry next = queue.peek();
        return next != null && next.at() <= end;
    }

    private void step() {
        Entry entry = queue.remove();
        executedNow = entry.at() == nanos ? executedNow + 1 : 0;
        if (executedNow > MOST_AT_ONCE) {
            throw new IllegalStateException("time stands still at " + now() + ": " + executedNow
                    + " tasks at this moment. Maybe a controller acts again and again without any latency.");
        }
        nanos = entry.at();
        executed++;
        entry.task().run();
    }
}
