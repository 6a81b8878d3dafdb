package dev.wainwright.cli.up;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives memory back to the machine once a burst of work is over, and keeps it from taking much more than it needs meanwhile. The
 * serial collector lets the heap grow as far as it may before it looks at what has died long ago, and gives nothing back before the
 * next such look, to which a cluster that is idle never comes.
 */
final class Housekeeping {
    /** Changes between two looks below which nobody is at work: the heartbeats of some thousand nodes. */
    private static final long QUIET = 1000;

    /** By how much the heap must have grown since it was tidied last: tidying takes a few tenths of a second. */
    private static final long WORTHWHILE_BYTES = 64L << 20;

    /** How often it looks whether the heap has grown too much, while it looks once whether nobody is at work. */
    private static final int LOOKS = 20;

    private static final long ALLOWED_BYTES = 24L << 20;

    /** As long as it takes less than this, nobody minds how much of it is used. */
    private static final long SMALL_BYTES = 192L << 20;

    private final Driver driver;
    private final Duration every;
    private final LongSupplier revision;
    private final LongSupplier heap;
    private final Runnable collector;
    private long seen;
    private long tidied;
    private int looks;

    /**
     * @param every after which it looks whether nobody is at work, by the driver's clock
     * @param revision counts changes
     * @param heap how many bytes it takes from the machine
     */
    Housekeeping(Driver driver, Duration every, LongSupplier revision, LongSupplier heap, Runnable collector) {
        this.driver = driver;
        this.every = every;
        this.revision = revision;
        this.heap = heap;
        this.collector = collector;
    }

    void start() {
        seen = revision.getAsLong();
        tidied = heap.getAsLong();
        driver.after(every.dividedBy(LOOKS), this::look);
    }

    private void look() {
        long size = heap.getAsLong();
        if (isTooMuch(size) || (++looks % LOOKS == 0 && isQuiet() && size - tidied >= WORTHWHILE_BYTES)) {
            collector.run();
            tidied = heap.getAsLong();
        }
        driver.after(every.dividedBy(LOOKS), this::look);
    }

    private boolean isQuiet() {
        long now = revision.getAsLong();
        boolean quiet = now - seen < QUIET;
        seen = now;
        return quiet;
    }

    /** In proportion, so that all the collections while it grows cost no more than some of the last one (docs/bench/up.md). */
    private boolean isTooMuch(long size) {
        return size > SMALL_BYTES && size > tidied + tidied / 6 + ALLOWED_BYTES;
    }
}
