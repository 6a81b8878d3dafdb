package dev.wainwright.runtime.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final Chance CHANCE = Chance.of(7);

    @Test
    void aFixedStageTakesTheSameTimeWhateverIsDrawn() {
        assertThat(Distribution.fixed(2.5).at(0.1)).isEqualTo(Duration.ofMillis(2500));
        assertThat(Distribution.fixed(2.5).at(0.9)).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void aUniformStageStaysWithinItsEnds() {
        var distribution = Distribution.uniform(20, 40);
        assertThat(IntStream.range(0, 1000).mapToDouble(i -> distribution.seconds(CHANCE.draw(i))))
                .allMatch(seconds -> seconds >= 20 && seconds < 40);
        assertThat(distribution.seconds(0.5)).isEqualTo(30);
    }

    @Test
    void theBellCurveHasItsTabulatedQuantiles() {
        var distribution = new Distribution.Normal(100, 10);
        assertThat(distribution.seconds(0.5)).isCloseTo(100, within(1e-9));
        assertThat(distribution.seconds(0.975)).isCloseTo(119.59964, within(1e-4));
        assertThat(distribution.seconds(0.001)).isCloseTo(69.09768, within(1e-4));
        assertThat(new Distribution.Normal(1, 10).seconds(0.01)).isZero();
    }

    @Test
    void theLognormalHasItsMedianAndItsTail() {
        var distribution = new Distribution.LogNormal(30, 0.5);
        assertThat(distribution.seconds(0.5)).isCloseTo(30, within(1e-9));
        assertThat(distribution.seconds(0.95)).isCloseTo(30 * Math.exp(0.5 * 1.644854), within(1e-4));
    }

    @Test
    void measuredPercentilesComeBackAndAreJoinedByTheirLogarithm() {
        var distribution = new Distribution.Percentiles(List.of(
                new Distribution.Point(0.5, 90), new Distribution.Point(0.95, 180), new Distribution.Point(0.99, 300)));
        assertThat(distribution.seconds(0.5)).isEqualTo(90);
        assertThat(distribution.seconds(0.95)).isCloseTo(180, within(1e-9));
        assertThat(distribution.seconds(0.725)).isCloseTo(Math.sqrt(90.0 * 180), within(1e-9));
        assertThat(distribution.seconds(1)).isEqualTo(300);
        assertThat(distribution.seconds(0)).isEqualTo(90);
        assertThatThrownBy(() -> new Distribution.Percentiles(List.of())).hasMessageContaining("at least one");
    }

    @Test
    void chanceDependsOnSeedAndPurposeAndNotOnWhatWasDrawnBefore() {
        double first = Chance.of(1).of("boot").of("i-1").draw();
        CHANCE.of("anything").draw(5);
        assertThat(Chance.of(1).of("boot").of("i-1").draw()).isEqualTo(first);
        assertThat(Chance.of(2).of("boot").of("i-1").draw()).isNotEqualTo(first);
        assertThat(Chance.of(1).of("join").of("i-1").draw()).isNotEqualTo(first);
    }

    @Test
    void drawsAreSpreadEvenly() {
        double mean = IntStream.range(0, 10_000)
                .mapToDouble(i -> Chance.of(3).of("thing-" + i).draw())
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
    }
}
