package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When memory is given back; the heap is a number here, and a whole collection leaves 600 MB of it. */
class HousekeepingTest {
    private static final long MEGABYTE = 1 << 20;
    private static final long NEEDED = 600 * MEGABYTE;

    private final VirtualDriver driver = new VirtualDriver(Instant.EPOCH);
    private long revision;
    private long heap = NEEDED;
    private int collections;

    @BeforeEach
    void start() {
        new Housekeeping(driver, Duration.ofSeconds(10), () -> revision, () -> heap, () -> {
                    collections++;
                    heap = NEEDED;
                })
                .start();
    }

    @Test
    void aBurstIsClearedAwayOnceItIsOver() {
        work(50_000, 100);
        assertThat(collections).isZero();
        work(0, 0);
        assertThat(collections).isEqualTo(1);
        assertThat(heap).isEqualTo(NEEDED);
    }

    @Test
    void whileABurstGoesOnNotMuchMoreIsTakenThanIsNeeded() {
        for (int i = 0; i < 5; i++) {
            work(50_000, 150);
            assertThat(heap).isLessThanOrEqualTo(NEEDED + 150 * MEGABYTE);
        }
        assertThat(collections).isEqualTo(5);
    }

    @Test
    void whileItIsSmallABurstIsNotHeldUp() {
        heap = 64 * MEGABYTE;
        start();
        work(50_000, 120);
        assertThat(collections).isZero();
        work(50_000, 20);
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void anIdleClusterIsLeftAlone() {
        for (int i = 0; i < 100; i++) {
            work(300, 0);
        }
        assertThat(collections).isZero();
    }

    @Test
    void whatComesSlowlyIsClearedAwayWhenItIsWorthwhile() {
        for (int i = 0; i < 13; i++) {
            work(300, 10);
        }
        assertThat(collections).isEqualTo(1);
    }

    private void work(long changes, long megabytes) {
        revision += changes;
        heap += megabytes * MEGABYTE;
        driver.runFor(Duration.ofSeconds(10));
    }
}
