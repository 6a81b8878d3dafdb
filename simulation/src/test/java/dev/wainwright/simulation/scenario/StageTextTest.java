package dev.wainwright.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.runtime.chance.Distribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    30s                    | 30  | 30
                    1m30s                  | 90  | 90
                    20s..40s               | 30  | 39
                    normal(30s, 5s)        | 30  | 38.2
                    lognormal(30s, 0.4)    | 30  | 57.9
                    p50=30s p95=45s        | 30  | 45
                    """)
    void timesAndDistributionsAreReadByTheirMiddleAndTheirEnd(String text, double median, double p95) {
        Distribution read = StageText.parse(text);

        assertThat(read.seconds(0.5)).isEqualTo(median, within(0.1));
        assertThat(read.seconds(0.95)).isEqualTo(p95, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "40s..20s", "normal(30s)", "p50=30s p40=45s", "lognormal(0s, 1)", "-5s"})
    void whatIsNeitherIsRefusedWithTheFormsThereAre(String text) {
        assertThatThrownBy(() -> StageText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("20s..40s");
    }
}
