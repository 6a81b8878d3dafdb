package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How the clock of a kept cluster goes on in the next process. */
class KeptClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aClusterInRealTimeHasNothingToKeep() {
        assertThat(KeptClock.fresh(NOON, 1).isReal()).isTrue();
        assertThat(KeptClock.fresh(NOON, 10).isReal()).isFalse();
    }

    @Test
    void itNeverFallsBackHoweverSoonAfterACrash() {
        var kept = new KeptClock(NOON, NOON.plus(Duration.ofDays(3)), 100);
        for (int seconds = 0; seconds <= 20; seconds++) {
            Instant then = NOON.plusSeconds(seconds);
            Instant atMost = kept.cluster().plusSeconds(100L * seconds);
            assertThat(kept.continued(then, 1).cluster()).isEqualTo(atMost);
        }
    }

    @Test
    void whileNoProcessRunsItGoesAsEverybodysDoes() {
        var kept = new KeptClock(NOON, NOON, 100);

        Instant aDayLater = kept.continued(NOON.plus(Duration.ofDays(1)), 5).cluster();

        assertThat(aDayLater)
                .isEqualTo(NOON.plus(Duration.ofDays(1)).plusSeconds(99 * KeptClock.EVERY.toSeconds() * 2));
    }

    @Test
    void anotherSpeedCountsFromTheRestartOn() {
        KeptClock slower = new KeptClock(NOON, NOON, 100).continued(NOON.plusSeconds(10), 1);

        assertThat(slower).isEqualTo(new KeptClock(NOON.plusSeconds(10), NOON.plusSeconds(1000), 1));
        assertThat(slower.isReal()).isFalse();
    }

    @Test
    void aRealClockThatFellBackDoesNotTakeTheClustersWithIt() {
        var kept = new KeptClock(NOON, NOON.plusSeconds(70), 1);

        assertThat(kept.continued(NOON.minusSeconds(3600), 1).cluster()).isEqualTo(kept.cluster());
    }

    @Test
    void whatWasWrittenIsRead() {
        var kept = new KeptClock(NOON, NOON.plusNanos(1), 0.25);

        assertThat(KeptClock.read(kept.written())).isEqualTo(kept);
    }
}
