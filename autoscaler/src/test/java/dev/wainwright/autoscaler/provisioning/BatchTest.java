package dev.wainwright.autoscaler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.autoscaler.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long to wait for further pods. */
class BatchTest {
    private static final Settings ADAPTIVE = Settings.STANDARD.withAdaptiveBatches();

    private final Batch batch = new Batch();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void karpenterWaitsForASecondWithoutPods() {
        stream(100, Duration.ofMillis(2));

        assertThat(batch.left(now, Settings.STANDARD, true)).contains(Duration.ofSeconds(1));
    }

    @Test
    void aQuickStreamThatStopsIsOverATenthOfThatLater() {
        stream(100, Duration.ofMillis(2));

        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(100));
    }

    @Test
    void theFirstPodsMayBeTheFirstOfMany() {
        stream(1, Duration.ZERO);
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(500));

        stream(3, Duration.ofMillis(2));
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(200));
    }

    @Test
    void aStreamIsNotCutOffInAPauseAsItHasHadJustNow() {
        stream(10, Duration.ofMillis(2));
        stream(3, Duration.ofMillis(200));

        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(600));
    }

    @Test
    void aPauseLongAgoIsForgotten() {
        stream(2, Duration.ofMillis(300));
        stream(50, Duration.ofMillis(2));

        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(100));
    }

    @Test
    void nothingIsWaitedForLongerThanKarpenterWould() {
        stream(5, Duration.ofMillis(900));

        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofSeconds(1));
    }

    @Test
    void whoHasPlannedJustNowGathersPodsAsKarpenterDoes() {
        stream(100, Duration.ofMillis(2));

        assertThat(batch.left(now, ADAPTIVE, false)).contains(Duration.ofSeconds(1));
    }

    @Test
    void whoLooksLateMayNotHaveHeardOfAllPodsAndLooksOnceMore() {
        stream(100, Duration.ofMillis(2));

        now = now.plusMillis(100 + 70);
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(140));
        now = now.plusMillis(140);
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ZERO);
    }

    @Test
    void podsThatAreHeardOfLateBeginThePauseAnew() {
        stream(100, Duration.ofMillis(2));
        batch.left(now.plusMillis(200), ADAPTIVE, true);

        stream(1, Duration.ofMillis(210));
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ofMillis(630));
    }

    @Test
    void whoIsAlwaysLateDoesNotWaitLongerThanKarpenterWould() {
        stream(1, Duration.ZERO);

        now = now.plusSeconds(10);
        assertThat(batch.left(now, ADAPTIVE, true)).contains(Duration.ZERO);
    }

    /** So many pods, one after each pause. */
    private void stream(int pods, Duration pause) {
        for (int i = 0; i < pods; i++) {
            now = now.plus(pause);
            batch.see(List.of("pod at " + now), now);
        }
    }
}
