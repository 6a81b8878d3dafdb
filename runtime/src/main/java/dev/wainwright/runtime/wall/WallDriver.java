package dev.wainwright.runtime.wall;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Real time, or a multiple of it. Each task runs on a virtual thread of its own, so it may block without keeping others
 * from running.
 */
public final class WallDriver implements Driver, AutoCloseable {
    private final DelayQueue<Entry> queue = new DelayQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Consumer<Throwable> failures;
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final double speed;
    private final Thread timer;
    private volatile boolean closed;

    /** As fast as real time. {@code failures} hears of exceptions that tasks did not handle. */
    public WallDriver(Consumer<Throwable> failures) {
        this(failures, 1);
    }

    /** {@code speed} times as fast as real time: its clock runs faster and its delays pass sooner. */
    public WallDriver(Consumer<Throwable> failures, double speed) {
        this(failures, speed, Instant.now());
    }

    /** The same, whose clock shows {@code start} now. */
    public WallDriver(Consumer<Throwable> failures, double speed, Instant start) {
        this.failures = failures;
        this.speed = speed;
        this.start = start;
        this.timer = Thread.ofVirtual().name("wall-timer").start(this::handOut);
    }

    private final class Entry implements Delayed {
        private final long dueNanos;
        private final long number = sequence.getAndIncrement();
        private final Runnable task;

        Entry(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = task;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Entry that = (Entry) other;
            int byTime = Long.compare(dueNanos - that.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(number, that.number);
        }
    }

    @Override
    public Instant now() {
        return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (closed) {
            return;
        }
        if (delay.isZero() || delay.isNegative()) {
            Thread.startVirtualThread(() -> run(task));
        } else {
            queue.add(new Entry(System.nanoTime() + (long) (delay.toNanos() / speed), task));
        }
    }

    @Override
    public boolean hasOrder() {
        return false;
    }

    /** Starts nothing any more; what runs runs to its end. */
    @Override
    public void close() {
        closed = true;
        timer.interrupt();
    }

    private void handOut() {
        try {
            while (!closed) {
                Entry due = queue.take();
                Thread.startVirtualThread(() -> run(due.task));
            }
        } catch (InterruptedException e) {
            queue.clear();
        }
    }

    private void run(Runnable task) {
        if (closed) {
            return;
        }
        try {
            task.run();
        } catch (Exception | Error e) {
            failures.accept(e);
        }
    }
}
