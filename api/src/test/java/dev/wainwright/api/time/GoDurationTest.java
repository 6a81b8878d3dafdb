package dev.wainwright.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S", "0s, PT0S", "720h, PT720H", "1h30m, PT1H30M", "30m1h, PT1H30M", "1.5h, PT1H30M",
        "300ms, PT0.3S", "-2s, PT-2S", ".5s, PT0.5S", "1.s, PT1S", "1us, PT0.000001S", "2562047h, PT2562047H"
    })
    void readsWhatGoReads(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", ".h", "1d", "1 h", "Never", "1h-1m", "1.2.3s", "2562048h", "s1"})
    void refusesWhatGoRefuses(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text)).hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void saysHowToWriteOne() {
        assertThatThrownBy(() -> GoDuration.parse("1 day")).hasMessageContaining("1h30m");
    }
}
