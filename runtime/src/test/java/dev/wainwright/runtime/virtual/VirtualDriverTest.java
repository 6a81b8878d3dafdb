package dev.wainwright.runtime.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualDriverTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualDriver driver = new VirtualDriver(START);
    private final List<String> told = new ArrayList<>();

    @Test
    void tasksRunByTimeAndWithinOneMomentInTheOrderInWhichTheyCame() {
        driver.after(Duration.ofSeconds(2), () -> told.add("late"));
        driver.after(Duration.ofSeconds(1), () -> told.add("first"));
        driver.after(Duration.ofSeconds(1), () -> told.add("second"));

        driver.runFor(Duration.ofSeconds(3));

        assertThat(told).containsExactly("first", "second", "late");
    }

    @Test
    void theClockShowsTheTimeOfTheTaskThatRuns() {
        driver.after(Duration.ofMillis(1500), () -> told.add(driver.now().toString()));

        driver.runFor(Duration.ofHours(1));

        assertThat(told).containsExactly("2026-01-01T00:00:01.500Z");
        assertThat(driver.now()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void aTaskForNowRunsAfterTheOneThatAsksForIt() {
        driver.soon(() -> {
            driver.soon(() -> told.add("inner"));
            told.add("outer");
        });

        driver.runFor(Duration.ZERO);

        assertThat(told).containsExactly("outer", "inner");
    }

    @Test
    void whatIsDueLaterThanTheLimitWaitsForTheNextRun() {
        driver.after(Duration.ofSeconds(5), () -> told.add("five"));

        assertThat(driver.runUntil(() -> !told.isEmpty(), Duration.ofSeconds(4)))
                .isFalse();
        assertThat(driver.now()).isEqualTo(START.plusSeconds(4));
        assertThat(driver.runUntil(() -> !told.isEmpty(), Duration.ofSeconds(4)))
                .isTrue();
        assertThat(driver.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void anExceptionInATaskEndsTheRun() {
        driver.soon(() -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> driver.runFor(Duration.ofSeconds(1))).hasMessage("broken");
    }

    @Test
    void aCircleThatTakesNoTimeIsAnErrorAndNotTheEnd() {
        driver.soon(new Runnable() {
            @Override
            public void run() {
                driver.soon(this);
            }
        });

        assertThatThrownBy(() -> driver.runFor(Duration.ofSeconds(1)))
                .hasMessageStartingWith("time stands still at 2026-01-01T00:00:00Z");
    }

    @Test
    void aDayOfSecondsPasses() {
        var ticks = new int[1];
        driver.soon(new Runnable() {
            @Override
            public void run() {
                ticks[0]++;
                driver.after(Duration.ofSeconds(1), this);
            }
        });

        driver.runFor(Duration.ofDays(1));

        assertThat(ticks[0]).isEqualTo(86_401);
    }
}
