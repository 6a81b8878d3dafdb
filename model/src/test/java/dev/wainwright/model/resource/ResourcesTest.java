package dev.wainwright.model.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void cpuCountsInThousandthsAndTheRestInWholeUnits() {
        var resources = Resources.ofQuantities(Map.of(
                "cpu", Quantity.parse("1.5"),
                "memory", Quantity.parse("1Gi"),
                "nvidia.com/gpu", Quantity.parse("2")));

        assertThat(resources.get("cpu")).isEqualTo(1500);
        assertThat(resources.get("memory")).isEqualTo(1L << 30);
        assertThat(resources.get("nvidia.com/gpu")).isEqualTo(2);
        assertThat(resources.get("pods")).isZero();
        assertThat(resources).hasToString("{cpu=1500m, memory=1Gi, nvidia.com/gpu=2}");
    }

    @Test
    void absentAmountsCountAsNothing() {
        var some = Resources.of("cpu", 100);
        var others = Resources.of("memory", 5);

        assertThat(some.plus(others)).isEqualTo(Resources.of("cpu", 100, "memory", 5));
        assertThat(some.minus(others).get("memory")).isEqualTo(-5);
        assertThat(some.minus(others).max(Resources.NONE)).isEqualTo(Resources.of("cpu", 100, "memory", 0));
    }

    @Test
    void sumsStopAtTheEndsInsteadOfWrappingAround() {
        var most = Resources.of("memory", Long.MAX_VALUE);
        var least = Resources.of("memory", Long.MIN_VALUE);

        assertThat(most.plus(most)).isEqualTo(most);
        assertThat(least.minus(most)).isEqualTo(least);
    }

    @Test
    void oneAmountCanBeReplaced() {
        assertThat(Resources.of("cpu", 100).with("cpu", 7).with("pods", 1))
                .isEqualTo(Resources.of("cpu", 7, "pods", 1));
    }
}
