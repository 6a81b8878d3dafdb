package dev.wainwright.runtime.time;

import java.time.Duration;

/**
 * Where things run, and when. In virtual time one after the other, on one thread; in real time beside each other.
 *
 * <p>A task must be ready to run beside other tasks, and may find that what it was for is over.
 */
public interface Driver extends Clock {
    /**
     * Runs {@code task} once, {@code delay} from now; tasks for the same moment in the order in which they were given, if
     * the driver has an order at all. A negative delay counts as none.
     */
    void after(Duration delay, Runnable task);

    /**
     * Whether tasks run one after the other, in an order that must not depend on how work is cut into tasks. Where it is not so,
     * one task may as well do what several are due to do.
     */
    default boolean hasOrder() {
        return true;
    }

    /** Runs {@code task} as soon as possible, but not inside of this call. */
    default void soon(Runnable task) {
        after(Duration.ZERO, task);
    }
}
