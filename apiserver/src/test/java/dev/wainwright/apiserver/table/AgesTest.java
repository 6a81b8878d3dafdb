package dev.wainwright.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT-2S, <invalid>",
        "PT-1.5S, 0s",
        "PT0S, 0s",
        "PT119.9S, 119s",
        "PT2M, 2m",
        "PT3M20S, 3m20s",
        "PT9M59S, 9m59s",
        "PT10M59S, 10m",
        "PT179M59S, 179m",
        "PT3H, 3h",
        "PT7H59M, 7h59m",
        "PT8H59M, 8h",
        "PT47H, 47h",
        "P2D, 2d",
        "P2DT4H, 2d4h",
        "P7DT23H, 7d23h",
        "P8DT5H, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P831D, 2y101d",
        "P2919D, 7y364d",
        "P2920D, 8y",
        "P5000D, 13y"
    })
    void anAgeHasTwoUnitsWhileTheyMatter(Duration age, String text) {
        assertThat(Ages.of(age)).isEqualTo(text);
    }

    @Test
    void noTimeAndNonsenseHaveNoAge() {
        assertThat(Ages.since("", Instant.EPOCH)).isEqualTo("<unknown>");
        assertThat(Ages.since("yesterday", Instant.EPOCH)).isEqualTo("<invalid>");
    }
}
