package dev.wainwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Backoff<String> backoff = new Backoff<>(RetryPolicy.STANDARD);

    @Test
    void theWaitBeginsAtFiveMillisecondsAndDoublesUntilAThousandSeconds() {
        assertThat(backoff.next("a")).isEqualTo(Duration.ofMillis(5));
        assertThat(backoff.next("a")).isEqualTo(Duration.ofMillis(10));
        assertThat(backoff.next("a")).isEqualTo(Duration.ofMillis(20));
        for (int i = 3; i < 17; i++) {
            backoff.next("a");
        }
        assertThat(backoff.next("a")).isEqualTo(Duration.ofMillis(5 << 17));
        assertThat(backoff.next("a")).isEqualTo(Duration.ofSeconds(1000));
        for (int i = 0; i < 5000; i++) {
            backoff.next("a");
        }
        assertThat(backoff.next("a")).isEqualTo(Duration.ofSeconds(1000));
    }

    @Test
    void eachKeyWaitsForItselfAndASuccessWipesTheSlateClean() {
        backoff.next("a");
        backoff.next("a");

        assertThat(backoff.next("b")).isEqualTo(Duration.ofMillis(5));
        backoff.forget("a");
        assertThat(backoff.next("a")).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void theBucketLetsABurstThroughAndThenASteadyRate() {
        var bucket = new TokenBucket(10, 2);

        assertThat(bucket.reserve(START)).isZero();
        assertThat(bucket.reserve(START)).isZero();
        assertThat(bucket.reserve(START)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.reserve(START)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void theBucketFillsUpAgainButNotBeyondItsRim() {
        var bucket = new TokenBucket(10, 2);
        for (int i = 0; i < 4; i++) {
            bucket.reserve(START);
        }

        Instant later = START.plusSeconds(60);
        assertThat(bucket.reserve(later)).isZero();
        assertThat(bucket.reserve(later)).isZero();
        assertThat(bucket.reserve(later)).isEqualTo(Duration.ofMillis(100));
    }
}
